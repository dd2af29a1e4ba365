import type { trustErrors } from '../../../errors/areas/trust-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const trustErrorWords = {
  TRUST_CERT_MALFORMED: {
    what: 'The certificate is malformed.',
    why: 'It does not follow the structure of GB/T 20518 ({{detail}}).',
    next: 'Get the certificate again.',
  },
  TRUST_OCSP_MALFORMED: {
    what: 'A certificate status response cannot be read.',
    why: 'The file is no OCSP response, or it is damaged.',
    next: 'Get it again from the certification authority, or take the file away.',
  },
  TRUST_CRL_MALFORMED: {
    what: 'The certificate revocation list is malformed.',
    why: 'It does not follow the prescribed structure ({{detail}}).',
    next: 'Download or import the revocation list again.',
  },
  TRUST_REQUEST_INVALID: {
    what: 'The certificate request did not pass its check.',
    why: 'It is malformed, or the applicant did not prove possession of the private key ({{detail}}).',
    next: 'Make the request again with the same key.',
  },
  TRUST_CHAIN_INCOMPLETE: {
    what: 'The certificate chain is incomplete.',
    why: 'Issuer not found: {{issuer}}.',
    next: 'Import the missing certificate or synchronise the trust list.',
  },
  TRUST_CHAIN_INVALID: {
    what: 'The certificate chain does not verify.',
    why: '{{detail}}',
    next: 'Stop and contact the registry.',
  },
  TRUST_CERT_EXPIRED: {
    what: 'The certificate is outside its validity.',
    why: 'Valid from {{from}} to {{to}}.',
    next: 'Have it renewed.',
  },
  TRUST_CERT_REVOKED: {
    what: 'The certificate is revoked.',
    why: 'Revoked at {{at}}.',
    next: 'Stop and contact the registry.',
  },
  TRUST_KEY_USAGE: {
    what: 'The certificate is not meant for sealing.',
    why: '{{detail}}',
    next: 'Use the signing certificate, not the encryption one.',
  },
  TRUST_LIST_UNREADABLE: {
    what: 'The trust list cannot be read.',
    why: '{{detail}}',
    next: 'Check the folder of trusted certificates.',
  },
} as const satisfies Record<keyof typeof trustErrors, ErrorWords>;

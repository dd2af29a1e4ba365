import type { sealErrors } from '../../../errors/areas/seal-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const sealErrorWords = {
  SEAL_NOT_FOUND: {
    what: 'Seal "{{seal}}" was not found.',
    why: 'This station does not keep it.',
    next: 'Check the name, or synchronise with the registry first.',
  },
  SEAL_MALFORMED: {
    what: 'The seal data is malformed.',
    why: 'The data do not follow the structure of GB/T 38540 ({{detail}}).',
    next: 'Fetch the seal from the registry again.',
  },
  SEAL_MAKER_SIGNATURE_INVALID: {
    what: "The maker's signature on the seal is wrong.",
    why: 'The seal was altered or forged.',
    next: 'Stop using it and report to the registry.',
  },
  SEAL_MAKER_UNTRUSTED: {
    what: 'The seal maker is not on the trust list.',
    why: 'Maker: {{maker}}.',
    next: 'Synchronise the trust list; if it stays untrusted, do not use the seal.',
  },
  SEAL_NOT_ACTIVE: {
    what: 'The seal is not active.',
    why: 'Its state is "{{state}}".',
    next: "See the seal's state; ask the registry to restore it if needed.",
  },
  SEAL_EXPIRED: {
    what: 'The seal is outside its validity.',
    why: 'Valid from {{from}} to {{to}}.',
    next: 'Have it renewed.',
  },
  SEAL_STATUS_STALE: {
    what: 'The seal status is too old.',
    why: 'The last status list is from {{at}}, older than {{hours}} hours.',
    next: 'Reconnect and synchronise, or import an emergency status bundle.',
  },
  SEAL_CERT_MISMATCH: {
    what: 'The certificate on the key does not belong to this seal.',
    why: "It is not in the seal's certificate list.",
    next: 'Check that the right USB Key is plugged in.',
  },
  SEAL_NOT_CUSTODIAN: {
    what: 'You are not the custodian of this seal.',
    why: 'Its custodian is {{custodian}}.',
    next: 'Let the custodian stamp, or hand over custody first.',
  },
  SEAL_STATION_MISMATCH: {
    what: 'The seal is not bound to this computer.',
    why: 'It is bound to another station.',
    next: 'Stamp on the enrolled computer.',
  },
  SEAL_IMAGE_UNSUPPORTED: {
    what: 'The seal image cannot be used.',
    why: '{{detail}}',
    next: 'Ask the maker for a seal with a PNG image.',
  },
  SEAL_VERSION_UNSUPPORTED: {
    what: 'A seal of this version cannot be used for stamping.',
    why: 'The seal is version {{version}}; this program stamps with seals of version 4 (GB/T 38540-2020) and only verifies the others.',
    next: 'Ask the seal maker for a seal of version 4.',
  },
} as const satisfies Record<keyof typeof sealErrors, ErrorWords>;

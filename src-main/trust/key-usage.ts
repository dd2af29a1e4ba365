import type { Fact } from '#shared/model/verdict.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import type { Certificate } from './certificate.ts';

/** What a certificate at the end of a chain is used for here. */
export type CertificateRole = 'signer' | 'seal-maker' | 'machine' | 'timestamp';

/** Extended key usages that do not speak against signing documents. */
const ACCEPTED_PURPOSES = new Set<string>([
  '1.3.6.1.5.5.7.3.2', // clientAuth
  '1.3.6.1.5.5.7.3.4', // emailProtection
  '1.3.6.1.5.5.7.3.36', // documentSigning
  '1.3.6.1.4.1.311.10.3.12', // document signing (Microsoft)
  '2.5.29.37.0', // anyExtendedKeyUsage
]);

/**
 * May this certificate sign in that role? Rules for the two pairs every user holds: the signing certificate signs,
 * the encryption certificate never does (GB/T 20518; single certificates that do both are met and accepted).
 *
 * @returns check `chain.keyUsage`; `fail` ca-certificate-as-signer (`unknown` for a signer who made it for himself),
 * encryption-certificate, key-usage-unsuitable, not-a-timestamp-certificate; `warn` key-usage-absent, extended-key-usage-unusual, extended-key-usage-not-critical
 */
export function keyUsageFact(certificate: Certificate, role: CertificateRole): Fact {
  const check = 'chain.keyUsage';
  const { keyUsage, extendedKeyUsage } = certificate;
  const evidence = {
    certificate: certificate.subject,
    role,
    keyUsage: keyUsage === undefined ? '' : [...keyUsage].join(' '),
  };
  if (certificate.isCa) {
    // Common tools mark every certificate that a person makes for himself as a CA: nobody vouches for it, but it
    // proves no deceit either. An authority's certificate is for issuing, and a signature with it is a misuse.
    const isHomemade = role === 'signer' && certificate.isSelfIssued;
    return { check, state: isHomemade ? 'unknown' : 'fail', reason: 'ca-certificate-as-signer', evidence };
  }
  if (keyUsage !== undefined && !keyUsage.has('digitalSignature') && !keyUsage.has('nonRepudiation')) {
    const isEncryption = keyUsage.has('keyEncipherment') || keyUsage.has('dataEncipherment');
    const reason = isEncryption ? 'encryption-certificate' : 'key-usage-unsuitable';
    return { check, state: 'fail', reason, evidence };
  }
  if (role === 'timestamp') {
    if (extendedKeyUsage?.oids.includes(OID.timeStamping) !== true) {
      return { check, state: 'fail', reason: 'not-a-timestamp-certificate', evidence };
    }
    if (!extendedKeyUsage.critical) {
      return { check, state: 'warn', reason: 'extended-key-usage-not-critical', evidence };
    }
  } else if (extendedKeyUsage?.critical === true && !extendedKeyUsage.oids.some((oid) => ACCEPTED_PURPOSES.has(oid))) {
    return { check, state: 'warn', reason: 'extended-key-usage-unusual', evidence };
  }
  if (keyUsage === undefined) return { check, state: 'warn', reason: 'key-usage-absent', evidence };
  return { check, state: 'ok', evidence };
}

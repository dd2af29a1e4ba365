import type { Fact } from '#shared/model/verdict.ts';
import { verifyLastingSignature } from '#main/formats/x509/verify-signature.ts';
import type { Certificate } from './certificate.ts';
import { namesMatch } from './distinguished-name.ts';

/** Can `issuer` be the issuer of `certificate`, by name and key identifier? The signature is looked at later. */
export function mayHaveIssued(issuer: Certificate, certificate: Certificate): boolean {
  if (!namesMatch(issuer.subjectDer, certificate.issuerDer)) return false;
  const { authorityKeyId } = certificate;
  const { subjectKeyId } = issuer;
  // Authorities make identifiers in different ways, so they are compared and never computed again.
  return (
    authorityKeyId === undefined || subjectKeyId === undefined || Buffer.compare(authorityKeyId, subjectKeyId) === 0
  );
}

/**
 * One step of a chain: did this issuer sign this certificate, and was it allowed to?
 *
 * @param below how many CA certificates stand between the issuer and the end of the chain
 * @returns check `chain.link`; `fail` with the failures of a signature, issuer-not-ca, issuer-key-usage,
 * path-length-exceeded
 */
export function linkFact(certificate: Certificate, issuer: Certificate, below: number): Fact {
  const check = 'chain.link';
  const evidence = { certificate: certificate.subject, issuer: issuer.subject };
  const signature = verifyLastingSignature(
    issuer.keyInfo,
    certificate.signatureAlgorithm,
    certificate.tbs,
    certificate.signature,
  );
  const fail = (reason: string): Fact => ({ check, state: 'fail', reason, evidence });
  if (!signature.ok) return fail(signature.failure ?? 'signature-mismatch');
  if (!issuer.isCa) return fail('issuer-not-ca');
  if (issuer.keyUsage !== undefined && !issuer.keyUsage.has('keyCertSign')) return fail('issuer-key-usage');
  if (issuer.pathLength !== undefined && issuer.pathLength < below) return fail('path-length-exceeded');
  const remark = signature.remarks[0];
  return remark === undefined ? { check, state: 'ok', evidence } : { check, state: 'warn', reason: remark, evidence };
}

/** Was one certificate inside its validity? Check `chain.validity`; `fail` certificate-not-yet-valid, certificate-expired. */
export function validityFact(certificate: Certificate, at: Date): Fact {
  const check = 'chain.validity';
  const evidence = {
    certificate: certificate.subject,
    from: certificate.notBefore.toISOString(),
    to: certificate.notAfter.toISOString(),
    at: at.toISOString(),
  };
  if (at < certificate.notBefore) return { check, state: 'fail', reason: 'certificate-not-yet-valid', evidence };
  if (at > certificate.notAfter) return { check, state: 'fail', reason: 'certificate-expired', evidence };
  return { check, state: 'ok', evidence };
}

/** Critical extensions nobody here understands mean no (RFC 5280 4.2). Check `chain.extensions`. */
export function extensionsFact(certificate: Certificate): Fact {
  const check = 'chain.extensions';
  if (certificate.unknownCritical.length === 0) {
    return { check, state: 'ok', evidence: { certificate: certificate.subject } };
  }
  const evidence = { certificate: certificate.subject, extensions: certificate.unknownCritical.join(' ') };
  return { check, state: 'fail', reason: 'critical-extension-unknown', evidence };
}

import type { Fact } from '#shared/model/verdict.ts';
import { digestName, digestOf } from '../x509/digest-name.ts';
import type { Seal, SesSignature } from './seal.ts';

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/**
 * May this certificate sign with this seal? In V4 the certificate is outside the signed bytes, so this list is the
 * only binding between the signer and the seal: GB/T 38540 clause 7.3.
 *
 * @param certificate DER of the signer's certificate, compared byte for byte
 * @returns check `ses.signerInSeal`; `fail` signer-not-in-list, list-empty; `unknown` digest-algorithm-unsupported
 */
export function isSignerInSeal(seal: Seal, certificate: Uint8Array): Fact {
  const check = 'ses.signerInSeal';
  const { certList } = seal;
  if (certList.kind === 'certificates') {
    const evidence = { signerList: 'certificates', listed: certList.certificates.length };
    if (certList.certificates.some((listed) => isEqual(listed, certificate))) return { check, state: 'ok', evidence };
    const reason = certList.certificates.length === 0 ? 'list-empty' : 'signer-not-in-list';
    return { check, state: 'fail', reason, evidence };
  }
  const evidence = { signerList: 'digests', listed: certList.digests.length };
  if (certList.digests.length === 0) return { check, state: 'fail', reason: 'list-empty', evidence };
  const results = new Set(certList.digests.map(({ type, value }) => matchesDigest(type, value, certificate)));
  if (results.has(true)) return { check, state: 'ok', evidence };
  if (results.has(null)) return { check, state: 'unknown', reason: 'digest-algorithm-unsupported', evidence };
  return { check, state: 'fail', reason: 'signer-not-in-list', evidence };
}

/**
 * The standard leaves the names of digest algorithms open. A 32-byte value is tried as SM3 whatever its type says,
 * except when the type names SHA-256; short digests such as SHA-1 are not accepted as a binding.
 * @returns `null` when the algorithm is not one that is accepted
 */
function matchesDigest(type: string, value: Uint8Array, certificate: Uint8Array): boolean | null {
  const name = (digestName(type.trim()) ?? type).toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (value.length === 32) {
    return isEqual(value, digestOf(name === 'sha256' ? 'sha256' : 'sm3', certificate));
  }
  if (name === 'sha384' || name === 'sha512') return isEqual(value, digestOf(name, certificate));
  return null;
}

/**
 * Was the seal inside its validity at a time? Both ends are included.
 *
 * @param at now before sealing; the signing time when a signature is checked
 * @returns check `ses.sealValidity`; `fail` seal-not-yet-valid, seal-expired, seal-validity-reversed
 */
export function sealValidAt(seal: Seal, at: Date): Fact {
  const check = 'ses.sealValidity';
  const evidence = { from: seal.validFrom.toISOString(), to: seal.validTo.toISOString(), at: at.toISOString() };
  if (seal.validFrom > seal.validTo) return { check, state: 'fail', reason: 'seal-validity-reversed', evidence };
  if (at < seal.validFrom) return { check, state: 'fail', reason: 'seal-not-yet-valid', evidence };
  if (at > seal.validTo) return { check, state: 'fail', reason: 'seal-expired', evidence };
  return { check, state: 'ok', evidence };
}

/**
 * Do the version numbers of the signature and of the seal inside it agree, with each other and with their layouts?
 *
 * @returns check `ses.versions`; `fail` version-mismatch (toSign and seal differ, GB/T 38540 clause 7.3 a);
 * `warn` layout-differs-from-version (a layout around a number of another edition, met in the wild)
 */
export function versionsAgree(signature: SesSignature): Fact {
  const check = 'ses.versions';
  const evidence = {
    signatureVersion: signature.version,
    signatureLayout: signature.layout,
    sealVersion: signature.seal.version,
    sealLayout: signature.seal.layout,
  };
  if (signature.version !== signature.seal.version || signature.layout !== signature.seal.layout) {
    return { check, state: 'fail', reason: 'version-mismatch', evidence };
  }
  const deviates = [signature.deviations, signature.seal.deviations].some((list) =>
    list.includes('layout-differs-from-version'),
  );
  return deviates
    ? { check, state: 'warn', reason: 'layout-differs-from-version', evidence }
    : { check, state: 'ok', evidence };
}

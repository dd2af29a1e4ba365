import { readSignatureValue } from '#main/sm/signature-encoding.ts';
import { sm2VerifyDigest } from '#main/sm/sm2.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { derOctetString, derOid, derSequence } from '../der/der-write.ts';
import { publicKeyOfCertificate } from '../x509/signer-key.ts';
import { verifyLastingSignature, verifySignature, type SignatureCheck } from '../x509/verify-signature.ts';
import type { Seal, SesSignature } from './seal.ts';

/**
 * Is the seal maker's signature over the seal right? Says nothing about who the maker is.
 *
 * The maker signs eSealInfo alone in V4 and V5 (GB/T 38540-2020), as every seal met from a real seal system does.
 * Some software lets the maker sign SEQUENCE{eSealInfo, cert, signAlgID}, which is the V1 rule in a V4 seal. Readers
 * disagree about it: a widely used library accepts it, another rejects it. Here it is `warn` with the reason
 * `nonstandard-signed-bytes`: that form covers eSealInfo entirely and the maker's certificate besides, so nothing
 * unsigned is accepted, but it is not what the standard says and the person who relies on it should know.
 *
 * @returns check `ses.makerSignature`; reasons of `fail`: signature-mismatch, signature-malformed,
 * public-key-not-on-curve, key-algorithm-mismatch, algorithm-unsupported, certificate-malformed; of `unknown`:
 * not-verifiable (a broken old form that is read but never called valid)
 */
export function verifySealSignature(seal: Seal): Fact {
  const check = 'ses.makerSignature';
  const key = publicKeyOfCertificate(seal.makerCertificate);
  if (key === null) return { check, state: 'fail', reason: 'certificate-malformed' };
  const evidence = { layout: seal.layout, makerKey: key.algorithm };
  if (seal.deviations.includes('extensions-wrapped')) {
    return { check, state: 'unknown', reason: 'not-verifiable', evidence };
  }
  const result = verifyLastingSignature(key, seal.signatureAlgorithm, seal.signedBytes, seal.signature);
  if (result.ok || seal.layout === 'V1' || result.failure !== 'signature-mismatch') {
    return signatureFact(check, result, evidence);
  }
  const sequence = derSequence(
    seal.sealInfo,
    derOctetString(seal.makerCertificate),
    derOid(seal.signatureAlgorithm.oid),
  );
  const deviating = verifyLastingSignature(key, seal.signatureAlgorithm, sequence, seal.signature);
  if (!deviating.ok) return signatureFact(check, result, evidence);
  return { check, state: 'warn', reason: 'nonstandard-signed-bytes', evidence };
}

/**
 * Is the signer's signature over toSign right, over the bytes as stored? Says nothing about who the signer is.
 *
 * @returns check `ses.signature`; reasons as for the maker, and `signed-data-hash-directly` for producers that leave
 * out toSign and the user identity: such a value binds neither seal nor time, so it stays a failure with a hint
 */
export function verifySesSignature(signature: SesSignature): Fact {
  const check = 'ses.signature';
  const key = publicKeyOfCertificate(signature.certificate);
  if (key === null) return { check, state: 'fail', reason: 'certificate-malformed' };
  const evidence = { layout: signature.layout, signerKey: key.algorithm };
  const result = verifySignature(key, signature.signatureAlgorithm, signature.tbs, signature.signature);
  if (!result.ok && result.failure === 'signature-mismatch' && key.sm2Point !== null) {
    const value = readSignatureValue(signature.signature);
    if (value !== null && sm2VerifyDigest(key.sm2Point, signature.dataHash, value.rs)) {
      return { check, state: 'fail', reason: 'signed-data-hash-directly', evidence };
    }
  }
  return signatureFact(check, result, evidence);
}

/** One fact out of one signature check; a remark makes it `warn`. */
export function signatureFact(check: string, result: SignatureCheck, evidence: NonNullable<Fact['evidence']>): Fact {
  if (!result.ok) return { check, state: 'fail', reason: result.failure ?? 'signature-mismatch', evidence };
  const remark = result.remarks[0];
  return remark === undefined ? { check, state: 'ok', evidence } : { check, state: 'warn', reason: remark, evidence };
}

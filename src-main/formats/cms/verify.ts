import { readSignatureValue } from '#main/sm/signature-encoding.ts';
import { sm2VerifyDigest } from '#main/sm/sm2.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { publicKeyOfCertificate } from '../x509/signer-key.ts';
import type { PublicKeyInfo } from '../x509/public-key.ts';
import { verifySignature, type SignatureCheck } from '../x509/verify-signature.ts';
import { attributeFacts } from './check-attributes.ts';
import { contentFact } from './check-content.ts';
import { digestName } from '../x509/digest-name.ts';
import type { SignedContent, SignedData, SignerInfo } from './signed-data.ts';
import { signerCertificate } from './signer.ts';

/**
 * Verify SignedData against a document. Nothing is said about who the signer is.
 *
 * What is signed depends on the form: the signed attributes; else the content carried inside, which in Chinese
 * producers is often the digest of the document; else the document's bytes (GB/T 35275, RFC 5652 5.4).
 *
 * @returns facts `cms.signers`, `cms.signerCertificate`, `cms.digestAlgorithm`, `cms.content`, `cms.messageDigest`,
 * `cms.contentType`, `cms.attributes`, `cms.signingCertificate`, `cms.signature`, `cms.encoding`; those that do not
 * apply to the form are left out
 */
export function verifySignedData(data: SignedData, expected: SignedContent): Fact[] {
  const [signer, ...others] = data.signers;
  if (signer === undefined || others.length > 0) {
    // Two signers let one reader verify the first and another show the second (ATK-9).
    const evidence = { signers: data.signers.length };
    return [{ check: 'cms.signers', state: 'fail', reason: 'signer-count', evidence }];
  }
  const facts: Fact[] = [{ check: 'cms.signers', state: 'ok' }, encodingFact(data), digestFact(data, signer)];
  const certificate = signerCertificate(data, signer);
  const name = digestName(signer.digestAlgorithm);
  if (name !== undefined) {
    if (data.content !== undefined) facts.push(contentFact(data.content, name, expected));
    facts.push(...attributeFacts(data, signer, name, certificate, expected));
  }
  const key = certificate === null ? null : publicKeyOfCertificate(certificate);
  if (key === null) {
    const reason = certificate === null ? 'certificate-missing' : 'certificate-malformed';
    return [...facts, { check: 'cms.signerCertificate', state: 'fail', reason }];
  }
  facts.push({ check: 'cms.signerCertificate', state: 'ok', evidence: { key: key.algorithm } });
  if (name !== undefined) facts.push(signatureFact(data, signer, key, expected));
  return facts;
}

function encodingFact(data: SignedData): Fact {
  const check = 'cms.encoding';
  return data.isNonDer ? { check, state: 'warn', reason: 'non-der-length' } : { check, state: 'ok' };
}

/** The digest of the signer must be supported, and announced in front. */
function digestFact(data: SignedData, signer: SignerInfo): Fact {
  const check = 'cms.digestAlgorithm';
  const name = digestName(signer.digestAlgorithm);
  const evidence = { algorithm: name ?? signer.digestAlgorithm };
  if (name === undefined) return { check, state: 'fail', reason: 'digest-algorithm-unsupported', evidence };
  if (name === 'sha1') return { check, state: 'warn', reason: 'weak-digest', evidence };
  const announced = data.digestAlgorithms.map(digestName);
  if (!announced.includes(name)) return { check, state: 'warn', reason: 'digest-algorithm-mismatch', evidence };
  return { check, state: 'ok', evidence };
}

function signatureFact(data: SignedData, signer: SignerInfo, key: PublicKeyInfo, expected: SignedContent): Fact {
  const check = 'cms.signature';
  const over = (message: Uint8Array): SignatureCheck =>
    verifySignature(key, signer.signatureAlgorithm, message, signer.signature, signer.digestAlgorithm);
  if (signer.signedAttributes !== undefined) return asFact(over(signer.signedAttributes.signedBytes), 'attributes');
  if (data.content !== undefined) return asFact(over(data.content), 'content');
  const result = expected.content === undefined ? undefined : over(expected.content);
  if (result?.ok === true) return asFact(result, 'document');
  if (key.sm2Point !== null) {
    const value = readSignatureValue(signer.signature);
    if (value !== null && sm2VerifyDigest(key.sm2Point, expected.contentDigest('sm3'), value.rs)) {
      // Bound to the document, but without the signer's identity and key in the digest as GB/T 35276 asks.
      return { check, state: 'warn', reason: 'signed-digest-without-identity', evidence: { over: 'digest' } };
    }
  }
  return result === undefined ? { check, state: 'unknown', reason: 'content-needed' } : asFact(result, 'document');
}

function asFact(result: SignatureCheck, over: 'attributes' | 'content' | 'document'): Fact {
  const check = 'cms.signature';
  const evidence = { over };
  if (!result.ok) return { check, state: 'fail', reason: result.failure ?? 'signature-mismatch', evidence };
  const remark = result.remarks[0];
  return remark === undefined ? { check, state: 'ok', evidence } : { check, state: 'warn', reason: remark, evidence };
}

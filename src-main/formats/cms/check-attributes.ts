import type { Fact } from '#shared/model/verdict.ts';
import { digestOf, type DigestName } from '../x509/digest-name.ts';
import type { SignedContent, SignedData, SignerInfo } from './signed-data.ts';
import { messageDigest, namesSigningCertificate, signedContentType } from './signer.ts';

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The signed attributes against the document, the content type and the signer's certificate; none without attributes. */
export function attributeFacts(
  data: SignedData,
  signer: SignerInfo,
  name: DigestName,
  certificate: Uint8Array | null,
  expected: SignedContent,
): Fact[] {
  if (signer.signedAttributes === undefined) return [];
  const facts = [digestFact(data, signer, name, expected), contentTypeFact(data, signer)];
  facts.push(
    signer.signedAttributes.isSorted
      ? { check: 'cms.attributes', state: 'ok' }
      : { check: 'cms.attributes', state: 'warn', reason: 'attributes-not-sorted' },
  );
  if (certificate !== null) facts.push(signingCertificateFact(signer, certificate));
  return facts;
}

/** messageDigest is over the content carried inside, or over the document; it must be there exactly once. */
function digestFact(data: SignedData, signer: SignerInfo, name: DigestName, expected: SignedContent): Fact {
  const check = 'cms.messageDigest';
  const digest = messageDigest(signer);
  if (digest === undefined) return { check, state: 'fail', reason: 'message-digest-absent' };
  if (digest === null) return { check, state: 'fail', reason: 'attribute-malformed' };
  const evidence = { algorithm: name };
  if (isEqual(digest, expected.contentDigest(name))) return { check, state: 'ok', evidence };
  if (data.content !== undefined && isEqual(digest, digestOf(name, data.content))) {
    return { check, state: 'ok', evidence };
  }
  return { check, state: 'fail', reason: 'digest-mismatch', evidence };
}

function contentTypeFact(data: SignedData, signer: SignerInfo): Fact {
  const check = 'cms.contentType';
  const type = signedContentType(signer);
  const evidence = { contentType: data.encapsulatedType };
  if (type === undefined) return { check, state: 'warn', reason: 'content-type-absent', evidence };
  if (type === null) return { check, state: 'fail', reason: 'attribute-malformed', evidence };
  return type === data.encapsulatedType
    ? { check, state: 'ok', evidence }
    : { check, state: 'fail', reason: 'content-type-mismatch', evidence: { ...evidence, attribute: type } };
}

/** Without the attribute a certificate of the same key could be exchanged (ATK-9): a warning, since many leave it out. */
function signingCertificateFact(signer: SignerInfo, certificate: Uint8Array): Fact {
  const check = 'cms.signingCertificate';
  const isNamed = namesSigningCertificate(signer, certificate);
  if (isNamed === undefined) return { check, state: 'warn', reason: 'signing-certificate-absent' };
  if (isNamed === null) return { check, state: 'fail', reason: 'attribute-malformed' };
  return isNamed ? { check, state: 'ok' } : { check, state: 'fail', reason: 'signing-certificate-mismatch' };
}

import type { Fact } from '#shared/model/verdict.ts';
import { digestOf, type DigestName } from '../x509/digest-name.ts';
import type { SignedContent } from './signed-data.ts';

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/**
 * Is the content carried inside the document, or its digest? Both forms are met; either must agree with the document
 * in hand, or a signature over something else would pass.
 *
 * @returns check `cms.content` with evidence `form`; `fail` content-mismatch; `warn` weak-digest for a SHA-1 inside
 */
export function contentFact(content: Uint8Array, name: DigestName, expected: SignedContent): Fact {
  const check = 'cms.content';
  const expectedDigest = expected.contentDigest(name);
  if (isEqual(content, expectedDigest)) {
    return { check, state: 'ok', evidence: { form: 'digest', algorithm: name } };
  }
  if (isEqual(digestOf(name, content), expectedDigest)) return { check, state: 'ok', evidence: { form: 'document' } };
  // adbe.pkcs7.sha1: the content is the SHA-1 of the byte range, whatever the signer's digest is.
  if (content.length === 20 && isEqual(content, expected.contentDigest('sha1'))) {
    return { check, state: 'warn', reason: 'weak-digest', evidence: { form: 'digest', algorithm: 'sha1' } };
  }
  return { check, state: 'fail', reason: 'content-mismatch' };
}

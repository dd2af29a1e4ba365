import type { Fact } from '#shared/model/verdict.ts';
import { declaredPictureType } from './picture-type.ts';
import type { Seal, SesSignature } from './seal.ts';

/**
 * Forms that no standard has, named one by one so that nobody is surprised later.
 * @returns check `ses.encoding`, `warn` with the first deviation as the reason and all of them as evidence
 */
export function encodingFact(structure: Seal | SesSignature): Fact {
  const inner = 'seal' in structure ? structure.seal.deviations : [];
  const deviations = [...new Set([...structure.deviations, ...inner])];
  const [first] = deviations;
  if (first === undefined) return { check: 'ses.encoding', state: 'ok' };
  return { check: 'ses.encoding', state: 'warn', reason: first, evidence: { deviations: deviations.join(' ') } };
}

/**
 * Extensions marked critical that nobody here understands: the standard gives no rule, so it is a warning.
 * @returns check `ses.extensions`
 */
export function extensionsFact(structure: Seal | SesSignature): Fact {
  const inner = 'seal' in structure ? structure.seal.extensions : [];
  const critical = [...structure.extensions, ...inner].filter((extension) => extension.critical);
  const check = 'ses.extensions';
  if (critical.length === 0) return { check, state: 'ok' };
  const evidence = { extensions: critical.map(({ oid }) => oid).join(' ') };
  return { check, state: 'warn', reason: 'critical-extension-unknown', evidence };
}

/**
 * Is the seal image what its type says, and a plain image? SVG and OFD images are documents of their own that could
 * show something else or reach outside; they are never drawn unseen.
 * @returns check `ses.sealPicture`
 */
export function pictureFact(seal: Seal): Fact {
  const check = 'ses.sealPicture';
  const { type, declaredType, widthMm, heightMm } = seal.picture;
  const evidence = { type, declaredType, widthMm, heightMm };
  if (type === 'unknown') return { check, state: 'warn', reason: 'picture-type-unknown', evidence };
  if (declaredPictureType(declaredType) !== type) {
    return { check, state: 'warn', reason: 'picture-type-mismatch', evidence };
  }
  if (type === 'SVG') return { check, state: 'warn', reason: 'picture-is-a-document', evidence };
  return { check, state: 'ok', evidence };
}

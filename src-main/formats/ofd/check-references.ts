import { StationError } from '#shared/errors/station-error.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { readCheckMethod, type CheckMethod } from './check-methods.ts';
import type { OfdPackage } from './package.ts';
import { startDigest } from './running-digest.ts';
import type { SignatureFile, SignatureReference } from './signature-file.ts';

/**
 * - `match`, `mismatch`: the digest was computed and compared.
 * - `missing`: the file was removed (or its FileRef points nowhere).
 * - `unreadable`: the file is there but its compressed data is damaged.
 * - `unsupported`: the check method is unknown, so nothing was checked.
 */
export type ReferenceState = 'match' | 'mismatch' | 'missing' | 'unreadable' | 'unsupported';

export interface CheckedReference extends SignatureReference {
  readonly state: ReferenceState;
}

/** Digests of the files of one package; several signatures over one file inflate it once. */
export type DigestOf = (path: string, method: CheckMethod) => Promise<Uint8Array>;

export function createDigests(pkg: OfdPackage): DigestOf {
  const known = new Map<string, Promise<Uint8Array>>();
  return (path, method) => {
    const key = `${method.name} ${path}`;
    const digest = known.get(key) ?? compute(pkg, path, method);
    known.set(key, digest);
    return digest;
  };
}

async function compute(pkg: OfdPackage, path: string, method: CheckMethod): Promise<Uint8Array> {
  const hash = startDigest(method);
  for await (const chunk of pkg.chunks(path)) hash.update(chunk);
  return hash.digest();
}

export async function checkReferences(
  pkg: OfdPackage,
  file: SignatureFile,
  digestOf: DigestOf,
): Promise<CheckedReference[]> {
  const method = readCheckMethod(file.checkMethod);
  const checked: CheckedReference[] = [];
  for (const { fileRef, path, checkValue } of file.references) {
    checked.push({ fileRef, path, checkValue, state: await stateOf(pkg, path, checkValue, method, digestOf) });
  }
  return checked;
}

async function stateOf(
  pkg: OfdPackage,
  path: string,
  checkValue: string,
  method: CheckMethod | null,
  digestOf: DigestOf,
): Promise<ReferenceState> {
  if (!pkg.files.has(path)) return 'missing';
  if (!method) return 'unsupported';
  try {
    const digest = Buffer.from(await digestOf(path, method));
    return digest.toString('base64') === checkValue ? 'match' : 'mismatch';
  } catch (error) {
    if (error instanceof StationError) return 'unreadable';
    throw error;
  }
}

/** `ofd.references`, `ofd.referenceMissing`, `ofd.weakDigest`, `ofd.paths`. */
export function referenceFacts(file: SignatureFile, checked: readonly CheckedReference[]): Fact[] {
  const method = readCheckMethod(file.checkMethod);
  const weak: Fact = method?.isWeak
    ? { check: 'ofd.weakDigest', state: 'warn', reason: 'weak-digest', evidence: { method: method.name } }
    : { check: 'ofd.weakDigest', state: 'ok', evidence: { method: method?.name ?? file.checkMethod ?? '' } };
  return [digestFact(method, file, checked), missingFact(checked), weak, ...pathFacts(checked)];
}

function digestFact(method: CheckMethod | null, file: SignatureFile, checked: readonly CheckedReference[]): Fact {
  const check = 'ofd.references';
  const evidence = { count: checked.length };
  // A signature over nothing and one by unknown means both look like "no digest differs" (ATK-17).
  if (checked.length === 0) return { check, state: 'fail', reason: 'no-references', evidence };
  if (!method) {
    const shown = { ...evidence, method: file.checkMethod ?? '' };
    return { check, state: 'fail', reason: 'unknown-check-method', evidence: shown };
  }
  const wrong = checked.filter(({ state }) => state === 'mismatch' || state === 'unreadable');
  const first = wrong[0];
  if (!first) return { check, state: 'ok', evidence };
  return { check, state: 'fail', reason: 'digest-mismatch', evidence: { count: wrong.length, path: first.path } };
}

function missingFact(checked: readonly CheckedReference[]): Fact {
  const missing = checked.filter(({ state }) => state === 'missing');
  const first = missing[0];
  if (!first) return { check: 'ofd.referenceMissing', state: 'ok' };
  const evidence = { count: missing.length, path: first.path };
  return { check: 'ofd.referenceMissing', state: 'fail', reason: 'file-removed', evidence };
}

/** FileRef is absolute in the standard; the same file named otherwise, or twice, is read but told. */
function pathFacts(checked: readonly CheckedReference[]): Fact[] {
  const odd = checked.find(({ fileRef, path }) => fileRef !== path);
  const seen = new Set<string>();
  const twice = checked.find(({ path }) => seen.size === seen.add(path).size);
  const facts: Fact[] = [];
  if (odd) {
    const evidence = { fileRef: odd.fileRef, path: odd.path };
    facts.push({ check: 'ofd.paths', state: 'warn', reason: 'file-ref-form', evidence });
  }
  if (twice) {
    facts.push({ check: 'ofd.paths', state: 'warn', reason: 'file-ref-repeated', evidence: { path: twice.path } });
  }
  return facts;
}

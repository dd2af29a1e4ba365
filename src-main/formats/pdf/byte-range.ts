import { createHash } from 'node:crypto';
import type { Fact } from '#shared/model/verdict.ts';
import { createSm3, type Sm3Hash, type Sm3Pass } from '#main/sm/sm3.ts';
import type { ByteSource } from '../byte-source.ts';
import { sourceChunks } from '../source-chunks.ts';
import { broken } from './pdf-problems.ts';
import { elementLength } from './der-extent.ts';
import { isArray, type PdfDict, PdfRef, PdfString } from './pdf-values.ts';

/** `[0, a)` and `[b, b + c)`: what a signature covers. */
export type ByteRange = readonly [0, number, number, number];

export interface SignedBytes {
  /** As written, for the report; undefined when there are no four numbers. */
  readonly numbers: readonly number[] | undefined;
  /** Undefined when the numbers are not those of a byte range. */
  readonly range: ByteRange | undefined;
  /** The signature, cut where its outer element ends; empty when there is none. */
  readonly contents: Uint8Array;
  readonly facts: readonly Fact[];
}

const ok = (check: string): Fact => ({ check, state: 'ok' });
const fail = (check: string, reason: string): Fact => ({ check, state: 'fail', reason });

/**
 * The structural checks of ISO 32000-1 clause 12.8.1: the range starts at 0, has two parts inside the file, and its
 * gap is exactly the hexadecimal string of Contents of this very dictionary, with `<` and `>`.
 *
 * @param signature read from the file itself, not from an object stream
 * @param junkBytes offsets of strings count behind them, ByteRange counts from the first byte
 */
export function signedBytes(signature: PdfDict, fileSize: number, junkBytes: number, isPacked: boolean): SignedBytes {
  const written = signature.get('ByteRange');
  const numbers = isArray(written) ? written.map((item) => (typeof item === 'number' ? item : Number.NaN)) : undefined;
  const problem = rangeProblem(signature, numbers, fileSize);
  const range = problem === undefined ? (numbers as unknown as ByteRange) : undefined;
  const token = signature.get('Contents');
  const { contents, fact } = contentsOf(token, isPacked);
  const gap = gapProblem(token, range, junkBytes, isPacked);
  return {
    numbers,
    range,
    contents,
    facts: [
      problem === undefined ? ok('pdf.byteRange') : fail('pdf.byteRange', problem),
      fact,
      gap === undefined ? ok('pdf.gap') : fail('pdf.gap', gap),
    ],
  };
}

function rangeProblem(
  signature: PdfDict,
  numbers: readonly number[] | undefined,
  fileSize: number,
): string | undefined {
  const written = signature.get('ByteRange');
  if (signature.hasDuplicateKeys) return 'duplicateKeys';
  if (written instanceof PdfRef) return 'indirect';
  if (numbers === undefined) return 'missing';
  if (numbers.length !== 4) return 'notTwoParts';
  if (numbers.some((value) => !Number.isSafeInteger(value) || value < 0)) return 'notNumbers';
  const [start, a, b, c] = numbers as [number, number, number, number];
  if (start !== 0) return 'notFromStart';
  if (b < a) return 'overlap';
  return a === 0 || b + c > fileSize ? 'outsideFile' : undefined;
}

function contentsOf(token: unknown, isPacked: boolean): { contents: Uint8Array; fact: Fact } {
  const none = new Uint8Array(0);
  const wrong = (reason: string, contents = none): { contents: Uint8Array; fact: Fact } => ({
    contents,
    fact: fail('pdf.contents', reason),
  });
  if (token === undefined || token === null) return wrong('missing');
  if (token instanceof PdfRef) return wrong('indirect');
  if (!(token instanceof PdfString)) return wrong('notString');
  const length = elementLength(token.bytes);
  if (length === undefined || token.bytes[0] === 0) return wrong('noElement');
  const contents = token.bytes.slice(0, length);
  if (isPacked) return wrong('packed', contents);
  if (!token.isHex) return wrong('notHexadecimal', contents);
  if (!isAllZero(token.bytes.subarray(length))) return wrong('paddingNotZero', contents);
  return { contents, fact: ok('pdf.contents') };
}

/** Tens of kilobytes of padding a signature: compared by the processor, not byte by byte. */
function isAllZero(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes, Buffer.alloc(bytes.length)) === 0;
}

function gapProblem(
  token: unknown,
  range: ByteRange | undefined,
  junkBytes: number,
  isPacked: boolean,
): string | undefined {
  if (range === undefined) return 'noByteRange';
  if (!(token instanceof PdfString) || isPacked) return 'noContents';
  const isExact = token.start + junkBytes === range[1] && token.end + junkBytes === range[2];
  return isExact ? undefined : 'notTheContents';
}

function* coveredChunks(source: ByteSource, numbers: readonly number[] | undefined): Generator<Uint8Array> {
  if (numbers === undefined || numbers.length % 2 !== 0) throw broken('byte-range');
  for (let i = 0; i < numbers.length; i += 2) {
    const start = numbers[i]!;
    const end = start + numbers[i + 1]!;
    const isUsable = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && end >= start;
    if (!isUsable || end > source.size) throw broken('byte-range');
    yield* sourceChunks(source, start, end);
  }
}

export type CoveredHash = (numbers: readonly number[] | undefined) => Uint8Array;

/**
 * SM3 of what signatures of one file cover. Each covers a beginning of the file and little behind its own value, so the
 * beginnings are hashed in one pass: the state is cloned where a signature leaves it. The whole file is such a
 * beginning too.
 *
 * @param pass over the whole source, where its beginnings are hashed beside what is done here
 * @returns 32 bytes for a ByteRange. @throws DOC_BROKEN when the range does not lie in the file
 */
export function createCoveredHash(source: ByteSource, pass?: Sm3Pass): CoveredHash {
  let known = createSm3();
  let at = 0;
  return (numbers) => {
    const [start = -1, length = 0, ...others] = numbers ?? [];
    const isBeginning = start === 0 && Number.isSafeInteger(length) && length >= 0 && length <= source.size;
    const passed = isBeginning ? pass?.after(length) : undefined;
    if (passed) return hashOn(passed, coveredChunks(source, others));
    // A beginning that ends before the state that is kept is hashed on its own.
    if (!isBeginning || length < at) return hashOn(createSm3(), coveredChunks(source, numbers));
    for (const chunk of coveredChunks(source, [at, length - at])) known = known.update(chunk);
    at = length;
    return hashOn(known.clone(), coveredChunks(source, others));
  };
}

function hashOn(hash: Sm3Hash, chunks: Iterable<Uint8Array>): Uint8Array {
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest();
}

export type OtherDigest = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** For the RSA and ECDSA signatures of others; never for SM3, which `node:crypto` does not have everywhere. */
export function hashCoveredWith(
  algorithm: OtherDigest,
  source: ByteSource,
  numbers: readonly number[] | undefined,
): Uint8Array {
  const hash = createHash(algorithm);
  for (const chunk of coveredChunks(source, numbers)) hash.update(chunk);
  return new Uint8Array(hash.digest());
}

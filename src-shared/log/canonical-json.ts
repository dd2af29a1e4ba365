/**
 * Canonical JSON (RFC 8785) for the values this program records: objects, arrays, strings, booleans, null and
 * numbers. Two programs that agree on the value agree on the bytes, so the bytes can be hashed and signed.
 *
 * The rules, complete for a second implementation:
 *
 * - UTF-8, no byte order mark, no white space between tokens;
 * - object keys in order of their UTF-16 code units, each at most once;
 * - strings as ECMAScript's JSON.stringify writes them: `\"`, `\\`, `\b \f \n \r \t`, other characters below U+0020 as
 *   `\u00xx` in lower case, everything else as itself;
 * - numbers as ECMAScript writes them; -0 is `0`.
 *
 * Narrower than RFC 8785: integers outside ±(2^53 - 1) are refused, and so is nesting deeper than 64. As there,
 * unpaired surrogates, NaN and infinities are refused. A key whose value is undefined is refused, not dropped: what
 * is left out must be left out by the writer.
 */

export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

/** A value that has no canonical form, or bytes that are not in it. Says where, never what was there. */
export class CanonicalJsonError extends TypeError {
  constructor(reason: string, path: readonly (string | number)[] = []) {
    super(`${reason} at /${path.join('/')}`);
    this.name = 'CanonicalJsonError';
  }
}

const deepestNesting = 64;
const utf8 = new TextEncoder();

/** @throws CanonicalJsonError */
export function canonicalJson(value: unknown): string {
  return write(value, []);
}

/** @returns UTF-8 bytes owned by the caller. @throws CanonicalJsonError */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8.encode(canonicalJson(value));
}

/**
 * Read canonical bytes and nothing else: other spellings of the same value (white space, another key order, a
 * duplicate key, `1.0`) are refused, because their hash would be another one.
 *
 * @throws CanonicalJsonError
 */
export function parseCanonical(bytes: Uint8Array): CanonicalValue {
  let text: string;
  let value: CanonicalValue;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text) as CanonicalValue;
  } catch {
    throw new CanonicalJsonError('not JSON in UTF-8');
  }
  if (canonicalJson(value) !== text) throw new CanonicalJsonError('not in canonical form');
  return value;
}

function write(value: unknown, path: (string | number)[]): string {
  if (path.length > deepestNesting) throw new CanonicalJsonError('nested too deeply', path);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeString(value, path);
  if (typeof value === 'number') return writeNumber(value, path);
  if (Array.isArray(value)) return writeArray(value, path);
  if (typeof value === 'object' && isPlain(value)) return writeObject(value, path);
  throw new CanonicalJsonError(`no canonical form for ${typeof value}`, path);
}

function writeString(value: string, path: readonly (string | number)[]): string {
  if (!value.isWellFormed()) throw new CanonicalJsonError('unpaired surrogate', path);
  return JSON.stringify(value);
}

function writeNumber(value: number, path: readonly (string | number)[]): string {
  if (!Number.isFinite(value)) throw new CanonicalJsonError('number is not finite', path);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new CanonicalJsonError('unsafe integer', path);
  return JSON.stringify(value);
}

function writeArray(values: readonly unknown[], path: (string | number)[]): string {
  // Array.from visits the holes of a sparse array too, which then are refused as undefined.
  const items = Array.from(values, (item, index) => within(path, index, item));
  return `[${items.join(',')}]`;
}

function writeObject(value: object, path: (string | number)[]): string {
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${writeString(key, path)}:${within(path, key, member)}`);
  return `{${members.join(',')}}`;
}

function within(path: (string | number)[], step: string | number, value: unknown): string {
  path.push(step);
  const text = write(value, path);
  path.pop();
  return text;
}

/** Dates, maps, byte arrays and class instances have no form of their own in JSON and would lose what they are. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.getOwnPropertySymbols(value).length === 0;
}

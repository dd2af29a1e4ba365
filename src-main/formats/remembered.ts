import { sm3 } from '#main/sm/sm3.ts';

/** Longer bytes are not kept: nothing that comes again and again is so long. */
const mostBytes = 1 << 16;

/**
 * Remembers answers that depend on nothing but bytes: what a certificate says, whether a value is the signature of a
 * key over a message. Such an answer has no time and can never become stale; whoever is trusted, and what was revoked
 * when, is judged anew each time. Kept by the SM3 of the bytes, so many and no more; what throws is not kept.
 */
export function remembering<T>(most: number): (parts: readonly Uint8Array[], answer: () => T) => T {
  const known = new Map<string, { readonly value: T }>();
  return (parts, answer) => {
    if (parts.reduce((sum, { length }) => sum + length, 0) > mostBytes) return answer();
    const key = keyOf(parts);
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = answer();
    // The oldest goes first: a file made to fill the memory costs time and nothing else.
    for (const oldest of known.keys()) {
      if (known.size < most) break;
      known.delete(oldest);
    }
    known.set(key, { value });
    return value;
  };
}

/** The lengths come first, so that no two lists of parts are the same bytes. */
function keyOf(parts: readonly Uint8Array[]): string {
  const lengths = Uint32Array.from([parts.length, ...parts.map(({ length }) => length)]);
  return Buffer.from(sm3(new Uint8Array(lengths.buffer), ...parts)).toString('latin1');
}

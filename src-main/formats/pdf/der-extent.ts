const DEEPEST = 32;

/**
 * Length in bytes of the first DER or BER element, head included; undefined when none stands there in full.
 * Signers pad Contents behind it, so the element itself says where the signature ends.
 *
 * @see ITU-T X.690 clause 8.1.3 (the indefinite form occurs in signatures of older tools)
 */
export function elementLength(bytes: Uint8Array, start = 0, depth = 0): number | undefined {
  if (depth > DEEPEST) return undefined;
  let position = start + 1;
  if ((bytes[start]! & 0x1f) === 0x1f) {
    while (position < bytes.length && (bytes[position]! & 0x80) !== 0) position += 1;
    position += 1;
  }
  const first = bytes[position];
  if (first === undefined) return undefined;
  position += 1;
  if (first === 0x80) return indefiniteLength(bytes, start, position, depth);
  let length = first;
  if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 6 || position + count > bytes.length) return undefined;
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + bytes[position + i]!;
    position += count;
  }
  return position + length <= bytes.length ? position + length - start : undefined;
}

function indefiniteLength(bytes: Uint8Array, start: number, from: number, depth: number): number | undefined {
  let position = from;
  while (position + 1 < bytes.length) {
    if (bytes[position] === 0 && bytes[position + 1] === 0) return position + 2 - start;
    const inner = elementLength(bytes, position, depth + 1);
    if (inner === undefined) return undefined;
    position += inner;
  }
  return undefined;
}

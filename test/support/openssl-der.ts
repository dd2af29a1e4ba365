import { ask } from './foreign-programs.ts';

/** One element as `openssl asn1parse` lists it. */
interface Listed {
  readonly at: number;
  readonly depth: number;
  readonly header: number;
  readonly length: number;
}

/**
 * A DER structure taken apart by OpenSSL, so that a test of ours does not read with the reader it tests.
 */
export interface OpensslDer {
  /** The element with its tag and length, as stored. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
  readonly children: readonly OpensslDer[];
}

export function opensslDer(bytes: Uint8Array): OpensslDer {
  const { text, status } = ask('openssl', ['asn1parse', '-inform', 'DER'], bytes);
  if (status !== 0) throw new Error(text);
  const listed = [...text.matchAll(/^ *(\d+):d=(\d+) +hl=(\d+) l= *(\d+) /gm)].map((match): Listed => {
    const [at, depth, header, length] = match.slice(1, 5).map(Number) as [number, number, number, number];
    return { at, depth, header, length };
  });
  return elementAt(bytes, listed, 0);
}

function elementAt(bytes: Uint8Array, listed: readonly Listed[], index: number): OpensslDer {
  const { at, depth, header, length } = listed[index]!;
  const end = at + header + length;
  const children = listed.flatMap((one, place) =>
    place > index && one.at < end && one.depth === depth + 1 ? [elementAt(bytes, listed, place)] : [],
  );
  return { whole: bytes.subarray(at, end), content: bytes.subarray(at + header, end), children };
}

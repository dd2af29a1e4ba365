import { sm3 } from '#main/sm/sm3.ts';
import { bytesOf, pdfDocument, textOf, type ObjectBodies } from '#test/support/pdf-documents.ts';
import { makeSeal } from '#test/support/sample-seal.ts';
import { sealDocument, type SealingSample } from '#test/support/sealed-documents.ts';
import { sesSignature } from '#test/support/verification-fixture.ts';
import { authority, signedOn } from './authority.ts';

/** A sealed PDF as this program makes it. */
export const sealedPdf = (bytes: Uint8Array = pdfDocument(), sample: SealingSample = {}): Promise<Uint8Array> =>
  sealDocument(authority, bytes, { time: signedOn, ...sample });

/** Bytes changed in place; the same length unless the change says otherwise. */
export function rewritten(bytes: Uint8Array, from: string | RegExp, to: string): Uint8Array {
  const text = textOf(bytes);
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to change: ${String(from)}`);
  return bytesOf(changed);
}

/** An entry exchanged for another of the same length. */
export function padded(bytes: Uint8Array, from: RegExp, make: (match: RegExpExecArray) => string): Uint8Array {
  const match = from.exec(textOf(bytes));
  if (!match) throw new Error(`nothing to change: ${String(from)}`);
  const to = make(match);
  if (to.length > match[0].length) throw new Error(`no room: ${to.length} > ${match[0].length}`);
  const text = textOf(bytes);
  return bytesOf(text.slice(0, match.index) + to.padEnd(match[0].length) + text.slice(match.index + match[0].length));
}

export const rangePattern = /\/ByteRange \[0 (\d+) (\d+) (\d+)[^\]]*\]/;

export function rangeOf(bytes: Uint8Array): readonly [number, number, number] {
  const [, a, b, c] = rangePattern.exec(textOf(bytes)) ?? [];
  return [Number(a), Number(b), Number(c)];
}

const hexRoom = 16_384;
const blank = '0000000000';
/** Also over what other programs would sign: the value of a dictionary whose entries are given. */
export type ValueOver = (dataHash: Uint8Array, covered: Uint8Array, propertyInfo: string) => Uint8Array;

const sealDer = makeSeal(authority.maker, authority.signer);
const sealValue: ValueOver = (dataHash, _covered, propertyInfo) =>
  sesSignature(authority, { sealDer, dataHash, propertyInfo, time: signedOn });

/**
 * A file of one revision with one signature (31) in one field (30), written by hand, so that its dictionary, its
 * neighbours and its value can be whatever an attacker wants, with a right signature over all of it.
 */
export function signedByHand(
  options: {
    readonly entries?: string;
    readonly field?: string;
    readonly fields?: ObjectBodies;
    readonly objects?: ObjectBodies;
    readonly catalog?: string;
    readonly value?: ValueOver;
  } = {},
): Uint8Array {
  const { entries = '', field = '', fields = {}, objects = {}, catalog = '', value = sealValue } = options;
  const refs = [...Object.keys(fields), '30'].map((num) => `${num} 0 R`).join(' ');
  const hole = `<${'0'.repeat(hexRoom)}>`;
  const dictionary = `<< /Type /Sig /Filter /SealKeeper.GMPkiLite /SubFilter /GM.sm2seal ${entries} /ByteRange [0 ${blank} ${blank} ${blank}] /Contents ${hole} >>`;
  const text = textOf(
    pdfDocument([{}], 'table', `/AcroForm << /Fields [${refs}] /SigFlags 3 >> ${catalog}`, {
      ...objects,
      ...fields,
      30: `<< /FT /Sig /T (First) /V 31 0 R ${field} >>`,
      31: dictionary,
    }),
  );
  const start = text.indexOf(hole);
  const end = start + hole.length;
  const numbers = [start, end, text.length - end].map((number) => String(number).padStart(10, '0'));
  const filled = text.replace(`${blank} ${blank} ${blank}`, numbers.join(' '));
  const covered = bytesOf(filled.slice(0, start) + filled.slice(end));
  const range = `ByteRange:[0 ${start} ${end} ${text.length - end}]`;
  const hex = Buffer.from(value(sm3(covered), covered, range)).toString('hex');
  return bytesOf(`${filled.slice(0, start)}<${hex.padEnd(hexRoom, '0')}>${filled.slice(end)}`);
}

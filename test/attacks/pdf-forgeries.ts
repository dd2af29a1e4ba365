import { bytesOf, textOf } from '#test/support/pdf-documents.ts';
import { attacks, type Attack } from './attack.ts';
import { padded, rangeOf, rangePattern, sealedPdf } from './pdf-base.ts';
import { contents, inText } from './pdf-ranges.ts';

const range = (make: (a: number, b: number, c: number) => string) => async () => {
  const sealed = await sealedPdf();
  const [a, b, c] = rangeOf(sealed);
  return padded(sealed, rangePattern, () => make(a, b, c));
};

const forgery = attacks(1, 'pdf', [
  ['byte-range-missing', 'ByteRange renamed away', 'pdf.byteRange:missing', inText('/ByteRange [', '/ByteRing_ [')],
  ['byte-range-null', 'ByteRange is null', 'pdf.byteRange:missing', range(() => '/ByteRange null')],
  [
    'byte-range-negative',
    'ByteRange with a negative length',
    'pdf.byteRange:notNumbers',
    range((a, b, c) => `/ByteRange [0 -${a} ${b} ${c}]`),
  ],
  [
    'byte-range-huge',
    'ByteRange with a number beyond every file',
    '',
    range((a) => `/ByteRange [0 ${a} 9e99 99999999999999]`),
  ],
  [
    'byte-range-outside',
    'second part ends behind the file',
    'pdf.byteRange:outsideFile',
    range((a, b) => `/ByteRange [0 ${a} ${b} 99999999]`),
  ],
  [
    'byte-range-overlap',
    'the parts overlap',
    'pdf.byteRange:overlap',
    range((a, _b, c) => `/ByteRange [0 ${a} 10 ${c}]`),
  ],
  ['byte-range-indirect', 'ByteRange is a reference', 'pdf.byteRange:indirect', range(() => '/ByteRange 3 0 R')],
  [
    'byte-range-late-start',
    'the head of the file is left out',
    'pdf.byteRange:notFromStart',
    range((a, b, c) => `/ByteRange [9 ${a - 9} ${b} ${c}]`),
  ],
  [
    'byte-range-one-part',
    'only the part before the value',
    'pdf.byteRange:notTwoParts',
    range((a) => `/ByteRange [0 ${a}]`),
  ],
  [
    'byte-range-three-parts',
    'a third part',
    'pdf.byteRange:notTwoParts',
    range((a, b, c) => `/ByteRange [0 ${a} ${b} ${c} 0 0]`),
  ],
  ['byte-range-empty', 'ByteRange without numbers', 'pdf.byteRange:notTwoParts', range(() => '/ByteRange []')],
  ['byte-range-all-zero', 'two parts of no length', 'pdf.gap', range(() => '/ByteRange [0 0 0 0]')],
  ['contents-missing', 'Contents renamed away', 'pdf.contents:missing', inText('/Contents <', '/Kontents <')],
  ['contents-null', 'Contents is null', 'pdf.contents:missing', contents(() => '/Contents null')],
  ['contents-empty', 'Contents without bytes', 'pdf.contents:noElement', contents(() => '/Contents <>')],
  [
    'contents-zero',
    'Contents of zeros',
    'pdf.contents:noElement',
    contents((length) => `/Contents <${'0'.repeat(length - 12)}>`),
  ],
  ['contents-indirect', 'Contents is a reference', 'pdf.contents:indirect', contents(() => '/Contents 3 0 R')],
  [
    'contents-literal',
    'Contents is a literal string',
    'pdf.contents:notHexadecimal',
    contents(() => '/Contents (0\\003\\002\\001\\001)'),
  ],
]);

/** The value shortened, and what an attacker puts into the rest of the hole behind it. */
const behindValue =
  (make: (at: { a: number; b: number; c: number; size: number }) => string, tail = '') =>
  async () => {
    const sealed = await sealedPdf();
    const text = textOf(sealed);
    const [a, b, c] = rangeOf(sealed);
    const hole = text.slice(a, b);
    const hex = hole.slice(1).replace(/0*>$/, '');
    const even = hex.length % 2 === 0 ? hex : `${hex}0`;
    const changed = `<${even}>${make({ a, b, c, size: text.length })}`;
    if (changed.length > hole.length) throw new Error('no room in the hole');
    const moved = tail === 'second part' ? text.slice(b) : '';
    return bytesOf(text.slice(0, a) + changed.padEnd(hole.length) + text.slice(b) + moved);
  };

const wrapping = attacks(3, 'pdf', [
  [
    'second-part-moved',
    'the second part is repeated behind the end and a second ByteRange in the hole points there',
    'pdf.byteRange',
    behindValue(({ a, size, c }) => ` /ByteRange [0 ${a} ${size} ${c}] `, 'second part'),
  ],
  [
    'gap-larger',
    'the hole is larger than the value',
    'pdf.gap:notTheContents',
    range((a, b, c) => `/ByteRange [0 ${a} ${b + 4} ${c - 4}]`),
  ],
  [
    'gap-starts-early',
    'the hole begins before the value',
    'pdf.gap:notTheContents',
    range((a, b, c) => `/ByteRange [0 ${a - 20} ${b} ${c}]`),
  ],
  [
    'behind-the-value',
    'an entry behind the end of the value, inside the hole',
    'pdf.gap',
    behindValue(() => ' /Hidden (unsigned) '),
  ],
  [
    'padding-used',
    'bytes in the padding of the value',
    'pdf.contents:paddingNotZero',
    inText(/0{40}>/, `${'0'.repeat(36)}3c2f>`),
  ],
  [
    'objects-in-padding',
    'an object hidden in the padding of the value',
    'pdf.contents:paddingNotZero',
    inText(/0{200}>/, `${Buffer.from('5 0 obj << /Length 0 >> endobj').toString('hex').padEnd(200, '0')}>`),
  ],
]);

export const pdfForgeries: readonly Attack[] = [...forgery, ...wrapping];

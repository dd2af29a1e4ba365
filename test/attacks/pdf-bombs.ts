import { deflateSync } from 'node:zlib';
import {
  assemblePdf,
  bytesOf,
  documentObjects,
  pdfDocument,
  streamBody,
  textOf,
  type ObjectBodies,
  type PageShape,
} from '#test/support/pdf-documents.ts';
import type { Verdict } from '#shared/model/verdict.ts';
import { attacks, type Attack } from './attack.ts';
import { pdfOfObjects } from './pdf-many-objects.ts';

// Files that cost time or memory.

const refused: readonly Verdict[] = ['error', 'unsigned'];
const bomb =
  (objects: ObjectBodies, catalog = '') =>
  () =>
    assemblePdf({ ...documentObjects([{}], catalog), ...objects });
const page = (shape: PageShape) => () => pdfDocument([shape]);
const flate = (bytes: number): string => deflateSync(Buffer.alloc(bytes), { level: 9 }).toString('latin1');
const image = (filter: string, data: string, side = 60_000): string =>
  streamBody(
    data,
    `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /${filter}`,
  );
const shown = (object: string) => () =>
  assemblePdf({
    ...documentObjects([{ content: '/I Do', extra: '' }]),
    4: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /I 20 0 R >> >> >>',
    20: object,
  });

function foldingTree(): Uint8Array {
  const levels: Record<number, string> = { 2: '<< /Count 9 /Kids [100 0 R 100 0 R] >>' };
  for (let level = 0; level < 40; level += 1)
    levels[100 + level] = `<< /Count 9 /Kids [${101 + level} 0 R ${101 + level} 0 R] >>`;
  levels[140] = '<< /Count 0 /Kids [4 0 R 4 0 R 4 0 R] >>';
  return bomb(levels)();
}

const nested = (kind: '[' | '<<'): string => (kind === '[' ? '['.repeat(100_000) : '<< /A '.repeat(100_000));

export const pdfBombAttacks: readonly Attack[] = attacks(11, 'pdf', [
  [
    'object-streams-nested',
    'an object stream that is said to lie in itself',
    '',
    bomb({ 20: streamBody('20 0 << >>', '/Type /ObjStm /N 1 /First 5 /Extends 20 0 R') }),
    refused,
  ],
  [
    'pages-in-a-circle',
    'a tree of pages that is its own child',
    '',
    bomb({ 2: '<< /Type /Pages /Count 3 /Kids [2 0 R 4 0 R] >>' }),
    refused,
  ],
  [
    'references-in-a-circle',
    'objects that are references to each other',
    '',
    bomb({ 2: '20 0 R', 20: '21 0 R', 21: '20 0 R' }),
    refused,
  ],
  [
    'annotations-in-a-circle',
    'annotations that are each other’s parents and pop-ups',
    '',
    bomb({
      4: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [20 0 R] >>',
      20: '<< /Type /Annot /Subtype /Text /Popup 21 0 R /Parent 21 0 R >>',
      21: '<< /Type /Annot /Subtype /Popup /Parent 20 0 R >>',
    }),
    refused,
  ],
  [
    'fields-in-a-circle',
    'form fields that are their own kids',
    '',
    bomb(
      { 20: '<< /T (a) /Kids [20 0 R 21 0 R] >>', 21: '<< /T (b) /Kids [20 0 R] >>' },
      '/AcroForm << /Fields [20 0 R] >>',
    ),
    refused,
  ],
  [
    'structure-in-a-circle',
    'a structure tree in a circle',
    '',
    bomb(
      { 20: '<< /Type /StructTreeRoot /K [21 0 R] >>', 21: '<< /S /P /P 20 0 R /K [21 0 R 20 0 R] >>' },
      '/StructTreeRoot 20 0 R',
    ),
    refused,
  ],
  [
    'pages-deep',
    'a page below ten thousand levels of its tree',
    '',
    () => {
      const levels: Record<number, string> = { 2: '<< /Type /Pages /Count 1 /Kids [100 0 R] >>' };
      for (let level = 100; level < 10_100; level += 1) {
        levels[level] = `<< /Type /Pages /Count 1 /Kids [${level === 10_099 ? 4 : level + 1} 0 R] >>`;
      }
      return bomb(levels)();
    },
    refused,
  ],
  [
    'length-in-a-circle',
    'a stream whose length is the stream itself, and two that measure each other',
    '',
    bomb({
      5: '<< /Length 5 0 R >>\nstream\nq Q\nendstream',
      20: '<< /Length 21 0 R >>\nstream\n3\nendstream',
      21: '<< /Length 20 0 R >>\nstream\n3\nendstream',
    }),
    refused,
  ],
  ['objects-1e6', 'a million objects, honestly listed', '', () => pdfOfObjects(1_000_000), refused],
  ['tree-that-folds', 'forty levels that unfold to 2^40 pages', '', foldingTree, refused],
  [
    'sections-in-a-circle',
    'cross-reference sections in a circle',
    'DOC_HOSTILE',
    () => {
      const text = textOf(pdfDocument());
      const at = /startxref\n(\d+)/.exec(text)?.[1] ?? '';
      return bytesOf(text.replace('/Size', `/Prev ${at} /Size`));
    },
    refused,
  ],
  [
    'sections-5000',
    'five thousand updates, each with a section of its own',
    'DOC',
    () => {
      const parts = [textOf(pdfDocument())];
      let before = Number(/startxref\n(\d+)/.exec(parts[0]!)?.[1]);
      let end = parts[0]!.length;
      for (let update = 0; update < 5000; update += 1) {
        const section = `xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev ${before} >>\nstartxref\n${end}\n%%EOF\n`;
        before = end;
        end += section.length;
        parts.push(section);
      }
      return bytesOf(parts.join(''));
    },
    refused,
  ],
  [
    'entries-1e9',
    'a table of a thousand million entries',
    'DOC_HOSTILE',
    () => bytesOf(textOf(pdfDocument()).replace(/xref\n0 \d+\n/, 'xref\n0 1000000000\n')),
    refused,
  ],
  [
    'xref-stream-1e9',
    'a cross-reference stream of a thousand million rows',
    '',
    () => bytesOf(textOf(pdfDocument([{}], 'stream')).replace(/\/Size \d+/, '/Size 999999999 /Index [0 999999999]')),
    refused,
  ],
  [
    'size-lie',
    'Size beyond every number',
    '',
    () => bytesOf(textOf(pdfDocument()).replace(/\/Size \d+/, '/Size 99999999999999999999')),
    refused,
  ],
  [
    'flate-content',
    'page content that unpacks to 200 MiB',
    '',
    bomb({ 5: streamBody(flate(200 << 20), '/Filter /FlateDecode') }),
    refused,
  ],
  [
    'flate-twice',
    'page content packed twice, 100 MiB of it',
    '',
    bomb({
      5: streamBody(
        deflateSync(deflateSync(Buffer.alloc(100 << 20))).toString('latin1'),
        '/Filter [/FlateDecode /FlateDecode]',
      ),
    }),
    refused,
  ],
  [
    'flate-object-stream',
    'an object stream that unpacks to 100 MiB',
    '',
    bomb({ 20: streamBody(flate(100 << 20), '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode') }),
    refused,
  ],
  [
    'jbig2',
    'a JBIG2 image of 60,000 by 60,000 dots in a few bytes',
    '',
    shown(
      image(
        'JBIG2Decode',
        '\u0000\u0000\u0000\u00000\u0000\u0001\u0000\u0000\u0000\u0013\u0000\u0000\u00ea`\u0000\u0000\u00ea`',
      ),
    ),
    refused,
  ],
  ['jpx', 'a JPEG 2000 image of 60,000 by 60,000 dots in a few bytes', '', shown(image('JPXDecode', 'ÿOÿQ')), refused],
  [
    'arrays-nested',
    'a hundred thousand arrays inside each other',
    '',
    bomb({ 20: nested('[') }, '/AcroForm 20 0 R'),
    refused,
  ],
  ['dictionaries-nested', 'a hundred thousand dictionaries inside each other', '', bomb({ 1: nested('<<') }), refused],
  ['rotate-45', 'a page turned by 45 degrees', '', page({ rotate: 45 }), refused],
  ['user-unit-0', 'UserUnit 0', '', page({ userUnit: 0 }), refused],
  ['user-unit-1e9', 'UserUnit 1,000,000,000', '', page({ userUnit: '1000000000' }), refused],
  [
    'box-not-a-number',
    'a box of words',
    '',
    bomb({ 4: '<< /Type /Page /Parent 2 0 R /MediaBox [NaN nan inf -inf] /Contents 5 0 R >>' }),
    refused,
  ],
  ['box-endless', 'a box without end', '', page({ mediaBox: [0, 0, 99_999_999_999, 5] }), refused],
  ['box-empty', 'a box without area', '', page({ mediaBox: [0, 0, 0, 0] }), refused],
]);

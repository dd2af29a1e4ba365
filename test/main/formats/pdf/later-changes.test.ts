import { describe, expect, test } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { type PdfSignature, readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import {
  appendUpdate,
  bodyOf,
  bytesOf,
  pdfDocument,
  streamBody,
  textOf,
  type PageShape,
} from '#test/support/pdf-documents.ts';
import { oneStamp, stamp } from '#test/support/pdf-stamping.ts';

const PAGE = 4;
const FONT = 3;
const CONTENT = 5;

function firstOf(bytes: Uint8Array): PdfSignature {
  return readPdfSignatures(memorySource(bytes))[0]!;
}

const reasons = (bytes: Uint8Array): string[] =>
  firstOf(bytes)
    .changes.filter(({ level }) => level === 'suspicious')
    .map(({ reason }) => reason);

function stamped(page: PageShape = {}, form = '', more: Record<number, string> = {}): Uint8Array {
  return stamp(pdfDocument([page], 'table', form, more));
}

/** A new object number that the stamped file does not use. */
const NEW = 90;

describe('what is permitted after a seal', () => {
  test('another seal with further stamps of its own', () => {
    const twice = stamp(stamped(), [oneStamp, { ...oneStamp, yMm: 120 }]);
    expect(firstOf(twice)).toMatchObject({ changesSince: 'permitted', coversWholeFile: false });
  });

  test('filling a form field', () => {
    const field = '<< /FT /Tx /T (Amount) /V () /DA (/F1 0 Tf) >>';
    const base = stamped({}, '/AcroForm << /Fields [20 0 R] >>', { 20: field });
    const filled = appendUpdate(base, { 20: field.replace('/V ()', '/V (100)') });
    expect(firstOf(filled).changesSince).toBe('permitted');
    expect(firstOf(filled).changes).toEqual([{ level: 'form', reason: 'fieldFilled', field: 'Amount' }]);
  });

  test('a DSS, and writing an object again as it was', () => {
    const base = stamped();
    const catalog = bodyOf(base, 1).replace('/Type', `/DSS << /Certs [${NEW} 0 R] >> /Type`);
    const update = appendUpdate(base, { 1: catalog, [FONT]: bodyOf(base, FONT), [NEW]: streamBody('certificate') });
    expect(firstOf(update).changesSince).toBe('permitted');
  });

  test('blank lines behind the end are no change', () => {
    expect(firstOf(bytesOf(`${textOf(stamped())}\n\n`)).changesSince).toBe('none');
  });
});

describe('ATK-2 incremental saving attacks', () => {
  test('finds a body appended without cross-reference table', () => {
    const bytes = bytesOf(`${textOf(stamped())}${CONTENT} 0 obj\n${streamBody('0 g')}\nendobj\n`);
    expect(reasons(bytes)).toEqual(['bytesAppended']);
  });

  test('finds an object that stands in an increment but in no cross-reference table', () => {
    const update = textOf(appendUpdate(stamped(), { [NEW]: '<< >>' }));
    const hidden = `${CONTENT} 0 obj\n${streamBody('0 g')}\nendobj\n`;
    const at = update.lastIndexOf(`${NEW} 0 obj`);
    const shifted = update.slice(0, at) + update.slice(at).replace('\nxref\n', `\n${hidden}xref\n`);
    const moved = shifted.replace(
      /startxref\n\d+\n%%EOF\n$/,
      () => `startxref\n${shifted.lastIndexOf('xref\n90')}\n%%EOF\n`,
    );
    expect(reasons(bytesOf(moved))).toContain('appendedObjectUnlisted');
  });

  test('judges nothing when a later table leaves the signed revision out of its chain', () => {
    const base = textOf(stamped());
    const older = /startxref\s+(\d+)/.exec(base)![1];
    const update = textOf(appendUpdate(bytesOf(base), { [NEW]: '<< >>' }));
    const at = update.lastIndexOf('/Prev');
    const detour = update.slice(0, at) + update.slice(at).replace(/\/Prev \d+/, `/Prev ${older}`);
    expect(reasons(bytesOf(detour))).toEqual(['notARevision']);
  });
});

describe('ATK-4 shadow attacks', () => {
  test.each([
    ['page content replaced', { [CONTENT]: streamBody('BT /F1 24 Tf 60 60 Td (Other) Tj ET') }, 'objectChanged'],
    ['font replaced', { [FONT]: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>' }, 'objectChanged'],
    ['page tree replaced', { 2: '<< /Type /Pages /Count 2 /Kids [4 0 R 4 0 R] >>' }, 'objectChanged'],
  ])('finds %s', (_, objects, reason) => {
    expect(reasons(appendUpdate(stamped(), objects as Record<number, string>))).toEqual([reason]);
  });

  test('finds content that was referred to before and comes into being later', () => {
    const base = stamped({ extra: `/PieceInfo [${NEW} 0 R]` });
    expect(reasons(appendUpdate(base, { [NEW]: streamBody('1 0 0 rg 0 0 500 500 re f') }))).toEqual([
      'danglingReferenceFilled',
    ]);
  });

  test('finds an object that is switched to another place inside the signed bytes', () => {
    const hidden = `${CONTENT} 0 obj\n${streamBody('BT /F1 24 Tf 60 60 Td (Hidden) Tj ET')}\nendobj`;
    const base = stamped({}, '', { 30: streamBody(hidden) });
    const text = textOf(base);
    const at = text.indexOf(hidden);
    const table = `xref\n${CONTENT} 1\n${String(at).padStart(10, '0')} 00000 n\r\n`;
    const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)![1];
    const size = `trailer\n<< /Size 99 /Root 1 0 R /Prev ${prev} >>\nstartxref\n${text.length}\n%%EOF\n`;
    expect(reasons(bytesOf(text + table + size))).toEqual(['objectChanged']);
  });

  test('finds an object that is removed', () => {
    const update = textOf(appendUpdate(stamped(), { [FONT]: 'null' }));
    const freed = update.replace(/(3 1\n)\d{10} 00000 n(?=\r\ntrailer)/, '$10000000000 00001 f');
    expect(reasons(bytesOf(freed))).toContain('objectRemoved');
  });
});

describe('ATK-5 evil annotations', () => {
  test.each(['FreeText', 'Redact', 'Stamp', 'Widget'])('finds an added %s annotation', (kind) => {
    const base = stamped();
    const page = bodyOf(base, PAGE).replace(/\/Annots \[/, `/Annots [${NEW} 0 R `);
    const annotation = `<< /Type /Annot /Subtype /${kind} /Rect [0 0 500 500] /NM (Seal_1/slice-2) >>`;
    expect(reasons(appendUpdate(base, { [PAGE]: page, [NEW]: annotation }))).toEqual(['annotationAdded']);
  });

  test('finds that the appearance of a seal is replaced', () => {
    const base = stamped();
    const form = Number(/\/AP <<\s*\/N (\d+) 0 R/.exec(textOf(base))![1]);
    expect(reasons(appendUpdate(base, { [form]: streamBody('1 g', '/Type /XObject /Subtype /Form') }))).toEqual([
      'objectChanged',
    ]);
  });

  test('finds a seal that is moved or taken off the page', () => {
    const base = stamped();
    const field = Number(/(\d+) 0 obj\n<<\s+\/Type \/Annot/.exec(textOf(base))![1]);
    const moved = bodyOf(base, field).replace(/\/Rect \[[^\]]*\]/, '/Rect [0 0 9 9]');
    expect(reasons(appendUpdate(base, { [field]: moved }))).toEqual(['fieldChanged:Rect']);
    const page = bodyOf(base, PAGE).replace(/\/Annots \[[^\]]*\]/, '/Annots []');
    expect(reasons(appendUpdate(base, { [PAGE]: page }))).toEqual(['annotationRemoved']);
  });

  test('finds an empty signature field that gets a picture without being signed', () => {
    const field = '<< /FT /Sig /T (Empty) /Subtype /Widget /Rect [0 0 500 500] >>';
    const base = stamped({}, '/AcroForm << /Fields [20 0 R] >>', { 20: field });
    const shown = appendUpdate(base, { 20: field.replace('/FT', `/AP << /N ${CONTENT} 0 R >> /FT`) });
    expect(reasons(shown)).toEqual(['emptySignatureFieldShown']);
  });

  test('finds a new signature field that nobody signed but that shows something', () => {
    const base = stamped();
    const form = bodyOf(base, 10).includes('/Fields') ? 10 : Number(/\/AcroForm (\d+) 0 R/.exec(textOf(base))![1]);
    const field = `<< /FT /Sig /T (Empty) /Subtype /Widget /Rect [0 0 500 500] /AP << /N ${CONTENT} 0 R >> >>`;
    const update = { [form]: bodyOf(base, form).replace(/\/Fields \[/, `/Fields [${NEW} 0 R `), [NEW]: field };
    expect(reasons(appendUpdate(base, update))).toEqual(['emptySignatureFieldShown']);
  });
});

describe('ATK-6 and ATK-12 other changes', () => {
  test.each([
    ['MediaBox', '/MediaBox [0 0 100 100]'],
    ['CropBox', '/CropBox [0 0 100 100]'],
    ['Rotate', '/Rotate 90'],
    ['Resources', '/Resources << >>'],
    ['AA', '/AA << /O << /S /JavaScript /JS (x) >> >>'],
  ])('finds a page whose %s changed', (key, entry) => {
    const base = stamped();
    const page = bodyOf(base, PAGE).replace(new RegExp(`/${key} (\\[[^\\]]*\\]|<< /Font << /F1 3 0 R >> >>)`), '');
    expect(reasons(appendUpdate(base, { [PAGE]: page.replace('/Type', `${entry} /Type`) }))).toEqual([
      `pageChanged:${key}`,
    ]);
  });

  test.each([
    ['NeedAppearances', '/NeedAppearances true'],
    ['XFA', '/XFA (x)'],
  ])('finds a form that now has %s', (key, entry) => {
    const base = stamped();
    const form = Number(/\/AcroForm (\d+) 0 R/.exec(textOf(base))![1]);
    expect(reasons(appendUpdate(base, { [form]: bodyOf(base, form).replace('/Fields', `${entry} /Fields`) }))).toEqual([
      `formChanged:${key}`,
    ]);
  });

  test.each([
    ['OpenAction', '/OpenAction << /S /JavaScript /JS (x) >>'],
    ['Names', '/Names << >>'],
    ['OCProperties', '/OCProperties << >>'],
  ])('finds a catalog that now has %s', (key, entry) => {
    const base = stamped();
    const catalog = bodyOf(base, 1).replace('/Type', `${entry} /Type`);
    expect(reasons(appendUpdate(base, { 1: catalog }))).toEqual([`catalogChanged:${key}`]);
  });

  test('finds that a DSS lost a certificate', () => {
    const base = stamped({}, `/DSS << /Certs [30 0 R 31 0 R] >>`, { 30: streamBody('one'), 31: streamBody('two') });
    const catalog = bodyOf(base, 1).replace('30 0 R 31 0 R', '31 0 R');
    expect(reasons(appendUpdate(base, { 1: catalog }))).toEqual(['securityStoreShrunk']);
  });

  test('finds that a field was renamed or got another type', () => {
    const field = '<< /FT /Tx /T (Amount) /V () >>';
    const base = stamped({}, '/AcroForm << /Fields [20 0 R] >>', { 20: field });
    expect(reasons(appendUpdate(base, { 20: field.replace('Amount', 'Total') }))).toContain('fieldRenamed');
    expect(reasons(appendUpdate(base, { 20: field.replace('/Tx', '/Btn') }))).toContain('fieldRenamed');
  });
});

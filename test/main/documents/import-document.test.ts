import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { readDocument } from '#main/documents/document-repository.ts';
import { documentMigrations, type DocumentSchema } from '#main/documents/document-schema.ts';
import {
  defaultLimits,
  importDocument,
  limitsOf,
  originalPath,
  type DocumentLimits,
} from '#main/documents/import-document.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/ids.ts';
import { nodeProcessHost } from '#main/platform/processes.ts';
import { createDocumentReader } from '#main/reader/document-reader.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { openWritable, transaction, type WritableDb } from '#main/storage/database.ts';
import { migrate } from '#main/storage/migrations.ts';
import { createQueries, run } from '#main/storage/queries.ts';
import { ambiguousArchives, bombs } from '#test/support/hostile-archives.ts';
import { makeOfd, ofdFiles, packOfd, pageXml, textObject } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { refusalOf } from '#test/support/refusals.ts';

const queries = createQueries<DocumentSchema>();
const reader = createDocumentReader({ processes: nodeProcessHost, font: programFiles.font });
let db: WritableDb;
let root: string;
let folder: string;
beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'documents-'));
  folder = path.join(root, 'originals');
  fs.mkdirSync(folder);
  db = openWritable(':memory:');
  migrate(db, documentMigrations);
});
afterAll(() => {
  reader.close();
  db.close();
  fs.rmSync(root, { recursive: true, force: true });
});

function file(name: string, bytes: Uint8Array): string {
  const written = path.join(root, name);
  fs.writeFileSync(written, bytes);
  return written;
}

const take = (from: string, limits?: DocumentLimits) =>
  importDocument(
    { db, clock: systemClock, ids: systemIds, folder, inspect: reader.inspect, ...(limits && { limits }) },
    from,
    'lin',
  );
/** A line of Chinese text in a font every reader knows by name (Adobe-GB1, ISO 32000-1 clause 9.7.5). */
const line = (y: number, words: string, x = 72): string =>
  `BT /F2 16 Tf ${x} ${y} Td <${Buffer.from(words, 'utf16le').swap16().toString('hex')}> Tj ET`;
const chinesePdf = (lines: readonly string[]): Uint8Array =>
  pdfDocument([{ content: lines.join('\n') }], 'table', '', {
    4: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F2 9 0 R >> >> >>',
    9: '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [10 0 R] >>',
    10:
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 11 0 R ' +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>',
    11: '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 90 /FontBBox [0 -120 1000 880] >>',
  });

/** Code of the refusal; nothing may be left behind by it. */
async function refused(from: string, limits?: DocumentLimits): Promise<string> {
  const before = fs.readdirSync(folder);
  const [code = ''] = (await refusalOf(() => take(from, limits))).split(' ');
  expect(fs.readdirSync(folder)).toEqual(before);
  return code;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('a document that is taken in (U-APP-1)', () => {
  it.each([
    ['通知.pdf', 'PDF', 2],
    ['许可决定书.ofd', 'OFD', 1],
  ] as const)('%s is kept byte for byte, with both digests', async (name, format, pages) => {
    const sample = path.join(programFiles.samples, name);
    const bytes = fs.readFileSync(sample);
    const kept = await take(sample);
    expect(kept).toMatchObject({ fileName: name, format, pages, size: bytes.length, signatures: 0, notices: [] });
    expect(kept.sm3).toBe(hex(sm3(bytes)));
    expect(kept.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    const original = originalPath(db, folder, kept.documentId);
    expect(fs.readFileSync(original).equals(bytes)).toBe(true);
    expect(readDocument(db, kept.documentId)).toMatchObject({ importedBy: 'lin', storedName: path.basename(original) });
  });

  it('lies in a snapshot nobody may write, and no row of it is edited', async () => {
    const kept = await take(file('a.pdf', pdfDocument()));
    expect(fs.statSync(originalPath(db, folder, kept.documentId)).mode & 0o777).toBe(0o400);
    const edit = queries.updateTable('documents').set({ sm3: 'b'.repeat(64) });
    expect(() => transaction(db, (tx) => run(tx, edit))).toThrow('documents are kept as they came');
  });

  it('is two documents over one snapshot when it comes twice', async () => {
    const same = file('twice.pdf', pdfDocument([{}, {}, {}]));
    const [first, second] = [await take(same), await take(same)];
    expect(first.documentId).not.toBe(second.documentId);
    expect(originalPath(db, folder, first.documentId)).toBe(originalPath(db, folder, second.documentId));
  });

  it('ATK-32: stays what was judged, however the source changes under way or afterwards', async () => {
    const source = file('swapped.pdf', pdfDocument([{}]));
    const bytes = fs.readFileSync(source);
    const pending = take(source);
    // The copy is complete before the first answer is awaited: only the copy is judged.
    fs.writeFileSync(source, 'not a document any more');
    const kept = await pending;
    expect(kept.sm3).toBe(hex(sm3(bytes)));
    fs.rmSync(source);
    expect(fs.readFileSync(originalPath(db, folder, kept.documentId)).equals(bytes)).toBe(true);
  });

  it('is judged by its content, and a name that says otherwise is pointed out', async () => {
    expect(await take(file('named.ofd', pdfDocument()))).toMatchObject({
      format: 'PDF',
      notices: ['extension-differs'],
    });
    expect(await take(file('named.pdf', makeOfd()))).toMatchObject({ format: 'OFD', notices: ['extension-differs'] });
    expect((await take(file('UPPER.PDF', pdfDocument()))).notices).toEqual([]);
  });

  it('has its scripts and attachments pointed out', async () => {
    const script = pdfDocument([{}], 'table', '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>');
    expect((await take(file('script.pdf', script))).notices).toEqual(['active-content']);
    const attached = pdfDocument([{}], 'table', '', { 8: '<< /Type /Filespec /F (a.xls) /EF << /F 9 0 R >> >>' });
    expect((await take(file('attached.pdf', attached))).notices).toEqual(['embedded-files']);
  });
});

describe('a document that is refused (U-APP-3)', () => {
  it('does not exist, or is no file', async () => {
    expect(await refused(path.join(root, 'nowhere.pdf'))).toBe('DOC_NOT_FOUND');
    expect(await refused(folder)).toBe('DOC_NOT_FOUND');
  });

  it.each([
    ['is empty', 'empty.pdf', new Uint8Array(), 'DOC_EMPTY'],
    ['is text called PDF', 'text.pdf', Buffer.from('hello'), 'DOC_FORMAT_UNKNOWN'],
    [
      'is a picture',
      'picture.ofd',
      fs.readFileSync(path.join(programFiles.root, 'assets/seals/unit-seal.png')),
      'DOC_FORMAT_UNKNOWN',
    ],
    ['is only the head of a PDF', 'head.pdf', Buffer.from('%PDF-1.7\n'), 'DOC_BROKEN'],
    ['is an archive that is no OFD', 'word.ofd', packOfd({ 'word/document.xml': '<w/>' }), 'DOC_BROKEN'],
  ])('%s', async (_what, name, bytes, code) => {
    expect(await refused(file(name, bytes))).toBe(code);
  });

  it('is protected by a password', async () => {
    const trailer = '/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <00> /U <00> >>';
    const plain = Buffer.from(pdfDocument()).toString('latin1');
    const encrypted = Buffer.from(plain.replace('/Root 1 0 R', `/Root 1 0 R ${trailer}`), 'latin1');
    expect(await refused(file('locked.pdf', encrypted))).toBe('DOC_ENCRYPTED');
  });

  it('is larger than the limit, by a byte or by a page', async () => {
    const bytes = pdfDocument([{}, {}, {}]);
    const from = file('large.pdf', bytes);
    expect(await refused(from, { maxBytes: bytes.length - 1, maxPages: 10 })).toBe('DOC_TOO_LARGE');
    expect(await refused(from, { maxBytes: bytes.length, maxPages: 2 })).toBe('DOC_TOO_LARGE');
    expect((await take(from, { maxBytes: bytes.length, maxPages: 3 })).pages).toBe(3);
  });

  it.each([...ambiguousArchives.slice(0, 12), ...bombs])('is hostile: $title', async ({ bytes, code }) => {
    expect(await refused(file('hostile.ofd', bytes))).toBe(code);
  });

  it('NM-14: is a form with a required field nobody filled in', async () => {
    const form = pdfDocument([{}], 'table', '/AcroForm << /Fields [20 0 R] >>', {
      20: '<< /FT /Tx /T (Amount) /Ff 2 >>',
    });
    expect(await refused(file('form.pdf', form))).toBe('DOC_UNFINISHED');
  });
});

const onPage = (objects: string): Uint8Array =>
  packOfd({ ...ofdFiles(), 'Doc_0/Pages/Page_0/Content.xml': pageXml(objects) });
const at = (yMm: number, text: string): string =>
  `<ofd:TextObject ID="7" Boundary="20 ${yMm} 160 8" Font="3" Size="5"><ofd:TextCode X="0" Y="5">${text}</ofd:TextCode></ofd:TextObject>`;
const title = (text: string): Uint8Array =>
  packOfd({ ...ofdFiles(), 'OFD.xml': String(ofdFiles()['OFD.xml']).replace('测试文件', text) });

describe('a document with a mark of secrecy (K-7, AC-XC-E-20, U-APP-4)', () => {
  it.each([
    ['at the head of an OFD', onPage(at(25, '机密★1年') + textObject('正文'))],
    ['set character by character', onPage(at(25, '绝') + at(25, '密') + at(25, '★'))],
    ['that is invisible on the page', onPage(at(25, '秘密★').replace('ID="7"', 'ID="7" Visible="false"'))],
    ['in the title of an OFD', title('【机密】人事安排')],
  ])('is refused with the mark %s, and not kept', async (_where, bytes) => {
    expect(await refused(file('marked.ofd', bytes))).toBe('DOC_CLASSIFIED');
  });

  it('is refused with the mark in the title of a PDF, or in the name of the file', async () => {
    const utf16 = Buffer.from('\ufeff机密★报告', 'utf16le').swap16().toString('hex');
    const plain = Buffer.from(pdfDocument([{}], 'table', '', { 9: `<< /Title <${utf16}> >>` })).toString('latin1');
    const titled = Buffer.from(plain.replace('/Root 1 0 R', '/Root 1 0 R /Info 9 0 R'), 'latin1');
    expect(await refused(file('titled.pdf', titled))).toBe('DOC_CLASSIFIED');
    expect(await refused(file('（秘密）名单.pdf', pdfDocument()))).toBe('DOC_CLASSIFIED');
  });

  it.each([
    ['with its term', [line(800, '000001'), line(780, '机密★1年')]],
    ['alone, its characters set apart', [line(800, '绝'), line(800, '密', 120), line(700, '关于人事安排的请示')]],
    ['in brackets before the title', [line(700, '（秘密）关于人事安排的请示')]],
  ])('is refused with the mark at the head of the first page of a PDF: %s (K-7, U-APP-4)', async (_how, lines) => {
    expect(await refused(file('marked.pdf', chinesePdf(lines)))).toBe('DOC_CLASSIFIED');
  });

  it('is taken as a PDF that only speaks of secrets, or has the mark further down', async () => {
    const lines = [line(700, '关于学习保守国家秘密法的通知'), line(300, '机密')];
    expect((await take(file('law.pdf', chinesePdf(lines)))).notices).toEqual([]);
  });

  it('names the mark and nothing else of the document', async () => {
    const pending = take(file('named.ofd', onPage(at(25, '机密★1年'))));
    await expect(pending).rejects.toMatchObject({ code: 'DOC_CLASSIFIED', facts: { mark: '机密' } });
    await expect(pending).rejects.not.toHaveProperty('facts.file');
  });

  it('is taken where the text only speaks of secrets, or the mark stands in the middle of the page', async () => {
    const law = onPage(at(25, '关于学习保守国家秘密法的通知') + at(160, '（机密）一词见第三条'));
    await expect(take(file('law.ofd', law))).resolves.toMatchObject({ pages: 1 });
  });
});

describe('the bounds of what is taken in', () => {
  it("are the profile's, and the program's own where it says nothing", () => {
    expect(limitsOf({})).toEqual(defaultLimits);
    expect(limitsOf({ documentLimits: { maxPages: 5 } })).toEqual({ ...defaultLimits, maxPages: 5 });
    expect(limitsOf({ documentLimits: { maxBytes: 9, maxPages: 5 } })).toEqual({ maxBytes: 9, maxPages: 5 });
  });
});

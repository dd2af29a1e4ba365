import { describe, expect, test } from 'vitest';
import { createSm3, sm3 } from '#main/sm/sm3.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { formFields } from '#main/formats/pdf/form-fields.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { preparePdf } from '#main/formats/pdf/prepare-pdf.ts';
import { pdfDocument, textOf, type XrefKind } from '#test/support/pdf-documents.ts';
import { oneStamp, runOn, sequenceOf, stamp, stampInput } from '#test/support/pdf-stamping.ts';
import { canRun } from '#test/support/foreign-programs.ts';

const kinds: readonly XrefKind[] = ['table', 'stream', 'hybrid'];

describe('preparing a PDF for its seal', () => {
  test.each(kinds)('keeps the original as an exact prefix of the result (%s)', (kind) => {
    const original = pdfDocument([{}, {}], kind);
    const result = stamp(original);
    expect(Buffer.compare(result.subarray(0, original.length), original)).toBe(0);
    expect(result.length).toBeLessThan(original.length + 2 * (2000 + 20 * 1024));
  });

  test.skipIf(!canRun('qpdf', 'pdfsig')).each(kinds)(
    'gives a file that qpdf and pdfsig accept, once and twice stamped (%s)',
    (kind) => {
      const once = stamp(pdfDocument([{}, {}], kind));
      const twice = stamp(once, [{ ...oneStamp, page: 2 }, oneStamp]);
      for (const bytes of [once, twice]) expect(runOn(bytes, 'qpdf', ['--check'])).toMatchObject({ status: 0 });
      expect(runOn(once, 'pdfsig', []).output).toContain('Total document signed');
      const { output } = runOn(twice, 'pdfsig', []);
      // The second signature has two widgets, and pdfsig counts those.
      expect(output.match(/Field Name: .*/g)).toEqual([
        'Field Name: Seal_1',
        'Field Name: Seal_2',
        'Field Name: Seal_2',
      ]);
      expect(output.match(/Total document signed/g)).toHaveLength(2);
    },
  );

  test.each(kinds)('ends with the same kind of cross-reference section as the original (%s)', (kind) => {
    const original = pdfDocument([{}], kind);
    const appended = textOf(stamp(original).subarray(original.length));
    expect(/\nxref\n/.test(appended)).toBe(kind !== 'stream');
    expect(/\/Type \/XRef/.test(appended)).toBe(kind === 'stream');
    expect(appended).not.toContain('XRefStm');
  });

  test('gives the same bytes for the same input, whether or not the original was hashed before', () => {
    const original = pdfDocument();
    const hash = createSm3().update(original);
    const first = preparePdf(memorySource(original), stampInput([oneStamp]));
    const second = preparePdf(memorySource(original), stampInput([oneStamp], { originalHash: hash }));
    expect(second.dataHash).toEqual(first.dataHash);
    expect([...second.finish(sequenceOf(900)).chunks]).toEqual([...first.finish(sequenceOf(900)).chunks]);
    expect(hash.digest()).toEqual(sm3(original));
  });

  test('hashes everything but the Contents string with its brackets', () => {
    const original = pdfDocument();
    const prepared = preparePdf(memorySource(original), stampInput([oneStamp]));
    const result = Buffer.concat([original, ...prepared.finish(sequenceOf(3000)).chunks]);
    const [, a, b, c] = prepared.byteRange;
    expect(prepared.dataHash).toEqual(sm3(result.subarray(0, a), result.subarray(b, b + c)));
    expect(b + c).toBe(result.length);
    expect([result.toString('latin1', a, a + 5), result.toString('latin1', b - 1, b)]).toEqual(['<3082', '>']);
    expect(prepared.propertyInfo).toBe(`ByteRange:[0 ${a} ${b} ${c}]`);
    expect(prepared.originalDigest).toEqual(sm3(original));
  });

  test('writes what generic readers show: time of China, reason, project filter, seal SubFilter', () => {
    const prepared = preparePdf(
      memorySource(pdfDocument()),
      stampInput([oneStamp], { reason: '合同用印', signatureName: '某某县人民政府' }),
    );
    const appended = textOf([...prepared.finish(sequenceOf(3000)).chunks][0]!);
    expect(appended).toContain("/M (D:20260102110405+08'00')");
    expect(appended).toContain('/Filter /SealKeeper.GMPkiLite');
    expect(appended).toContain('/SubFilter /GM.sm2seal');
    expect(appended).toMatch(/\/Reason <FEFF5408540C75285370>/i);
    expect(appended).not.toContain('NeedAppearances');
  });

  test('places further stamps as locked annotations tied to the signature, sharing one image', () => {
    const placements = [oneStamp, { ...oneStamp, page: 2 }, { ...oneStamp, page: 3 }];
    const appended = textOf(stamp(pdfDocument([{}, {}, {}]), placements));
    expect(appended.match(/\/Subtype \/Image/g)).toHaveLength(2);
    expect(appended.match(/\/Subtype \/Form/g)).toHaveLength(1);
    expect(appended).toContain('/NM (Seal_1/slice-2)');
    expect(appended).toContain('/NM (Seal_1/slice-3)');
    expect(appended.match(/\/Subtype \/Widget/g)).toHaveLength(1);
  });

  test.skipIf(!canRun('qpdf', 'pdfsig'))('adds an invisible signature when nothing is placed', () => {
    const bytes = stamp(pdfDocument(), []);
    expect(textOf(bytes)).toContain('/Rect [ 0 0 0 0 ]');
    expect(runOn(bytes, 'pdfsig', []).output).toContain('Total document signed');
    expect(runOn(bytes, 'qpdf', ['--check']).status).toBe(0);
  });

  test.skipIf(!canRun('qpdf', 'pdfsig')).each([
    ['direct form, direct fields', '/AcroForm << /Fields [9 0 R] /DA (/Helv 0 Tf) >>', {}],
    ['indirect form', '/AcroForm 8 0 R', { 8: '<< /Fields [9 0 R] /SigFlags 1 >>' }],
    ['indirect fields', '/AcroForm 8 0 R', { 8: '<< /Fields 7 0 R /SigFlags 3 >>', 7: '[ 9 0 R ]' }],
    ['direct form, indirect fields', '/AcroForm << /Fields 7 0 R >>', { 7: '[ 9 0 R ]' }],
  ])('joins an existing form without losing its fields, under a name of its own: %s', (_, form, objects) => {
    const field = '<< /FT /Tx /T (Seal_1) /V (kept) >>';
    const bytes = stamp(pdfDocument([{}], 'table', form, { ...objects, 9: field }));
    expect(runOn(bytes, 'qpdf', ['--check']).status).toBe(0);
    const file = openPdf(memorySource(bytes));
    expect(formFields(file.objects, file.catalog).map(({ name }) => name)).toEqual(['Seal_1', 'Seal_2']);
    expect(file.objects.number(file.objects.dict(file.catalog.get('AcroForm'))?.get('SigFlags'))).toBe(3);
    expect(runOn(bytes, 'pdfsig', []).output).toContain('Signature Field Name: Seal_2');
  });

  test('keeps the bytes of rewritten entries: only Annots of a page changes', () => {
    const page = { extra: '/PieceInfo << /A#20B (x\\051) /N 1.5000 >> /Annots [ ]' };
    expect(textOf(stamp(pdfDocument([page])))).toMatch(
      /endobj[^]*endobj[^]*\/PieceInfo << \/A#20B \(x\\051\) \/N 1\.5000 >>/,
    );
  });

  test('refuses a signed value that does not fit the hole', () => {
    const prepared = preparePdf(memorySource(pdfDocument()), stampInput([oneStamp]));
    expect(() => prepared.finish(sequenceOf(20_000))).toThrow('STAMP_CONTENTS_TOO_LARGE');
  });
});

import { describe, expect, test } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { appendUpdate, pdfDocument, signedDocument, textOf } from '#test/support/pdf-documents.ts';
import { oneStamp, redBox, renderPage, runOn, stamp } from '#test/support/pdf-stamping.ts';
import { canRun } from '#test/support/foreign-programs.ts';

/** A certified file: what the certification's own signature is worth is not asked here. */
function certified(level: string): Uint8Array {
  const parameters = `<< /Type /TransformParams /V /1.2 ${level} >>`;
  const reference = `<< /Type /SigRef /TransformMethod /DocMDP /TransformParams ${parameters} >>`;
  return pdfDocument([{}], 'table', '/AcroForm << /Fields [20 0 R] >> /Perms << /DocMDP 21 0 R >>', {
    20: '<< /FT /Sig /T (Certification) /V 21 0 R >>',
    21: `<< /Type /Sig /Reference [${reference}] /ByteRange [0 9 20 9] /Contents <3003020101> >>`,
  });
}

function locked(lock: string, reference = ''): Uint8Array {
  return pdfDocument([{}], 'table', '/AcroForm << /Fields [20 0 R] >>', {
    20: `<< /FT /Sig /T (First) /V 21 0 R ${lock} >>`,
    21: `<< /Type /Sig ${reference} /ByteRange [0 9 20 9] /Contents <3003020101> >>`,
  });
}

const rules = (level: string): string =>
  `/Reference [<< /TransformMethod /DocMDP /TransformParams << /P ${level} >> >>]`;

const two = [oneStamp, { ...oneStamp, yMm: 120 }];

describe('sealing a certified file', () => {
  test.each([
    ['P 1 forbids everything', '/P 1', [oneStamp]],
    ['an unknown P counts as the strictest', '/P 7', [oneStamp]],
  ])('is refused: %s', (_, level, placements) => {
    expect(() => stamp(certified(level), placements)).toThrow('DOC_SIGNING_FORBIDDEN');
  });

  test.each([
    ['P 2 allows one more signature', '/P 2', [oneStamp]],
    ['P 3 allows stamps too', '/P 3', two],
    ['no P means 2', '', two],
  ])('is done where it is allowed: %s', (_, level, placements) => {
    expect(stamp(certified(level), placements).length).toBeGreaterThan(0);
  });

  test.skipIf(!canRun('qpdf', 'pdftoppm'))(
    'adds widgets instead of stamps under P 2, so that the certification stays whole',
    () => {
      const bytes = stamp(signedDocument(rules('2')), two);
      const appended = textOf(bytes).slice(signedDocument(rules('2')).length);
      expect(appended.match(/\/Subtype \/Widget/g)).toHaveLength(2);
      expect(appended).not.toContain('/Subtype /Stamp');
      expect(runOn(bytes, 'qpdf', ['--check']).status).toBe(0);
      const [certification, seal] = readPdfSignatures(memorySource(bytes));
      expect(certification).toMatchObject({ certification: 2, changesSince: 'permitted' });
      expect(seal).toMatchObject({ fieldName: 'Seal_1', coversWholeFile: true });
      expect(redBox(renderPage(bytes, 1, 72), 72)!.bottom).toBeGreaterThan(150);
    },
  );
});

describe('sealing a file whose fields are locked', () => {
  const all = '/Lock << /Type /SigFieldLock /Action /All >>';
  const fieldMdp = '/Reference [<< /TransformMethod /FieldMDP /TransformParams << /Action /All >> >>]';
  test.each([
    ['SigFieldLock All', locked(all)],
    ['SigFieldLock Exclude of another field', locked('/Lock << /Action /Exclude /Fields [(Other)] >>')],
    ['SigFieldLock Include of the new name', locked('/Lock << /Action /Include /Fields [(Seal_1)] >>')],
    ['FieldMDP All', locked('', fieldMdp)],
  ])('is refused: %s', (_, bytes) => {
    expect(() => stamp(bytes)).toThrow('DOC_LOCKED_BY_SIGNATURE');
  });

  test('is refused when the lock ends in DocMDP P 1 (ISO 32000-2)', () => {
    expect(() => stamp(locked('/Lock << /Action /Include /Fields [] /P 1 >>'))).toThrow('DOC_SIGNING_FORBIDDEN');
  });

  test('is done when the lock names other fields, or belongs to a field nobody signed', () => {
    expect(stamp(locked('/Lock << /Action /Include /Fields [(Other)] >>')).length).toBeGreaterThan(0);
    const unsigned = `<< /FT /Sig /T (First) ${all} >>`;
    expect(stamp(pdfDocument([{}], 'table', '/AcroForm << /Fields [20 0 R] >>', { 20: unsigned }))).toBeDefined();
  });
});

describe('ATK-6 what a certification or lock says about later changes', () => {
  test.each([
    ['1', 'suspicious'],
    ['2', 'permitted'],
    ['3', 'permitted'],
  ])('filling a field after a certification of level %s is %s', (level, expected) => {
    const field = '<< /FT /Tx /T (Amount) /V () >>';
    const base = signedDocument(rules(level), { 20: field });
    const filled = appendUpdate(base, { 20: '<< /FT /Tx /T (Amount) /V (100) >>' });
    expect(readPdfSignatures(memorySource(filled))[0]!.changesSince).toBe(expected);
  });

  test('filling a locked field is suspicious', () => {
    const lock =
      '/Reference [<< /TransformMethod /FieldMDP /TransformParams << /Action /Include /Fields [(Amount)] >> >>]';
    const base = signedDocument(lock, { 20: '<< /FT /Tx /T (Amount) /V () >>' });
    const filled = appendUpdate(base, { 20: '<< /FT /Tx /T (Amount) /V (100) >>' });
    expect(readPdfSignatures(memorySource(filled))[0]!.changes).toEqual([
      { level: 'suspicious', reason: 'fieldFilled:locked', field: 'Amount' },
    ]);
  });
});

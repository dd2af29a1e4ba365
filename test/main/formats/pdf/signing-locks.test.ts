import { describe, expect, test } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { appendUpdate, pdfDocument, signedDocument, textOf } from '#test/support/pdf-documents.ts';
import { oneStamp, redBox, renderPage, runOn, stamp } from '#test/support/pdf-stamping.ts';
import { canRun } from '#test/support/foreign-programs.ts';

/** A certified file: what the certification's own signature is worth is not asked here. */
function certified(level: string, kept = ''): Uint8Array {
  const parameters = `<< /Type /TransformParams /V /1.2 ${level} >>`;
  const reference = `<< /Type /SigRef /TransformMethod /DocMDP /TransformParams ${parameters} >>`;
  const page = kept === '' ? {} : { extra: '/Annots [22 0 R]' };
  return pdfDocument(
    [page],
    'table',
    `/AcroForm << /Fields [20 0 R ${kept && '22 0 R'}] >> /Perms << /DocMDP 21 0 R >>`,
    {
      ...(kept !== '' && { 22: kept }),
      20: '<< /FT /Sig /T (Certification) /V 21 0 R >>',
      21: `<< /Type /Sig /Reference [${reference}] /ByteRange [0 9 20 9] /Contents <3003020101> >>`,
    },
  );
}

function locked(lock: string, reference = ''): Uint8Array {
  return pdfDocument([{}], 'table', '/AcroForm << /Fields [20 0 R] >>', {
    20: `<< /FT /Sig /T (First) /V 21 0 R ${lock} >>`,
    21: `<< /Type /Sig ${reference} /ByteRange [0 9 20 9] /Contents <3003020101> >>`,
  });
}

const rules = (level: string): string =>
  `/Reference [<< /TransformMethod /DocMDP /TransformParams << /P ${level} >> >>]`;

/** An empty signature field of 140 points square around the place of a stamp. */
function keptField(more = ''): string {
  return `<< /FT /Sig /T (Kept) /Type /Annot /Subtype /Widget /Rect [50 620 190 760] /P 4 0 R ${more} >>`;
}

const two = [oneStamp, { ...oneStamp, yMm: 120 }];

describe('sealing a certified file', () => {
  test.each([
    ['P 1 forbids everything', '/P 1', [oneStamp]],
    ['an unknown P counts as the strictest', '/P 7', [oneStamp]],
  ])('is refused: %s', (_, level, placements) => {
    expect(() => stamp(certified(level), placements)).toThrow('DOC_SIGNING_FORBIDDEN');
  });

  test.each(['/P 2', '/P 3', ''])('is refused without a field that was kept for it: %s', (level) => {
    expect(() => stamp(certified(level))).toThrow('certified-no-field');
  });

  test.each(['/P 2', '/P 3'])('is done inside an empty signature field of the file: %s', (level) => {
    const bytes = stamp(certified(level, keptField()));
    const appended = textOf(bytes).slice(certified(level, keptField()).length);
    expect(appended).toMatch(/22 0 obj\n<<[^]*\/V \d+ 0 R/);
    expect(appended).not.toContain('/T (Seal_1)');
    const [, seal] = readPdfSignatures(memorySource(bytes));
    expect(seal).toMatchObject({ fieldName: 'Kept', coversWholeFile: true });
  });

  test.each([
    ['beside the field', keptField(), [{ ...oneStamp, xMm: 100 }]],
    ['on two places', keptField(), two],
    ['in a field with conditions of its own', keptField('/SV << /Ff 1 >>'), [oneStamp]],
    ['in a field that locks others', keptField('/Lock << /Action /All >>'), [oneStamp]],
    ['in a read-only field', keptField('/Ff 1'), [oneStamp]],
    ['in a hidden field', keptField('/F 2'), [oneStamp]],
  ])('is refused %s', (_, field, placements) => {
    expect(() => stamp(certified('/P 2', field), placements)).toThrow('DOC_SIGNING_FORBIDDEN');
  });

  test('says where the fields are that may be used', () => {
    expect(() => stamp(certified('/P 2', keptField()), two)).toThrow(/Kept: P1, x 17\.6, y 28\.9, 49\.4 × 49\.4 mm/);
  });

  test.skipIf(!canRun('qpdf', 'pdftoppm'))('shows the seal where it was put, inside the field', () => {
    const bytes = stamp(certified('/P 2', keptField()));
    expect(runOn(bytes, 'qpdf', ['--check']).status).toBe(0);
    const box = redBox(renderPage(bytes, 1, 72), 72)!;
    expect(box.left).toBeCloseTo(oneStamp.xMm, 0);
    expect(box.top).toBeCloseTo(oneStamp.yMm, 0);
    expect(box.right).toBeCloseTo(oneStamp.xMm + oneStamp.widthMm, 0);
  });
});

describe('sealing a file that somebody signed before', () => {
  test('puts every place on a widget, because a stamp that appears later is on no list of allowed changes', () => {
    const base = signedDocument('');
    const bytes = stamp(base, two);
    const appended = textOf(bytes).slice(base.length);
    expect(appended.match(/\/Subtype \/Widget/g)).toHaveLength(2);
    expect(appended).not.toContain('/Subtype /Stamp');
    expect(readPdfSignatures(memorySource(bytes)).map(({ changesSince }) => changesSince)).toEqual([
      'permitted',
      'none',
    ]);
  });
});

describe('sealing a file whose fields are locked', () => {
  const all = '/Lock << /Type /SigFieldLock /Action /All >>';
  const fieldMdp = '/Reference [<< /TransformMethod /FieldMDP /TransformParams << /Action /All >> >>]';
  test.each([
    ['SigFieldLock All', locked(all)],
    ['SigFieldLock Exclude of another field', locked('/Lock << /Action /Exclude /Fields [(Other)] >>')],
    ['FieldMDP All', locked('', fieldMdp)],
  ])('is refused: %s', (_, bytes) => {
    expect(() => stamp(bytes)).toThrow('DOC_LOCKED_BY_SIGNATURE');
  });

  test('is refused when the lock ends in DocMDP P 1 (ISO 32000-2)', () => {
    expect(() => stamp(locked('/Lock << /Action /Include /Fields [] /P 1 >>'))).toThrow('DOC_SIGNING_FORBIDDEN');
  });

  test('is done when the lock names other fields or a name that need not be taken, or belongs to a field nobody signed', () => {
    expect(stamp(locked('/Lock << /Action /Include /Fields [(Other)] >>')).length).toBeGreaterThan(0);
    expect(textOf(stamp(locked('/Lock << /Action /Include /Fields [(Seal_1)] >>')))).toContain('/T (Seal_2)');
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

import { describe, expect, test } from 'vitest';
import { sm3 } from '#main/sm/sm3.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import type { PdfSignature } from '#main/formats/pdf/read-signatures.ts';
import {
  appendUpdate,
  assemblePdf,
  bodyOf,
  bytesOf,
  documentObjects,
  pdfDocument,
  textOf,
} from '#test/support/pdf-documents.ts';
import { oneStamp, sequenceOf, stamp } from '#test/support/pdf-stamping.ts';

const read = (bytes: Uint8Array): PdfSignature[] => readPdfSignatures(memorySource(bytes));

function failures(signature: PdfSignature | undefined): string[] {
  return (signature?.facts ?? [])
    .filter(({ state }) => state === 'fail')
    .map(({ check, reason }) => `${check}:${reason}`);
}

/** A file with one signature field whose dictionary is given, without any stamping of ours. */
function withSignature(dict: string, more: Record<number, string> = {}): Uint8Array {
  const objects = documentObjects([{}], '/AcroForm << /Fields [20 0 R] /SigFlags 3 >>');
  return assemblePdf({ ...objects, 20: '<< /FT /Sig /T (Sig) /V 21 0 R >>', 21: dict, ...more });
}

/** Change the stamped file in place, which every honest check must notice. */
function edited(change: (text: string) => string): Uint8Array {
  return bytesOf(change(textOf(stamp(pdfDocument()))));
}

describe('reading the signatures of a PDF', () => {
  test('hands out the signed value without padding, the claim of time and the covered hash', () => {
    const bytes = stamp(pdfDocument());
    const [signature] = read(bytes);
    const [, a, b, c] = signature!.byteRange!;
    expect(signature).toMatchObject({
      fieldName: 'Seal_1',
      filter: 'SealKeeper.GMPkiLite',
      subFilter: 'GM.sm2seal',
      claimedTime: "D:20260102110405+08'00'",
      coversWholeFile: true,
      changesSince: 'none',
    });
    expect(signature!.contents).toEqual(sequenceOf(3000));
    expect(signature!.hashByteRange()).toEqual(sm3(bytes.subarray(0, a), bytes.subarray(b!, b! + c!)));
    expect(failures(signature)).toEqual([]);
  });

  test('finds nothing in an unsigned file and in an empty signature field', () => {
    expect(read(pdfDocument())).toEqual([]);
    expect(read(withSignature('null'))).toEqual([]);
  });

  test('reads ECDSA and RSA signatures by the digest their CMS names', () => {
    const [signature] = read(stamp(pdfDocument()));
    expect(signature!.hashByteRangeWith('sha256')).toHaveLength(32);
    expect(signature!.hashByteRangeWith('sha512')).toHaveLength(64);
  });
});

describe('ATK-1 universal signature forgery', () => {
  const contents = '/Contents <30030201010000>';
  test.each([
    ['ByteRange missing', `<< /Type /Sig ${contents} >>`, 'pdf.byteRange:missing'],
    ['ByteRange null', `<< /Type /Sig /ByteRange null ${contents} >>`, 'pdf.byteRange:missing'],
    ['ByteRange indirect', `<< /Type /Sig /ByteRange 22 0 R ${contents} >>`, 'pdf.byteRange:indirect'],
    ['ByteRange negative', `<< /Type /Sig /ByteRange [0 -5 9 9] ${contents} >>`, 'pdf.byteRange:notNumbers'],
    [
      'ByteRange huge',
      `<< /Type /Sig /ByteRange [0 9 99999999999999999999 9] ${contents} >>`,
      'pdf.byteRange:notNumbers',
    ],
    [
      'ByteRange outside the file',
      `<< /Type /Sig /ByteRange [0 9 20 999999] ${contents} >>`,
      'pdf.byteRange:outsideFile',
    ],
    ['ByteRange overlapping', `<< /Type /Sig /ByteRange [0 100 50 10] ${contents} >>`, 'pdf.byteRange:overlap'],
    [
      'ByteRange not from the start',
      `<< /Type /Sig /ByteRange [5 10 20 5] ${contents} >>`,
      'pdf.byteRange:notFromStart',
    ],
    ['ByteRange of one part', `<< /Type /Sig /ByteRange [0 100] ${contents} >>`, 'pdf.byteRange:notTwoParts'],
    ['ByteRange of three parts', `<< /Type /Sig /ByteRange [0 1 2 3 4 5] ${contents} >>`, 'pdf.byteRange:notTwoParts'],
    ['ByteRange twice', `<< /ByteRange [0 1 2 3] /ByteRange [0 9 20 9] ${contents} >>`, 'pdf.byteRange:duplicateKeys'],
    ['Contents missing', '<< /Type /Sig /ByteRange [0 9 20 9] >>', 'pdf.contents:missing'],
    ['Contents empty', '<< /Type /Sig /ByteRange [0 9 20 9] /Contents <> >>', 'pdf.contents:noElement'],
    ['Contents all zero', '<< /Type /Sig /ByteRange [0 9 20 9] /Contents <0000> >>', 'pdf.contents:noElement'],
    ['Contents indirect', '<< /Type /Sig /ByteRange [0 9 20 9] /Contents 22 0 R >>', 'pdf.contents:indirect'],
    [
      'Contents a literal string',
      '<< /Type /Sig /ByteRange [0 9 20 9] /Contents (0\\003\\002\\001\\001) >>',
      'pdf.contents:notHexadecimal',
    ],
    ['Contents cut short', '<< /Type /Sig /ByteRange [0 9 20 9] /Contents <30820fff0201> >>', 'pdf.contents:noElement'],
  ])('names what is wrong: %s', (_, dict, expected) => {
    const [signature] = read(withSignature(dict, { 22: '[0 9 20 9]' }));
    expect(failures(signature)).toContain(expected);
    expect(failures(signature)).toContainEqual(expect.stringContaining('pdf.gap'));
  });
});

/** Four bytes more in the gap, the end where it was. */
const wider = (_: string, a: string, b: string, c: string): string =>
  `/ByteRange [0 ${a} ${Number(b) + 4} ${Number(c) - 4} `;

describe('ATK-3 signature wrapping', () => {
  test('refuses a gap that is larger than the Contents string', () => {
    const bytes = edited((text) => text.replace(/\/ByteRange \[0 (\d+) (\d+) (\d+) /, wider));
    expect(failures(read(bytes)[0])).toContain('pdf.gap:notTheContents');
  });

  test('refuses bytes hidden in the padding of Contents', () => {
    const bytes = edited((text) => text.replace(/0{40}>/, `${'0'.repeat(36)}3c2f>`));
    expect(failures(read(bytes)[0])).toEqual(['pdf.contents:paddingNotZero']);
  });

  test('refuses a gap that belongs to another dictionary', () => {
    const stamped = stamp(pdfDocument());
    const num = Number(/(\d+) 0 obj\n<<\s+\/Type \/Sig/.exec(textOf(stamped))![1]);
    const moved = appendUpdate(stamped, { [num]: bodyOf(stamped, num).replace('GM.sm2seal', 'GM.sm2sea2') });
    const [signature] = read(moved);
    expect(failures(signature)).toContain('pdf.gap:notTheContents');
    expect(signature!.changesSince).toBe('suspicious');
  });
});

describe('ATK-8 signature dictionary tricks', () => {
  test('names an orphan that no field refers to', () => {
    const bytes = edited((text) => text.replace(/\/V (\d+) 0 R/, '/V null '.padEnd('/V 10 0 R'.length)));
    const [signature] = read(bytes);
    expect(signature!.fieldName).toBeUndefined();
    expect(failures(signature)).toContain('pdf.field:orphan');
  });

  test('refuses two fields with one signature', () => {
    const objects = documentObjects([{}], '/AcroForm << /Fields [20 0 R 21 0 R] >>');
    const fields = { 20: '<< /FT /Sig /T (A) /V 22 0 R >>', 21: '<< /FT /Sig /T (B) /V 22 0 R >>' };
    const dict = '<< /Type /Sig /ByteRange [0 9 20 9] /Contents <3003020101> >>';
    const signatures = read(assemblePdf({ ...objects, ...fields, 22: dict }));
    expect(signatures).toHaveLength(1);
    expect(failures(signatures[0])).toContain('pdf.field:sharedByFields');
  });

  test('takes an unknown SubFilter for a signature all the same', () => {
    const [signature] = read(edited((text) => text.replace('/GM.sm2seal', '/XY.unknown')));
    expect(signature).toMatchObject({ subFilter: 'XY.unknown', coversWholeFile: true });
  });

  test('takes control characters out of what is shown to people', () => {
    const [signature] = read(edited((text) => text.replace("+08'00'", '\u001b[2J   ')));
    expect(signature!.claimedTime).toBe('D:20260102110405 [2J   ');
  });

  test('lists each signature of a file that was stamped three times, oldest first', () => {
    const bytes = [1, 2, 3].reduce((before) => stamp(before, [oneStamp]), pdfDocument([{}], 'stream'));
    const signatures = read(bytes);
    expect(signatures.map(({ fieldName }) => fieldName)).toEqual(['Seal_1', 'Seal_2', 'Seal_3']);
    expect(signatures.map(({ changesSince }) => changesSince)).toEqual(['permitted', 'permitted', 'none']);
    expect(signatures.flatMap(failures)).toEqual([]);
  });
});

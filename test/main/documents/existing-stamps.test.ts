import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { emptyFields, existingStamps } from '#main/documents/existing-stamps.ts';
import { pdfWithEmptyField } from '#test/support/attached-documents.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { stamp } from '#test/support/pdf-stamping.ts';

const at = (place: { readonly page: number; readonly xMm: number; readonly yMm: number }) => [
  place.page,
  Math.round(place.xMm),
  Math.round(place.yMm),
];

describe('a signature field that waits for somebody', () => {
  it('is named with its place, for no page shows it by itself', () => {
    const [field, ...others] = emptyFields(memorySource(pdfWithEmptyField()));
    expect(others).toEqual([]);
    expect(field?.name).toBe('负责人签名');
    expect(at(field!)).toEqual([1, 18, 29]);
    expect([Math.round(field!.widthMm), Math.round(field!.heightMm)]).toEqual([49, 49]);
  });

  it('is no stamp that another one could cover', async () => {
    expect(await existingStamps('PDF', memorySource(pdfWithEmptyField()))).toEqual([]);
  });

  it('is told apart from those that were signed', async () => {
    const sealed = stamp(pdfWithEmptyField(), [{ page: 1, xMm: 110, yMm: 200, widthMm: 40, heightMm: 40 }]);
    expect((await existingStamps('PDF', memorySource(sealed))).map(at)).toEqual([[1, 110, 200]]);
    expect(emptyFields(memorySource(sealed)).map(({ name }) => name)).toEqual(['负责人签名']);
  });

  it('is not there in most files', () => {
    expect(emptyFields(memorySource(pdfDocument()))).toEqual([]);
  });
});

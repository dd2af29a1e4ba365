import { describe, expect, test } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { readPdfFacts } from '#main/formats/pdf/document-facts.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';

const facts = (catalog: string, objects: Record<number, string> = {}): ReturnType<typeof readPdfFacts> =>
  readPdfFacts(memorySource(pdfDocument([{}, {}], 'table', catalog, objects)));

describe('what should be known of a PDF before it is approved', () => {
  test('is nothing special for a plain document', () => {
    expect(facts('')).toEqual({
      isEncrypted: false,
      isDamaged: false,
      pageCount: 2,
      activeContent: [],
      embeddedFiles: [],
      unfilledFields: [],
    });
  });

  test.each([
    ['JavaScript at opening', '/OpenAction << /S /JavaScript /JS (app.alert) >>', {}, ['JavaScript']],
    ['JavaScript on any object', '', { 20: '<< /AA << /O << /S /JavaScript /JS 21 0 R >> >> >>' }, ['JavaScript']],
    ['an action that starts a program', '/OpenAction 20 0 R', { 20: '<< /S /Launch /F (x) >>' }, ['Launch']],
    ['an XFA form', '/AcroForm << /Fields [] /XFA (x) >>', {}, ['XFA']],
  ])('names active content (ATK-7): %s', (_, catalog, objects, expected) => {
    expect(facts(catalog, objects).activeContent).toEqual(expected);
  });

  test('names embedded files without opening them', () => {
    const specification = '<< /Type /Filespec /UF <FEFF96444EF6> /EF << /F 21 0 R >> >>';
    expect(facts('', { 20: specification }).embeddedFiles).toEqual(['附件']);
  });

  test('names required form fields that are not filled', () => {
    const form = '/AcroForm << /Fields [20 0 R 21 0 R 22 0 R 23 0 R] >>';
    expect(
      facts(form, {
        20: '<< /FT /Tx /T (Amount) /Ff 2 >>',
        21: '<< /FT /Tx /T (Date) /Ff 2 /V () >>',
        22: '<< /FT /Tx /T (Name) /Ff 2 /V (x) >>',
        23: '<< /FT /Tx /T (Remark) >>',
      }).unfilledFields,
    ).toEqual(['Amount', 'Date']);
  });
});

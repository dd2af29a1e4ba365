import { appendUpdate, pdfDocument, textOf, type ObjectBodies, type PageShape } from '#test/support/pdf-documents.ts';
import { sealedPdf } from './pdf-base.ts';

// What is appended behind a seal, which covers every byte before it.

export const PAGE = 4;

export const CONTENT = 5;

/** A number that the sealed file does not use. */
export const NEW = 90;

export const suspicious = 'pdf.laterChanges';

export const shaped = (page: PageShape = {}, catalog = '', more: ObjectBodies = {}) =>
  sealedPdf(pdfDocument([page], 'table', catalog, more));

export const update =
  (change: (sealed: Uint8Array) => ObjectBodies, base: () => Promise<Uint8Array> = () => sealedPdf()) =>
  async () => {
    const sealed = await base();
    return appendUpdate(sealed, change(sealed));
  };

export const formOf = (sealed: Uint8Array): number => Number(/\/AcroForm (\d+) 0 R/.exec(textOf(sealed))?.[1]);

export const textField = '<< /FT /Tx /T (Amount) /V (100) /DA (/F1 0 Tf) /Subtype /Widget /Rect [60 500 200 520] >>';

export const withField = () => shaped({}, '/AcroForm << /Fields [20 0 R] >>', { 20: textField });

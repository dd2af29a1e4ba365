import type { PdfFile } from './pdf-file.ts';
import { PdfString, textOf } from './pdf-values.ts';

/** The title in the document information dictionary (ISO 32000-1 clause 14.3.3); empty when there is none. */
export function pdfTitle(file: PdfFile): string {
  const information = file.objects.dict(file.trailer.get('Info'));
  const title = file.objects.follow(information?.get('Title'));
  return title instanceof PdfString ? textOf(title) : '';
}

import { StationError } from '#shared/errors/station-error.ts';
import { leavesMark } from './content-marks.ts';
import type { PdfFile } from './pdf-file.ts';
import { pdfLimits } from './pdf-limits.ts';
import { isArray, PdfDict, PdfStream, type PdfValue } from './pdf-values.ts';

/** Hidden and NoView (ISO 32000-1 table 165). */
const UNSEEN_FLAGS = 2 + 32;
/** Kinds that show nothing of their own without an appearance. */
const QUIET_KINDS = new Set(['Link', 'Popup', 'Widget']);

/**
 * Whether a page shows nothing: no content, or only spaces, white areas and invisible text; and no annotation that
 * can be seen. A page whose content cannot be decoded counts as not blank.
 *
 * @param page 1-based
 * @throws STAMP_PAGE_NOT_FOUND, DOC_ENCRYPTED, DOC_HOSTILE
 */
export function isPagePlainBlank(file: PdfFile, page: number): boolean {
  if (file.isEncrypted) throw new StationError('DOC_ENCRYPTED');
  const { objects } = file;
  const found = file.pages.page(page);
  const content = contentOf(file, found.dict.get('Contents'));
  const resources = found.inherited('Resources');
  if (content === undefined) return false;
  if (leavesMark(objects, content, resources instanceof PdfDict ? resources : undefined)) return false;
  const annots = objects.array(found.dict.get('Annots')) ?? [];
  return !annots.some((item) => isAnnotationSeen(file, objects.dict(item)));
}

function contentOf(file: PdfFile, value: PdfValue | undefined): Uint8Array | undefined {
  const contents = file.objects.follow(value);
  const streams = isArray(contents) ? contents.map((item) => file.objects.follow(item)) : [contents];
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const stream of streams) {
    if (!(stream instanceof PdfStream)) continue;
    const bytes = file.objects.streamBytes(stream);
    length += bytes?.length ?? 0;
    if (bytes === undefined || length > pdfLimits.streamBytes) return undefined;
    // Tokens do not go on from one stream to the next (ISO 32000-1 clause 7.8.2).
    parts.push(bytes, Buffer.from('\n'));
  }
  return Buffer.concat(parts);
}

function isAnnotationSeen(file: PdfFile, annotation: PdfDict | undefined): boolean {
  const { objects } = file;
  if (annotation === undefined) return false;
  if (((objects.number(annotation.get('F')) ?? 0) & UNSEEN_FLAGS) !== 0) return false;
  const normal = objects.follow(objects.dict(annotation.get('AP'))?.get('N'));
  const state = objects.name(annotation.get('AS'));
  const stream = normal instanceof PdfDict && state !== undefined ? objects.follow(normal.get(state)) : normal;
  if (!(stream instanceof PdfStream)) return !QUIET_KINDS.has(objects.name(annotation.get('Subtype')) ?? '');
  const content = objects.streamBytes(stream);
  return content === undefined || leavesMark(objects, content, objects.dict(stream.dict.get('Resources')));
}

import path from 'node:path';
import { documentFor } from '#main/rpc/document-methods.ts';
import { releasedFor } from '#main/rpc/entry-file-view.ts';
import type { StationParts } from '#main/rpc/station-parts.ts';
import { detectFormat } from '#main/documents/document-format.ts';
import { intactSecondCopy } from '#main/documents/second-copy.ts';
import { fileSource } from '#main/platform/files.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { NamedFile } from './file-answer.ts';

/** Somebody at a screen, signed in or not. */
export interface Visitor {
  readonly session: string;
  readonly person: SignedInPerson | null;
}

/** Who asks: the session that was presented and the person behind it. */
export interface Asker extends Visitor {
  readonly session: string;
  readonly person: SignedInPerson;
}

export const contentTypes: Readonly<Record<DocumentFormat, string>> = {
  PDF: 'application/pdf',
  OFD: 'application/ofd',
};

/** An upload, for the session that made it. What it is, is judged by its content. @throws DOC_* */
export function uploadFile(parts: StationParts, { session }: Visitor, uploadId: string): NamedFile {
  const { path: file, fileName } = parts.uploads.find(session, uploadId);
  return { path: file, fileName, contentType: contentTypeOf(file) };
}

/** The untouched original of a kept document. @throws DOC_NOT_FOUND */
export function documentFile(parts: StationParts, { person }: Asker, documentId: string): NamedFile {
  const { storedName, fileName, format } = documentFor(parts, person, documentId);
  return { path: path.join(parts.paths.originals, storedName), fileName, contentType: contentTypes[format] };
}

/**
 * A kept document as it was submitted, where its original was changed since; never the changed one.
 *
 * @throws DOC_NOT_FOUND where there is no second copy, or where that was changed as well
 */
export async function approvedFile(parts: StationParts, { person }: Asker, documentId: string): Promise<NamedFile> {
  const document = documentFor(parts, person, documentId);
  const copy = await intactSecondCopy(parts.paths.copies, document);
  if (copy === null) throw new StationError('DOC_NOT_FOUND', { file: document.fileName });
  return { path: copy, fileName: document.fileName, contentType: contentTypes[document.format] };
}

/** The sealed document of a register entry, where it was released to. @throws LEDGER_NOT_FOUND */
export function entryFile(parts: StationParts, { person }: Asker, entryNo: string): NamedFile {
  const { outputPath } = releasedFor(parts, person, entryNo);
  return { path: outputPath, fileName: path.basename(outputPath), contentType: contentTypeOf(outputPath) };
}

function contentTypeOf(file: string): string {
  let source: ReturnType<typeof fileSource>;
  try {
    source = fileSource(file);
  } catch (error) {
    throw new StationError('DOC_NOT_FOUND', { file: path.basename(file) }, error);
  }
  try {
    return contentTypes[detectFormat(source)];
  } catch {
    return 'application/octet-stream';
  } finally {
    source.close();
  }
}

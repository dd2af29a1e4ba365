import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { createQueries, get, run } from '#main/storage/queries.ts';
import type { DocumentSummary } from '#shared/contract/documents.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentSchema } from './document-schema.ts';

export interface KeptDocument extends DocumentSummary {
  /** Name inside the folder of originals. */
  readonly storedName: string;
  readonly importedBy: string;
  readonly importedAt: string;
}

const queries = createQueries<DocumentSchema>();

export function insertDocument(tx: WriteTransaction, document: KeptDocument): void {
  run(
    tx,
    queries.insertInto('documents').values({
      document_id: document.documentId,
      file_name: document.fileName,
      format: document.format,
      size: document.size,
      pages: document.pages,
      sm3: document.sm3,
      sha256: document.sha256,
      signatures: document.signatures,
      notices: JSON.stringify(document.notices),
      stored_name: document.storedName,
      imported_by: document.importedBy,
      imported_at: document.importedAt,
    }),
  );
}

/** @throws DOC_NOT_FOUND */
export function readDocument(db: ReadableDb, documentId: string): KeptDocument {
  const row = get(db, queries.selectFrom('documents').selectAll().where('document_id', '=', documentId));
  if (!row) throw new StationError('DOC_NOT_FOUND', { file: documentId });
  return {
    documentId: row.document_id,
    fileName: row.file_name,
    format: row.format,
    size: row.size,
    pages: row.pages,
    sm3: row.sm3,
    sha256: row.sha256,
    signatures: row.signatures,
    notices: JSON.parse(row.notices) as readonly string[],
    storedName: row.stored_name,
    importedBy: row.imported_by,
    importedAt: row.imported_at,
  };
}

/** What the contract shows of a kept document. */
export function toSummary(document: KeptDocument): DocumentSummary {
  const { documentId, fileName, format, size, pages, sm3, sha256, signatures, notices } = document;
  return { documentId, fileName, format, size, pages, sm3, sha256, signatures, notices };
}

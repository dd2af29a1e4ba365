import { importDocument } from '#main/documents/import-document.ts';
import { readDocument, toSummary } from '#main/documents/document-repository.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function documentMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db, clock, ids, paths } = parts;
  return {
    importFile: guarded.documents.importFile.handler(({ input, context }) =>
      importDocument({ db, clock, ids, folder: paths.originals }, input.path, signedIn(context).account),
    ),
    get: guarded.documents.get.handler(({ input }) => toSummary(readDocument(db, input.documentId))),
  };
}

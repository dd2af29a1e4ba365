import path from 'node:path';
import { importDocument, limitsOf } from '#main/documents/import-document.ts';
import { readDocument, toSummary, type KeptDocument } from '#main/documents/document-repository.ts';
import { baseName } from '#main/documents/uploads.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Role } from '#shared/model/roles.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function documentMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db, clock, ids, paths, reader } = parts;
  const depsNow = () => {
    const limits = limitsOf(parts.ready().profile.profile);
    return { db, clock, ids, folder: paths.originals, copies: paths.copies, inspect: reader.inspect, limits };
  };
  return {
    importFile: guarded.documents.importFile.handler(({ input, context }) =>
      importDocument(depsNow(), input.path, signedIn(context).account),
    ),
    importUpload: guarded.documents.importUpload.handler(async ({ input, context }) => {
      const session = context.session ?? '';
      const { path: file } = parts.uploads.find(session, input.uploadId);
      try {
        return await importDocument(depsNow(), file, signedIn(context).account, baseName(input.fileName));
      } finally {
        // The kept copy is another file; a batch of a thousand must not lie there twice.
        parts.uploads.discard(session, input.uploadId);
      }
    }),
    get: guarded.documents.get.handler(({ input, context }) =>
      toSummary(documentFor(parts, signedIn(context), input.documentId)),
    ),
    pages: guarded.documents.pages.handler(async ({ input, context }) => {
      const document = documentFor(parts, signedIn(context), input.documentId);
      return reader.measure(keptPath(parts, document), document.format);
    }),
    emptyFields: guarded.documents.emptyFields.handler(async ({ input, context }) => {
      const document = documentFor(parts, signedIn(context), input.documentId);
      return document.format === 'PDF' ? reader.emptyFields(keptPath(parts, document)) : [];
    }),
    attachments: guarded.documents.attachments.handler(async ({ input, context }) => {
      const document = documentFor(parts, signedIn(context), input.documentId);
      return reader.attachments(keptPath(parts, document), document.format);
    }),
  };
}

/** Where the kept copy lies; what stands in it is opened by a reader. */
export function keptPath({ paths }: StationParts, document: KeptDocument): string {
  return path.join(paths.originals, document.storedName);
}

const readers: ReadonlySet<Role> = new Set(['approver', 'custodian', 'head', 'auditor']);

/**
 * A kept document, for somebody who may read it: whoever handed it in, and those who decide, stamp and check.
 *
 * @throws DOC_NOT_FOUND, also for a document of somebody else
 */
export function documentFor(parts: StationParts, person: SignedInPerson, documentId: string): KeptDocument {
  const document = readDocument(parts.db, documentId);
  const mayRead = document.importedBy === person.account || person.roles.some((role) => readers.has(role));
  if (!mayRead) throw new StationError('DOC_NOT_FOUND', { file: documentId });
  return document;
}

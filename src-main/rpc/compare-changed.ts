import path from 'node:path';
import { readRequest } from '#main/approvals/request-repository.ts';
import { detectFormat } from '#main/documents/document-format.ts';
import { readDocument } from '#main/documents/document-repository.ts';
import { intactSecondCopy } from '#main/documents/second-copy.ts';
import { textChanges } from '#main/documents/text-changes.ts';
import { fileSource } from '#main/platform/files.ts';
import type { PageView } from '#shared/contract/documents.ts';
import type { TextChanges } from '#shared/contract/request-changes.ts';
import type { ChangedFile } from '#shared/contract/stamping.ts';
import { StationError, toErrorShape, type ErrorShape } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { StationParts } from './station-parts.ts';

interface Side {
  readonly path: string;
  readonly format: DocumentFormat;
  readonly pages: readonly PageView[];
}

/** 批准时 and 现在: the copy kept at submission, and what lies in its place by now. */
export async function compareChanged(parts: StationParts, requestId: string): Promise<ChangedFile> {
  const { db, paths, reader } = parts;
  const document = readDocument(db, readRequest(db, requestId).draft.documentId);
  const copy = await intactSecondCopy(paths.copies, document);
  const approved = copy === null ? null : await sideOf(reader, copy);
  const now = await sideOf(reader, path.join(paths.originals, document.storedName)).catch(refused);
  const isReadable = !('code' in now);
  return {
    approved: approved && { format: approved.format, pages: approved.pages },
    now: isReadable ? { format: now.format, pages: now.pages } : null,
    unreadable: isReadable ? null : now,
    text: approved && isReadable ? await textOf(approved, now) : { state: 'unread', changes: [] },
  };
}

/** Whatever somebody put there is a stranger's file: a reader looks at it before anything else is done with it. */
async function sideOf(reader: StationParts['reader'], file: string): Promise<Side> {
  const source = fileSource(file);
  let format: DocumentFormat;
  try {
    format = detectFormat(source);
  } finally {
    source.close();
  }
  await reader.inspect(file, format);
  return { path: file, format, pages: await reader.measure(file, format) };
}

function refused(error: unknown): ErrorShape {
  if (!(error instanceof StationError)) throw error;
  return toErrorShape(error);
}

async function textOf(before: Side, after: Side): Promise<TextChanges> {
  const [old, fresh] = [fileSource(before.path), fileSource(after.path)];
  try {
    return await textChanges(
      { format: before.format, pages: before.pages.length, source: old },
      { format: after.format, pages: after.pages.length, source: fresh },
    );
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    return { state: 'unread', changes: [] };
  } finally {
    old.close();
    fresh.close();
  }
}

import fs from 'node:fs';
import path from 'node:path';
import { sourceChunks } from '#main/formats/source-chunks.ts';
import type { Clock } from '#main/platform/clock.ts';
import { fileSource, renameDurably, writeDurably, type FileSource } from '#main/platform/files.ts';
import type { Ids } from '#main/platform/ids.ts';
import { transaction, type WritableDb } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentSummary } from '#shared/contract/documents.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { PolicyProfile } from '#shared/policy/profile.ts';
import { digestDocument, type DocumentDigests } from './document-digest.ts';
import { detectFormat } from './document-format.ts';
import { insertDocument, readDocument, toSummary, type KeptDocument } from './document-repository.ts';
import { keepSecondCopy } from './second-copy.ts';
import { refuseMarked, type DocumentFacts } from './inspect-document.ts';

export interface DocumentLimits {
  readonly maxBytes: number;
  readonly maxPages: number;
}

/** 4 GiB and 10,000 pages, unless a profile says otherwise. */
export const defaultLimits: DocumentLimits = { maxBytes: 4 * 1024 ** 3, maxPages: 10_000 };

export function limitsOf(profile: Pick<PolicyProfile, 'documentLimits'>): DocumentLimits {
  const { maxBytes, maxPages } = profile.documentLimits ?? {};
  return { maxBytes: maxBytes ?? defaultLimits.maxBytes, maxPages: maxPages ?? defaultLimits.maxPages };
}

export interface ImportDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly folder: string;
  /** Where a second copy is kept; left out, there is none. */
  readonly copies?: string;
  /** Looks into the copy: what a stranger made is opened by a reader, and digested here. */
  inspect(file: string, format: DocumentFormat): Promise<DocumentFacts>;
  readonly limits?: DocumentLimits;
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1048576)} MB`;

/**
 * Takes a file into the station: the copy is written first and only the copy is judged, so that nothing changed
 * under way (ATK-32). The copy is read-only and never changes again.
 *
 * @param fileName what people see; the last part of `file` unless it is an upload
 * @throws DOC_NOT_FOUND, DOC_EMPTY, DOC_TOO_LARGE, DOC_FORMAT_UNKNOWN, DOC_ENCRYPTED, DOC_BROKEN, DOC_HOSTILE,
 * DOC_UNFINISHED, DOC_CLASSIFIED, DOC_READER_*
 */
export async function importDocument(
  deps: ImportDeps,
  file: string,
  importedBy: string,
  fileName = path.basename(file),
): Promise<DocumentSummary> {
  const { db, clock, ids, folder, copies, inspect, limits = defaultLimits } = deps;
  refuseMarked([path.parse(fileName).name]);
  const documentId = ids.uuid();
  const incoming = path.join(folder, `.${documentId}.incoming`);
  copyBounded(file, incoming, limits);
  try {
    const source = fileSource(incoming);
    let kept: KeptDocument;
    try {
      const format = detectFormat(source);
      const { facts, digests } = await lookThrough(source, () => inspect(incoming, format));
      kept = describe(source, format, facts, digests, limits, {
        documentId,
        fileName,
        importedBy,
        importedAt: clock.now().toISOString(),
      });
    } finally {
      source.close();
    }
    const stored = path.join(folder, kept.storedName);
    if (!fs.existsSync(stored)) {
      fs.chmodSync(incoming, 0o400);
      renameDurably(incoming, stored);
      if (copies !== undefined) keepSecondCopy(stored, copies);
    }
    transaction(db, (tx) => insertDocument(tx, kept));
    return toSummary(kept);
  } finally {
    fs.rmSync(incoming, { force: true });
  }
}

/** The reader inspects while the station digests: two processes over one copy that nobody changes. */
async function lookThrough(
  source: FileSource,
  inspect: () => Promise<DocumentFacts>,
): Promise<{ readonly facts: DocumentFacts; readonly digests: DocumentDigests }> {
  const stop = new AbortController();
  const inspecting = inspect();
  // The question is on its way before this process gets busy.
  const digesting = new Promise((resolve) => setImmediate(resolve)).then(() => digestDocument(source, stop.signal));
  // Whichever fails, the copy is closed by nobody under the hands of the digest.
  const ended = digesting.then(
    () => undefined,
    () => undefined,
  );
  try {
    return { facts: await inspecting, digests: await digesting };
  } catch (error) {
    stop.abort();
    await ended;
    throw error;
  }
}

function describe(
  source: FileSource,
  format: DocumentFormat,
  { pages, signatures, notices: found }: DocumentFacts,
  { sm3, sha256 }: DocumentDigests,
  limits: DocumentLimits,
  known: Pick<KeptDocument, 'documentId' | 'fileName' | 'importedBy' | 'importedAt'>,
): KeptDocument {
  const notices = isNamedOtherwise(known.fileName, format) ? [...found, 'extension-differs'] : found;
  if (pages > limits.maxPages) {
    throw new StationError('DOC_TOO_LARGE', { actual: `@details.pages`, pages, limit: limits.maxPages });
  }
  const storedName = `${sm3}.${format.toLowerCase()}`;
  return { ...known, format, size: source.size, pages, sm3, sha256, signatures, notices, storedName };
}

/** Content decides what a file is; a name that says otherwise is shown to whoever decides. */
function isNamedOtherwise(fileName: string, format: DocumentFormat): boolean {
  return path.extname(fileName).toLowerCase() !== `.${format.toLowerCase()}`;
}

function copyBounded(file: string, to: string, limits: DocumentLimits): void {
  let size: number;
  try {
    const stat = fs.statSync(file);
    if (!stat.isFile()) throw new StationError('DOC_NOT_FOUND', { file });
    size = stat.size;
  } catch (error) {
    if (error instanceof StationError) throw error;
    throw new StationError('DOC_NOT_FOUND', { file }, error);
  }
  if (size === 0) throw new StationError('DOC_EMPTY');
  if (size > limits.maxBytes) {
    throw new StationError('DOC_TOO_LARGE', { actual: megabytes(size), limit: megabytes(limits.maxBytes) });
  }
  const source = fileSource(file);
  try {
    writeDurably(to, sourceChunks(source));
  } finally {
    source.close();
  }
}

/** Where the untouched original lies. @throws DOC_NOT_FOUND */
export function originalPath(db: WritableDb, folder: string, documentId: string): string {
  return path.join(folder, readDocument(db, documentId).storedName);
}

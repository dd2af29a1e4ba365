import path from 'node:path';
import { readRequest } from '#main/approvals/request-repository.ts';
import { digestDocument } from '#main/documents/document-digest.ts';
import { detectFormat } from '#main/documents/document-format.ts';
import { findEntry } from '#main/ledger/entry-story.ts';
import { fileSource } from '#main/platform/files.ts';
import { findReleasedJob, type StampingJob } from '#main/stamping/job-repository.ts';
import type { EntryFileView } from '#shared/contract/ledger-views.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { parseEntryNo } from '#shared/model/register-entry.ts';
import { maySee } from './request-view.ts';
import type { StationParts } from './station-parts.ts';

/** The stamping whose file this person may read. @throws LEDGER_NOT_FOUND, also for a file of somebody else */
export function releasedFor({ db }: StationParts, person: SignedInPerson, entryNo: string): StampingJob {
  const number = parseEntryNo(entryNo);
  const job = number && findReleasedJob(db, number);
  if (!job || !maySee(person, readRequest(db, job.requestId))) {
    throw new StationError('LEDGER_NOT_FOUND', { entry: entryNo });
  }
  return job;
}

/** The sealed file where it was released to, compared with the register. @throws LEDGER_NOT_FOUND, DOC_* */
export async function entryFileView(
  parts: StationParts,
  person: SignedInPerson,
  entryNo: string,
): Promise<EntryFileView> {
  const { outputPath, entryNo: number } = releasedFor(parts, person, entryNo);
  const fileName = path.basename(outputPath);
  const source = openFile(outputPath, fileName);
  try {
    const format = detectFormat(source);
    const { sm3 } = await digestDocument(source);
    const pages = await parts.reader.measure(outputPath, format);
    const record = findEntry(parts.db, number).settlement?.record;
    const registered = record?.kind === 'outcome' ? record.body.entry.digestAfter?.sm3 : undefined;
    return { fileName, format, pages, isUnchanged: sm3 === registered };
  } finally {
    source.close();
  }
}

function openFile(file: string, fileName: string): ReturnType<typeof fileSource> {
  try {
    return fileSource(file);
  } catch (error) {
    throw new StationError('DOC_NOT_FOUND', { file: fileName }, error);
  }
}

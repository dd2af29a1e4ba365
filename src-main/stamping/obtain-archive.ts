import { readTimestampToken } from '#main/formats/cms/timestamp.ts';
import { tokenWithMaterial } from '#main/formats/cms/token-material.ts';
import { appendedSource, type ByteSource } from '#main/formats/byte-source.ts';
import { prepareArchive, type PreparedArchive } from '#main/formats/pdf/prepare-archive.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import type { SecurityStore } from '#main/formats/pdf/security-store.ts';
import type { FinishedDocument } from '#main/formats/prepared.ts';
import { fileSource } from '#main/platform/files.ts';
import { basicOcspResponse } from '#main/trust/ocsp-response.ts';
import { transaction } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { longTermLevelOf } from '#shared/model/long-term.ts';
import { findArchive, journalArchive, type StampArchive } from './archive-journal.ts';
import type { StampingJob } from './job-repository.ts';
import type { OriginalStates } from './output-file.ts';
import type { StampCase } from './stamp-case.ts';
import type { StampDesk } from './stamp-desk.ts';
import type { StampTimestamp } from './timestamp-journal.ts';

/** A stamped document before it is written: what was there, and what is appended. */
export interface StampedFile {
  readonly stampCase: StampCase;
  readonly job: StampingJob;
  readonly original: OriginalStates;
  /** Made only where something is laid behind it. */
  readonly finished: () => FinishedDocument;
}

/**
 * What goes with a stamp for checking it later: the journaled archive, or one that is collected now, stamped with a time where the
 * office wants that, and journaled before it is used. Nothing here costs a stamp: where no archive can be made the
 * reason is journaled, and the file is what it would have been.
 *
 * @returns null where none is wanted
 */
export async function obtainArchive(
  desk: StampDesk,
  stamped: StampedFile,
  timestamp: StampTimestamp,
): Promise<StampArchive | null> {
  const { job, stampCase } = stamped;
  const kept = findArchive(desk.db, job.warrantId);
  if (kept) return kept;
  const level = longTermLevelOf(desk.archive.settings(), job.longTerm);
  const isPdf = stampCase.document.format === 'PDF';
  if (level === 'off') return null;
  // The token of an OFD is the place for its material.
  const hasPlace = isPdf || timestamp.token !== null;
  const archive = hasPlace
    ? await makeArchive(desk, stamped, timestamp, isPdf && level === 'timestamped')
    : withoutArchive('noTimestamp');
  transaction(desk.db, (tx) => journalArchive(tx, job.warrantId, archive, desk.clock.now()));
  return archive;
}

/** The bytes to append to a PDF for an archive that was obtained. The same input gives the same bytes. */
export function archiveBytes(stamped: StampedFile, archive: StampArchive | null): Uint8Array | null {
  if (!archive || stamped.stampCase.document.format !== 'PDF') return null;
  const { store, token } = archive;
  return withPrepared(stamped, store, token !== null, (prepared) => prepared?.finish(token) ?? null);
}

/** The token of an OFD with all of it. The same input gives the same bytes. */
export function archivedToken(token: Uint8Array, store: SecurityStore): Uint8Array {
  return tokenWithMaterial(token, { ...store, responses: store.responses.map(basicOcspResponse) });
}

/** The key has signed: whatever is wrong here, a list that cannot be read included, becomes a reason and not a failure. */
async function makeArchive(
  desk: StampDesk,
  stamped: StampedFile,
  timestamp: StampTimestamp,
  wantsTimestamp: boolean,
): Promise<StampArchive> {
  try {
    const store = desk.archive.collect(certificatesOf(stamped.stampCase, timestamp));
    // What cannot be put into a token is found before it is journaled.
    if (timestamp.token) readTimestampToken(archivedToken(timestamp.token, store));
    const archive = { store, ...(await askForToken(desk, stamped, store, wantsTimestamp)) };
    return isHarmless(stamped, archive) ? archive : withoutArchive('harmful');
  } catch (error) {
    return withoutArchive(error instanceof StationError ? error.code : 'INTERNAL_UNEXPECTED');
  }
}

const withoutArchive = (failure: string): StampArchive => ({ store: emptyStore, token: null, failure });

const emptyStore: SecurityStore = { certificates: [], lists: [], responses: [] };

async function askForToken(
  desk: StampDesk,
  stamped: StampedFile,
  store: SecurityStore,
  wantsTimestamp: boolean,
): Promise<Pick<StampArchive, 'token' | 'failure'>> {
  if (!wantsTimestamp) return { token: null, failure: null };
  if (desk.timestamps.settings().source === 'off') return { token: null, failure: 'timestampsOff' };
  try {
    const imprint = withPrepared(stamped, store, true, (prepared) => prepared?.imprint ?? null);
    if (!imprint) return { token: null, failure: 'locked' };
    // The desk asks for SM3 and for nothing else.
    return { token: await desk.timestamps.ask({ digest: () => imprint }, stamped.job.signedAt), failure: null };
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    const detail = String(error.facts['detail'] ?? error.code);
    return { token: null, failure: detail.replace(/^@details\./, '').slice(0, 60) };
  }
}

/** Whatever was good before the archive must be good with it; else the stamp goes without. */
function isHarmless(stamped: StampedFile, archive: StampArchive): boolean {
  const added = archiveBytes(stamped, archive);
  if (!added) return true;
  return withStamped(stamped, (source) => {
    const before = failures(source);
    return failures(appendedSource(source, added)).every((failure) => before.includes(failure));
  });
}

function failures(source: ByteSource): readonly string[] {
  return readPdfSignatures(source).flatMap(({ fieldName, facts }) =>
    facts.filter(({ state }) => state === 'fail').map(({ check }) => `${fieldName} ${check}`),
  );
}

function withPrepared<T>(
  stamped: StampedFile,
  store: SecurityStore,
  hasTimestamp: boolean,
  use: (prepared: PreparedArchive | null) => T,
): T {
  return withStamped(stamped, (source, appended) => {
    const hash = stamped.original.sm3.clone().update(appended);
    return use(prepareArchive(source, hash, { store, hasTimestamp }));
  });
}

function withStamped<T>({ original, finished }: StampedFile, use: (source: ByteSource, appended: Uint8Array) => T): T {
  const appended = Buffer.concat([...finished().chunks]);
  const source = fileSource(original.path);
  try {
    return use(appendedSource(source, appended), appended);
  } finally {
    source.close();
  }
}

function certificatesOf({ seal }: StampCase, { token }: StampTimestamp): readonly Uint8Array[] {
  const authority = token && readTimestampToken(token).authorityCertificate;
  return [seal.certificate, seal.seal.makerCertificate, ...(authority ? [authority] : [])];
}

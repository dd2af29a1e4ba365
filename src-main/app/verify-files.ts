import { existsSync } from 'node:fs';
import os from 'node:os';
import { systemClock, type Clock } from '#main/platform/clock.ts';
import { chooseDataFolder, dataPaths } from '#main/platform/paths.ts';
import type { Words } from '#main/platform/words.ts';
import { emptyTrustList } from '#main/trust/trust-list.ts';
import { createDocumentReader } from '#main/reader/document-reader.ts';
import { folderTrust } from '#main/reader/folder-trust.ts';
import { trustWordsOf, type TrustWords } from '#main/reader/trust-words.ts';
import type { FileViewer } from '#main/verification/later-findings.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { hostServices } from './host-services.ts';
import { programFiles } from './program-files.ts';

export interface VerifyOrder {
  /** As the caller names them; the report names them alike. */
  readonly files: readonly string[];
  /** A folder of roots and seal makers. Alone: it is not mixed with the lists of a station. */
  readonly trustFolder?: string | undefined;
  /** Data folder of the station whose lists are used without `trustFolder`; the usual one when left out. */
  readonly data?: string | undefined;
  readonly words: Words;
  readonly clock?: Clock;
  /**
   * Told after each file, and waited for, so that a record is kept before the next file is read.
   * @param done how many were judged
   * @param viewer looks at the same file again, within the limits of a reader
   */
  readonly onFile?: (report: FileReport, done: number, viewer: FileViewer) => void | Promise<void>;
}

/**
 * Verify files without a station: nothing is locked, made or left behind, so it works beside a running station and on
 * a computer that never had one.
 *
 * @throws TRUST_LIST_UNREADABLE, STATION_STORAGE_FAILED; never for what a file contains
 */
export async function verifyFiles(order: VerifyOrder): Promise<{ readonly files: readonly FileReport[] }> {
  const { clock = systemClock, words } = order;
  const trust =
    order.trustFolder === undefined
      ? await trustOfStation(order.data, clock)
      : folderTrust(order.trustFolder, clock.now());
  const reader = createDocumentReader({ processes: hostServices().processes, font: programFiles.font });
  try {
    const files: FileReport[] = [];
    for (const file of order.files) {
      const report = await reader.verify(file, trust, words.error);
      files.push(report);
      await order.onFile?.(report, files.length, reader);
    }
    return { files };
  } finally {
    reader.close();
  }
}

async function trustOfStation(data: string | undefined, clock: Clock): Promise<TrustWords> {
  const { platform, env: environment } = process;
  const { database, trust: folder } = dataPaths(
    chooseDataFolder({ argument: data, environment, platform, home: os.homedir() }),
  );
  if (!existsSync(database)) return trustWordsOf(emptyTrustList, clock.now());
  // The database is loaded only where there is one: this command starts often, and mostly with a trust folder.
  const { glanceAt } = await import('#main/storage/database.ts');
  const { isDatabaseError } = await import('#main/storage/storage-failure.ts');
  const { stationTrust } = await import('./station-trust.ts');
  try {
    return glanceAt(database, (db) => stationTrust(db, clock, folder));
  } catch (error) {
    if (error instanceof StationError || !isDatabaseError(error)) throw error;
    throw new StationError('STATION_STORAGE_FAILED', { detail: 'schema', path: database }, error);
  }
}

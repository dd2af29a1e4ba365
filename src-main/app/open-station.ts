import os from 'node:os';
import { createApprovalService } from '#main/approvals/approval-service.ts';
import { createBatchService } from '#main/approvals/batch-service.ts';
import type { LedgerWriter } from '#main/ledger/append-leaf.ts';
import { createLedgerWatch } from '#main/ledger/ledger-watch.ts';
import { limitsOf } from '#main/documents/import-document.ts';
import { createUploads } from '#main/documents/uploads.ts';
import { systemClock, type Clock } from '#main/platform/clock.ts';
import { systemIds, type Ids } from '#main/platform/ids.ts';
import { openDataFolder, type DataPaths } from '#main/platform/paths.ts';
import type { ProcessHost } from '#main/platform/processes.ts';
import { openSecrets, type SecretStore } from '#main/platform/secret-store.ts';
import type { Secrets } from '#main/platform/secrets.ts';
import type { Words } from '#main/platform/words.ts';
import { createScreenQuestions } from '#main/rpc/ask-screen.ts';
import { createExportShelf } from '#main/rpc/export-shelf.ts';
import { createRouter, type StationRouter } from '#main/rpc/router.ts';
import type { ReadyParts, StationParts } from '#main/rpc/station-parts.ts';
import { createDocumentReader } from '#main/reader/document-reader.ts';
import { recover } from '#main/stamping/recover.ts';
import type { StampDesk } from '#main/stamping/stamp-desk.ts';
import { findIdentity, type StationIdentity } from '#main/station/identity.ts';
import { loadMachineKey } from '#main/station/machine-key.ts';
import { loadProfile } from '#main/station/profile-store.ts';
import { createSessions } from '#main/station/sessions.ts';
import { openWritable, type WritableDb } from '#main/storage/database.ts';
import { lockDataFolder } from '#main/storage/data-lock.ts';
import { migrate } from '#main/storage/migrations.ts';
import type { PinChangeEntry } from '#main/token/pin-change.ts';
import type { PinEntry } from '#main/token/pin-entry.ts';
import { createTokenService, type TokenService } from '#main/token/token-service.ts';
import { createWarrantOffice } from '#main/warrant/warrant-office.ts';
import type { RecoveryResult } from '#shared/contract/stamping.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { examine } from './doctor.ts';
import { createArchiveDesk } from './archive-desk.ts';
import { createEventHub } from './event-hub.ts';
import { hostServices } from './host-services.ts';
import { createKeyDesk } from './key-desk.ts';
import { allMigrations } from './migrations.ts';
import { machineKeyFile } from './machine-key-file.ts';
import { programFiles, readTextFont } from './program-files.ts';
import { createRegistryLink, registryNews } from './registry-link.ts';
import { createSetUpDesk } from './set-up-desk.ts';
import { stationTrust } from './station-trust.ts';
import { createTimestampDesk } from './timestamp-desk.ts';
import { tokenSettings } from './token-settings.ts';

export interface StationOptions {
  readonly data?: string | undefined;
  readonly words: Words;
  /** Where a PIN is asked; without it, on the screen of whoever's call needs one. */
  readonly pinEntry?: PinEntry;
  readonly pinChangeEntry?: PinChangeEntry;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly processes?: ProcessHost;
  readonly secretStore?: SecretStore | null;
  readonly environment?: NodeJS.ProcessEnv;
}

/** The station as its hosts see it: a router, what a crash left and how it was settled, and a way to close. */
export interface Station {
  readonly router: StationRouter;
  readonly parts: StationParts;
  readonly paths: DataPaths;
  readonly secrets: Secrets;
  readonly tokens: () => TokenService;
  readonly recovered: readonly RecoveryResult[];
  close(): Promise<void>;
}

/**
 * Composition root: everything the station is made of, wired once. Knows no window and no Electron.
 *
 * @throws STATION_DATA_IN_USE, STATION_DATA_NEWER, STATION_STORAGE_FAILED
 */
export async function openStation(options: StationOptions): Promise<Station> {
  const { words, clock = systemClock, ids = systemIds, environment = process.env } = options;
  const { processes = hostServices().processes, secretStore = hostServices().secretStore } = options;
  const paths = openDataFolder(options.data);
  const lock = lockDataFolder(paths.lock);
  let db: WritableDb;
  let secrets: Secrets;
  try {
    secrets = await openSecrets(paths.keys, secretStore);
    db = openWritable(paths.database);
    migrate(db, allMigrations);
  } catch (error) {
    lock.release();
    throw error;
  }
  const tokens = lazily(() => createTokenService({ processes, settings: tokenSettings(paths.folder, environment) }));
  const reader = createDocumentReader({ processes, font: programFiles.font });
  const events = createEventHub();
  const questions = createScreenQuestions({ events, ids });
  const uploads = createUploads({
    folder: paths.incoming,
    clock,
    ids,
    maxBytes: () => limitsOf(findReady()?.profile.profile ?? {}).maxBytes,
  });
  const exports = createExportShelf(ids);
  const sessions = createSessions(clock);
  sessions.onEnd((session, reason) => {
    events.endSession(session, reason);
    uploads.endSession(session);
    exports.endSession(session);
  });
  const { pinEntry = questions.pinEntry, pinChangeEntry = questions.pinChangeEntry } = options;
  const keyDesk = createKeyDesk({ db, clock, tokens: tokens.get, pinEntry });
  let ready: ReadyParts | null = null;

  function findReady(): ReadyParts | null {
    const identity = ready ? null : findIdentity(db);
    if (identity) ready = makeReady({ db, clock, ids, paths, events, reader, secrets, keyDesk, identity });
    return ready;
  }

  const parts: StationParts = {
    db,
    clock,
    ids,
    words,
    tokens: tokens.get,
    paths,
    sessions,
    events,
    questions,
    entries: { pin: pinEntry, pinChange: pinChangeEntry },
    uploads,
    reader,
    exports,
    policyFolder: programFiles.policyFolder,
    setUp: createSetUpDesk(() => ({ parts, paths, secrets, tokens: tokens.get })),
    findReady,
    ready: () => {
      const found = findReady();
      if (!found) throw new StationError('STATION_NOT_READY', { detail: '@details.setUpFirst' });
      return found;
    },
    doctor: () => examine({ parts, secrets, tokens: tokens.get, environment }),
  };
  const close = async (): Promise<void> => {
    tokens.made()?.close();
    reader.close();
    db.close();
    lock.release();
  };
  let recovered: readonly RecoveryResult[];
  try {
    const desk = findReady()?.desk;
    recovered = desk ? await recover(desk) : [];
  } catch (error) {
    await close();
    throw error;
  }
  return {
    router: createRouter(parts),
    parts,
    paths,
    secrets,
    tokens: tokens.get,
    recovered,
    close,
  };
}

interface ReadyInput extends Pick<StationParts, 'db' | 'clock' | 'ids' | 'paths' | 'events' | 'reader'> {
  readonly secrets: Secrets;
  readonly keyDesk: StampDesk['key'];
  readonly identity: StationIdentity;
}

function makeReady(input: ReadyInput): ReadyParts {
  const { db, clock, ids, paths, events, reader, secrets, keyDesk, identity } = input;
  const profile = loadProfile(programFiles.policyFolder, identity.profileId);
  const machineKey = loadMachineKey(machineKeyFile(paths), secrets);
  const ledger: LedgerWriter = { station: identity.stationId, signer: machineKey, clock };
  const ledgerWatch = createLedgerWatch({
    db,
    clock,
    publicKeys: [machineKey.publicKey],
    onChange: () => events.emit({ type: 'ledger.checked' }),
  });
  const office = { db, clock, ids, profile: profile.profile, signer: machineKey };
  const approvals = createApprovalService(office);
  const trust = () => stationTrust(db, clock, paths.trust);
  const desk: StampDesk = {
    db,
    clock,
    profile,
    identity,
    approvals,
    batches: createBatchService(office),
    warrants: createWarrantOffice({ db, clock, ids }),
    ledger,
    key: keyDesk,
    timestamps: createTimestampDesk(db, clock, identity),
    archive: createArchiveDesk(db, trust),
    originalsFolder: paths.originals,
    isPageBlank: reader.isPageBlank,
    sealedFolder: paths.sealed,
    hostName: os.hostname(),
    textFont: readTextFont,
    registryNews: () => registryNews(db),
    ledgerState: ledgerWatch.known,
  };
  const link = createRegistryLink({ db, clock, ids, paths, identity, machineKey, events });
  return {
    identity,
    profile,
    machineKey,
    approvals,
    ledger,
    ledgerWatch,
    desk,
    trust,
    synchronise: link.synchronise,
    syncState: link.state,
  };
}

/** Made when it is first needed: a command that verifies a file loads no key driver. */
function lazily<T>(make: () => T): { get(): T; made(): T | undefined } {
  let value: T | undefined;
  return { get: () => (value ??= make()), made: () => value };
}

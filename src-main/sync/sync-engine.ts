import { StationError } from '#shared/errors/station-error.ts';
import type { Receipt } from '#shared/registry/registry-statements.ts';
import { transaction } from '#main/storage/database.ts';
import { acceptList, keptStatusList } from './accept-list.ts';
import { applyStatusList, type SealChange } from './apply-status.ts';
import { pushLedger, pushUrgent, reconcile, type PushParts } from './push-ledger.ts';
import { measureOffset } from './registry-time.ts';
import { keptList, readPosition, savePosition } from './sync-repository.ts';

export interface SyncEngineParts extends PushParts {
  /** Told after the states of kept seals changed: leaving `active` closes approvals and jobs (C.1). */
  readonly onSealsChanged?: (changes: readonly SealChange[]) => void;
}

export interface SyncReport {
  readonly urgentSent: number;
  /** Leaves the registry signed for in this run. */
  readonly pushed: number;
  readonly receipts: readonly Receipt[];
  readonly sealChanges: readonly SealChange[];
  /** Registry time minus station time. */
  readonly offsetMs: number;
}

/** Offline is a state and not an error: this is what a screen shows about synchronisation. */
export interface SyncState {
  readonly isRunning: boolean;
  readonly lastSuccess: string | null;
  /** Leaves without a receipt. */
  readonly pending: number;
  readonly statusNumber: number | null;
  readonly statusIssuedAt: string | null;
  readonly offsetMs: number | null;
  /** Why the last run did not end well; null after one that did. */
  readonly problem: StationError | null;
}

export interface SyncEngine {
  /**
   * One exchange. While one is under way, its result is shared: there is never a second flight.
   *
   * @throws SYNC_OFFLINE with the last success and the number waiting, and the codes of the steps
   */
  run(): Promise<SyncReport>;
  state(): SyncState;
}

/**
 * The order of an exchange: urgent notices, the registry's time, its lists (a suspension applies before anything else
 * is done, U-REG-1), then the ledger.
 */
export function createSyncEngine(parts: SyncEngineParts): SyncEngine {
  let flight: Promise<SyncReport> | undefined;
  let problem: StationError | null = null;
  return {
    run() {
      flight ??= exchange(parts)
        .then((report) => {
          problem = null;
          return report;
        })
        .catch((error: unknown) => {
          const told = withWaiting(parts, error);
          if (told instanceof StationError) problem = told;
          throw told;
        })
        .finally(() => {
          flight = undefined;
        });
      return flight;
    },
    state() {
      const position = readPosition(parts.db);
      const status = keptList(parts.db, 'status');
      return {
        isRunning: flight !== undefined,
        lastSuccess: position.last_success,
        pending: pendingLeaves(parts),
        statusNumber: status?.number ?? null,
        statusIssuedAt: status?.issued_at ?? null,
        offsetMs: position.clock_offset_ms,
        problem,
      };
    },
  };
}

async function exchange(parts: SyncEngineParts): Promise<SyncReport> {
  const { db, clock } = parts;
  const urgentSent = await pushUrgent(parts);
  const { registryTime, offsetMs } = await askTime(parts);
  const sealChanges = await pullLists(parts, registryTime);
  const receipts = await pushLedger(parts);
  transaction(db, (tx) => savePosition(tx, { last_success: clock.now().toISOString() }));
  const pushed = receipts.reduce((sum, { fromIndex, toIndex }) => sum + toIndex - fromIndex, 0);
  return { urgentSent, pushed, receipts, sealChanges, offsetMs };
}

async function askTime({ db, client, clock }: SyncEngineParts): Promise<{ registryTime: Date; offsetMs: number }> {
  const askedAt = clock.now();
  const registryTime = await client.time();
  const offsetMs = measureOffset(askedAt, clock.now(), registryTime);
  const reached = readPosition(db).registry_time;
  const latest = reached !== null && reached > registryTime.toISOString() ? reached : registryTime.toISOString();
  transaction(db, (tx) => savePosition(tx, { clock_offset_ms: offsetMs, registry_time: latest }));
  return { registryTime, offsetMs };
}

async function pullLists(parts: SyncEngineParts, registryTime: Date): Promise<readonly SealChange[]> {
  try {
    return await pullOnce(parts, registryTime);
  } catch (error) {
    if (!(error instanceof StationError) || error.code !== 'SYNC_REPLAYED') throw error;
    // Older numbers come from a registry restored from an older copy, or from somebody between: it can prove the first.
    if (!(await reconcile(parts)).isRolledBack) throw error;
    return pullOnce(parts, registryTime);
  }
}

async function pullOnce(parts: SyncEngineParts, registryTime: Date): Promise<readonly SealChange[]> {
  const { db, client } = parts;
  const before = keptStatusList(db)?.statement;
  const signed = await client.statusList();
  acceptList(db, { kind: 'status', signed }, registryTime);
  const changes = applyStatusList(db, before, signed.statement);
  if (changes.length > 0) parts.onSealsChanged?.(changes);
  acceptList(db, { kind: 'trust', signed: await client.trustList() }, registryTime);
  return changes;
}

function pendingLeaves({ outbox }: SyncEngineParts): number {
  return Math.max(0, (outbox.head()?.size ?? 0) - outbox.receiptedSize());
}

/** Says with "offline" since when and how much waits. */
function withWaiting(parts: SyncEngineParts, error: unknown): unknown {
  if (!(error instanceof StationError) || error.code !== 'SYNC_OFFLINE') return error;
  const last = readPosition(parts.db).last_success ?? '@registry.never';
  return new StationError('SYNC_OFFLINE', { ...error.facts, last, pending: pendingLeaves(parts) }, error);
}

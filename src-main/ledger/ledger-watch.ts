import type { Clock } from '#main/platform/clock.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { checkLedgerInSteps } from './check-ledger.ts';
import type { LedgerReport } from './ledger-report.ts';
import { listReceipts } from './receipts.ts';

/** What the last check of the whole ledger found. */
export interface LedgerState {
  readonly checkedAt: Date;
  readonly report: LedgerReport;
}

/**
 * Keeps what the last check of this station's own ledger found. Stamping asks for it, and stops on a ledger that did
 * not stand (lifecycles C.5: chain check fails, stamping locks).
 */
export interface LedgerWatch {
  /** The last finished check; null before the first. */
  last(): LedgerState | null;
  /** The last finished check; waits for the first one, and begins it where nobody has. */
  known(): Promise<LedgerState>;
  /**
   * Checks everything now. One check runs at a time: who asks during one gets one that begins after it.
   *
   * @param signatures `newest` for a quick look at the start, which leaves signatures of older checkpoints unchecked
   */
  check(signatures: 'all' | 'newest'): Promise<LedgerState>;
}

/** @param deps.onChange told when a check found something else than the one before */
export function createLedgerWatch(deps: {
  readonly db: ReadableDb;
  readonly clock: Clock;
  /** Machine keys of this station, 65 bytes each. */
  readonly publicKeys: readonly Uint8Array[];
  readonly onChange?: () => void;
}): LedgerWatch {
  const { db, clock, publicKeys, onChange } = deps;
  let last: LedgerState | null = null;
  let running: Promise<unknown> = Promise.resolve();
  let first: Promise<LedgerState> | null = null;

  async function run(signatures: 'all' | 'newest'): Promise<LedgerState> {
    const knownHeads = listReceipts(db).map(({ size, root }) => ({ size, root }));
    const steps = checkLedgerInSteps(db, { publicKeys, knownHeads, signatures });
    for (;;) {
      const step = steps.next();
      if (!step.done) {
        // Others are served between two slices of a long ledger.
        await new Promise((resolve) => setImmediate(resolve));
        continue;
      }
      const before = last;
      last = { checkedAt: clock.now(), report: step.value };
      if (before?.report.ok !== last.report.ok) onChange?.();
      return last;
    }
  }

  const check: LedgerWatch['check'] = (signatures) => {
    const next = running.then(() => run(signatures));
    running = next.catch(() => {});
    return next;
  };
  const begin = async (): Promise<LedgerState> => {
    try {
      return await check('newest');
    } catch (error) {
      first = null;
      throw error;
    }
  };
  return {
    last: () => last,
    known: async () => last ?? (await (first ??= begin())),
    check,
  };
}

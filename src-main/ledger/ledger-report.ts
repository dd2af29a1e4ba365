import { StationError } from '#shared/errors/station-error.ts';

/** Why a leaf does not stand. Words are in the catalogue under `ledger.reasons`. */
export const breakReasons = [
  /** A leaf is not there. */
  'leaf-missing',
  /** The bytes are not the canonical bytes of a record. */
  'leaf-malformed',
  /** The bytes do not give the stored leaf hash. */
  'leaf-hash',
  /** The record names another place or another station: rows were exchanged, or come from another ledger. */
  'leaf-place',
  'time-back',
  /** A search column says something else than the record: the entry would be shown wrongly or not found. */
  'columns',
  'number-gap',
  /** An outcome or void that settles no open intent, or a correction of no entry. */
  'settlement',
  /** A stored subtree hash or the stored frontier is not what the leaves give. */
  'tree',
  'checkpoint-missing',
  'checkpoint-malformed',
  'checkpoint-root',
  'checkpoint-signature',
  /** The ledger is shorter than a head that was seen before. */
  'rolled-back',
  /** The ledger has another root than a head that was seen before. */
  'head-differs',
  /** The database cannot be read. */
  'unreadable',
] as const;
export type BreakReason = (typeof breakReasons)[number];

export interface FirstBad {
  /**
   * Leaf index, counted from 0. Where only a checkpoint or a head betrays a change, the first leaf it may lie in.
   */
  readonly index: number;
  readonly reason: BreakReason;
}

export interface LedgerReport {
  readonly ok: boolean;
  readonly firstBad?: FirstBad;
  /** Leaves that were read and found good. */
  readonly leaves: number;
  /** Register lines among them: outcomes and voids. */
  readonly entries: number;
  /** Intents without an outcome or void; recovery has not dealt with them yet. */
  readonly openIntents: readonly number[];
  /** The newest checkpoint that was found good. */
  readonly head: { readonly size: number; readonly root: Uint8Array; readonly at: string } | null;
}

/** A head somebody outside has seen, for example in a registry receipt. */
export interface KnownHead {
  readonly size: number;
  readonly root: Uint8Array;
}

export class LedgerBreak extends Error {
  readonly firstBad: FirstBad;

  constructor(index: number, reason: BreakReason) {
    super(reason);
    this.firstBad = { index, reason };
  }
}

/** Go on only with a ledger that was found good. @throws LEDGER_BROKEN naming the first bad leaf */
export function requireSound(report: LedgerReport): LedgerReport {
  if (!report.firstBad) return report;
  const { index, reason } = report.firstBad;
  throw new StationError('LEDGER_BROKEN', { index, reason, detail: `@ledger.reasons.${reason}` });
}

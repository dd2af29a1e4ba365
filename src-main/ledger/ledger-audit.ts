import { sm2Verify } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { isSignedBy, parseCheckpoint, type SignedCheckpoint } from '#shared/log/checkpoint.ts';
import { append, emptyFrontier, leafHash, rootOf, sameBytes, type Frontier } from '#shared/log/merkle-tree.ts';
import { parseRecord, type LedgerRecord } from '#shared/log/record.ts';
import { createRegisterAudit } from './register-audit.ts';
import { leafColumns } from './leaf-columns.ts';
import type { LeafRow } from './ledger-schema.ts';
import { LedgerBreak, type FirstBad, type KnownHead, type LedgerReport } from './ledger-report.ts';

export type RawLeaf = LeafRow;
export interface RawCheckpoint {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
}
export interface RawNode {
  readonly level: number;
  readonly position: number;
  readonly hash: Uint8Array;
}

export interface AuditOptions {
  /** Machine keys this station has had, 65 bytes each; normally one. */
  readonly publicKeys: readonly Uint8Array[];
  /** Heads seen outside this file (registry receipts); they reveal a roll-back and a recomputation. */
  readonly knownHeads?: readonly KnownHead[];
  /** `newest` leaves the signatures of older checkpoints unchecked, for a quick start; roots are always checked. */
  readonly signatures?: 'all' | 'newest';
}

/** Takes leaves and checkpoints in order and stops at the first that does not stand, by throwing a LedgerBreak. */
export interface LedgerAudit {
  takeLeaf(leaf: RawLeaf, nodes: ReadonlyMap<string, Uint8Array>): void;
  takeCheckpoint(checkpoint: RawCheckpoint | undefined): void;
  /** All leaves up to `size` must have been taken. */
  requireSize(size: number): void;
  finish(frontier: { readonly size: number; readonly hashes: Uint8Array }): void;
  report(firstBad?: FirstBad): LedgerReport;
}

export function createLedgerAudit(options: AuditOptions): LedgerAudit {
  const register = createRegisterAudit();
  const known = (options.knownHeads ?? []).filter(({ size }) => size > 0).toSorted((a, b) => a.size - b.size);
  let frontier: Frontier = emptyFrontier;
  let last: LedgerRecord | undefined;
  let head: SignedCheckpoint['checkpoint'] | null = null;
  let newest: SignedCheckpoint | undefined;
  /** The ledger is vouched for up to here by a checkpoint or a known head. */
  let vouched = 0;

  function takeLeaf(leaf: RawLeaf, nodes: ReadonlyMap<string, Uint8Array>): void {
    const index = frontier.size;
    if (leaf.leaf_index !== index) stop(index, 'leaf-missing');
    const hash = leafHash(sm3, leaf.leaf_bytes);
    if (!sameBytes(hash, leaf.leaf_hash)) stop(index, 'leaf-hash');
    const record = readRecord(leaf.leaf_bytes) ?? stop(index, 'leaf-malformed');
    if (record.index !== index || record.station !== (last ?? record).station) stop(index, 'leaf-place');
    if (last && record.at < last.at) stop(index, 'time-back');
    if (!areColumnsOf(record, leaf)) stop(index, 'columns');
    const reason = register.take(record);
    if (reason) stop(index, reason);

    const step = append(sm3, frontier, hash);
    for (const { level, position, hash: subtree } of step.completed) {
      const stored = nodes.get(`${level}/${position}`);
      if (!stored || !sameBytes(stored, subtree)) stop(vouched, 'tree');
    }
    frontier = step.frontier;
    last = record;
    takeKnownHeads();
  }

  function takeKnownHeads(): void {
    for (; known[0] && known[0].size <= frontier.size; known.shift()) {
      if (!sameBytes(known[0].root, rootOf(sm3, frontier))) stop(vouched, 'head-differs');
    }
  }

  function takeCheckpoint(stored: RawCheckpoint | undefined): void {
    if (!stored) return;
    const signed = readCheckpoint(stored) ?? stop(vouched, 'checkpoint-malformed');
    const { checkpoint } = signed;
    if (checkpoint.station !== last?.station || checkpoint.at !== last.at) stop(vouched, 'checkpoint-malformed');
    if (!sameBytes(checkpoint.root, rootOf(sm3, frontier))) stop(vouched, 'checkpoint-root');
    if (options.signatures !== 'newest') requireSignature(signed);
    newest = signed;
    head = checkpoint;
    vouched = checkpoint.size;
  }

  function requireSignature(signed: SignedCheckpoint): void {
    const by = { hash: sm3, verify: sm2Verify };
    if (!isSignedBy(signed, options.publicKeys, by)) stop(vouched, 'checkpoint-signature');
  }

  return {
    takeLeaf,
    takeCheckpoint,
    requireSize(size) {
      if (frontier.size !== size) stop(frontier.size, 'leaf-missing');
    },
    finish(stored) {
      takeKnownHeads();
      if (known.length > 0) stop(frontier.size, 'rolled-back');
      if ((newest?.checkpoint.size ?? 0) !== frontier.size) stop(vouched, 'checkpoint-missing');
      const own = frontier.hashes.flatMap((hash) => [...hash]);
      if (stored.size !== frontier.size || !sameBytes(stored.hashes, Uint8Array.from(own))) stop(vouched, 'tree');
      if (newest && options.signatures === 'newest') {
        vouched = 0;
        requireSignature(newest);
      }
    },
    report(firstBad) {
      return {
        ok: firstBad === undefined,
        ...(firstBad && { firstBad }),
        leaves: frontier.size,
        ...register.count(),
        head: head && { size: head.size, root: head.root, at: head.at },
      };
    },
  };
}

function stop(index: number, reason: FirstBad['reason']): never {
  throw new LedgerBreak(index, reason);
}

function readRecord(bytes: Uint8Array): LedgerRecord | undefined {
  try {
    return parseRecord(bytes);
  } catch {
    return undefined;
  }
}

function readCheckpoint(stored: RawCheckpoint): SignedCheckpoint | undefined {
  try {
    const signed = parseCheckpoint(stored.note);
    const isAgreed = signed.checkpoint.size === stored.size && sameBytes(signed.checkpoint.root, stored.root);
    return isAgreed ? signed : undefined;
  } catch {
    return undefined;
  }
}

function areColumnsOf(record: LedgerRecord, leaf: RawLeaf): boolean {
  const expected: Partial<LeafRow> = { kind: record.kind, at: record.at, ...leafColumns(record) };
  return Object.entries(expected).every(([column, value]) => leaf[column as keyof LeafRow] === value);
}

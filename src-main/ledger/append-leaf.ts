import type { Clock } from '#main/platform/clock.ts';
import { prepareQuery, type Slots } from '#main/storage/prepared-query.ts';
import { get, run } from '#main/storage/queries.ts';
import type { WriteTransaction } from '#main/storage/database.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { append, leafHash, rootOf, sameBytes, type Frontier } from '#shared/log/merkle-tree.ts';
import { encodeRecord, type LeafBody, type LeafContent, type LedgerRecord } from '#shared/log/record.ts';
import { ledgerYear, type EntryNo } from '#shared/model/register-entry.ts';
import { latestHead, writeCheckpoint, type CheckpointSigner, type Head } from './checkpoints.ts';
import { nextEntryNo } from './entry-numbers.ts';
import { leafColumns } from './leaf-columns.ts';
import { refuseMisfit } from './leaf-rules.ts';
import { ledgerQueries as queries, type LeafRow } from './ledger-schema.ts';
import { readFrontier, writeFrontier, writeSubtree } from './stored-tree.ts';

/** Who writes this ledger. One station writes one ledger; made once and kept. */
export interface LedgerWriter {
  /** Name under which the registry enrolled this station. */
  readonly station: string;
  readonly signer: CheckpointSigner;
  readonly clock: Clock;
  /** How far the clock may be behind the last leaf before an intent is refused; 5 minutes when not given. */
  readonly allowedClockBackMs?: number;
}

export interface AppendedLeaf {
  readonly index: number;
  /** 32 bytes. */
  readonly hash: Uint8Array;
  readonly record: LedgerRecord;
}

export interface Appended {
  readonly leaves: readonly AppendedLeaf[];
  /** The checkpoint written in the same transaction; it covers these leaves. */
  readonly head: Head;
}

const addLeaf = prepareQuery((value: Slots<LeafRow>) =>
  queries.insertInto('ledger_leaves').values({
    leaf_index: value('leaf_index'),
    kind: value('kind'),
    at: value('at'),
    leaf_bytes: value('leaf_bytes'),
    leaf_hash: value('leaf_hash'),
    unit_code: value('unit_code'),
    entry_year: value('entry_year'),
    entry_seq: value('entry_seq'),
    intent_index: value('intent_index'),
    seal_es_id: value('seal_es_id'),
    used_at: value('used_at'),
    result: value('result'),
    search_text: value('search_text'),
  }),
);
const timeOfLeaf = prepareQuery((value: Slots<{ index: number }>) =>
  queries.selectFrom('ledger_leaves').select('at').where('leaf_index', '=', value('index')),
);

const defaultClockBackMs = 5 * 60 * 1000;

/**
 * Append one leaf and a signed checkpoint over it, in the caller's transaction: both are there when it commits, and
 * neither when it does not.
 *
 * The time of a leaf never goes back. When the clock is behind the last leaf by more than the allowance, an intent is
 * refused (the key has not been used yet); everything else takes the last leaf's time, because what has happened must
 * be recorded whatever the clock says.
 *
 * @throws LEDGER_LEAF_INVALID (does not fit its schema, or what stands before it), LEDGER_CLOCK_BEHIND, LEDGER_BROKEN
 * (tree and last checkpoint disagree), LEDGER_WRITE_FAILED
 */
export function appendLeaf(tx: WriteTransaction, writer: LedgerWriter, content: LeafContent): AppendedLeaf {
  return appendLeaves(tx, writer, [content]).leaves[0]!;
}

/**
 * Append an intent with the next register number of the unit in the current calendar year (office time).
 *
 * @returns the leaf; its number is `body.entryNo`
 * @throws as {@link appendLeaf}
 */
export function appendIntent(
  tx: WriteTransaction,
  writer: LedgerWriter,
  unitCode: string,
  body: Omit<LeafBody<'intent'>, 'entryNo'>,
): AppendedLeaf & { readonly entryNo: EntryNo } {
  const start = readStart(tx, writer);
  const entryNo = nextEntryNo(tx, unitCode, ledgerYear(new Date(start.at)));
  const content: LeafContent = { kind: 'intent', body: { ...body, entryNo } };
  return { ...appendFrom(tx, writer, start, [content]).leaves[0]!, entryNo };
}

/** Append several leaves under one checkpoint. @throws as {@link appendLeaf} */
export function appendLeaves(tx: WriteTransaction, writer: LedgerWriter, contents: readonly LeafContent[]): Appended {
  return appendFrom(tx, writer, readStart(tx, writer), contents);
}

interface Start {
  readonly frontier: Frontier;
  /** Time of the leaves to come. */
  readonly at: string;
  readonly isClockBehind: boolean;
  readonly lastAt: string;
}

function readStart(tx: WriteTransaction, writer: LedgerWriter): Start {
  const frontier = readFrontier(tx);
  refuseBrokenHead(tx, frontier);
  const now = writer.clock.now();
  const lastAt = get(tx, timeOfLeaf({ index: frontier.size - 1 }))?.at ?? now.toISOString();
  const behindMs = Date.parse(lastAt) - now.getTime();
  return {
    frontier,
    at: behindMs > 0 ? lastAt : now.toISOString(),
    isClockBehind: behindMs > (writer.allowedClockBackMs ?? defaultClockBackMs),
    lastAt,
  };
}

/** A trip wire, not the check: nothing is built on a tree that its own last checkpoint contradicts. */
function refuseBrokenHead(tx: WriteTransaction, frontier: Frontier): void {
  const head = latestHead(tx);
  const isAgreed = head
    ? head.size === frontier.size && sameBytes(head.root, rootOf(sm3, frontier))
    : frontier.size === 0;
  if (!isAgreed)
    throw new StationError('LEDGER_BROKEN', { index: frontier.size, reason: 'tree', detail: '@ledger.reasons.tree' });
}

function appendFrom(
  tx: WriteTransaction,
  writer: LedgerWriter,
  start: Start,
  contents: readonly LeafContent[],
): Appended {
  if (contents.length === 0) throw new StationError('LEDGER_LEAF_INVALID', { detail: 'nothing to append' });
  if (start.isClockBehind && contents.some(({ kind }) => kind === 'intent')) {
    throw new StationError('LEDGER_CLOCK_BEHIND', { last: start.lastAt, now: writer.clock.now().toISOString() });
  }
  return writing(() => {
    let frontier = start.frontier;
    const leaves: AppendedLeaf[] = [];
    for (const content of contents) {
      const index = frontier.size;
      const record: LedgerRecord = { v: 1, station: writer.station, index, at: start.at, ...content };
      refuseMisfit(tx, record);
      const bytes = encodeRecord(record);
      const hash = leafHash(sm3, bytes);
      const leaf = { leaf_index: index, kind: record.kind, at: record.at, leaf_bytes: bytes, leaf_hash: hash };
      run(tx, addLeaf({ ...leaf, ...leafColumns(record) }));
      const step = append(sm3, frontier, hash);
      for (const subtree of step.completed) writeSubtree(tx, subtree);
      frontier = step.frontier;
      leaves.push({ index, hash, record });
    }
    writeFrontier(tx, frontier);
    const checkpoint = { station: writer.station, size: frontier.size, root: rootOf(sm3, frontier), at: start.at };
    return { leaves, head: writeCheckpoint(tx, writer.signer, checkpoint) };
  });
}

function writing<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof StationError) || error.code !== 'STATION_STORAGE_FAILED') throw error;
    throw new StationError('LEDGER_WRITE_FAILED', { detail: error.facts['detail'] ?? null }, error);
  }
}

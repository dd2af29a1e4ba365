import { sql } from 'kysely';
import { openReadable, type ReadableDb, type ReadOnlyDb } from '#main/storage/database.ts';
import { all, createQueries, get } from '#main/storage/queries.ts';
import { isDatabaseError } from '#main/storage/storage-failure.ts';
import {
  createLedgerAudit,
  type AuditOptions,
  type RawCheckpoint,
  type RawLeaf,
  type RawNode,
} from './ledger-audit.ts';
import { LedgerBreak, type LedgerReport } from './ledger-report.ts';

/**
 * The checker. It shares no reading code with the ledger it checks: it takes raw rows, in the order of their index,
 * and computes everything again from the leaf bytes. It changes nothing and repairs nothing.
 *
 * What it can tell by itself: an edited, removed, added, exchanged or half-written leaf; a hidden or doubled number; a
 * checkpoint that was not signed by the machine key. What it cannot tell without `knownHeads`: that the whole file was
 * replaced by an older copy of itself, or was computed again by somebody who holds the machine key.
 *
 * @param source path of the database, or an open handle
 */
export function checkLedger(source: string | ReadableDb, options: AuditOptions): LedgerReport {
  const steps = checkLedgerInSteps(source, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The same in slices of some hundred leaves: yields how many leaves were checked so far, so that a caller can show
 * progress, let others run, or stop. On a live ledger the leaves that were there at the beginning are checked.
 */
export function* checkLedgerInSteps(
  source: string | ReadableDb,
  options: AuditOptions,
): Generator<number, LedgerReport> {
  if (typeof source !== 'string') return yield* audit(source, options);
  const db = openOrReport(source);
  if ('report' in db) return db.report;
  try {
    return yield* audit(db, options);
  } finally {
    db.close();
  }
}

function openOrReport(file: string): ReadOnlyDb | { report: LedgerReport } {
  try {
    return openReadable(file);
  } catch (error) {
    if (!isDatabaseError(error)) throw error;
    const firstBad = { index: 0, reason: 'unreadable' } as const;
    return { report: { ok: false, firstBad, leaves: 0, entries: 0, openIntents: [], head: null } };
  }
}

const queries = createQueries<Record<never, never>>();
const leavesPerStep = 200;

function* audit(db: ReadableDb, options: AuditOptions): Generator<number, LedgerReport> {
  const state = createLedgerAudit(options);
  try {
    const { size, frontier } = readExtent(db);
    for (let from = 0; from < size; from += leavesPerStep) {
      const to = Math.min(from + leavesPerStep, size);
      const checkpoints = new Map(readCheckpoints(db, from, to).map((each) => [each.size, each]));
      const nodes = new Map(readNodes(db, from, to).map((each) => [`${each.level}/${each.position}`, each.hash]));
      for (const leaf of readLeaves(db, from, to)) {
        state.takeLeaf(leaf, nodes);
        state.takeCheckpoint(checkpoints.get(leaf.leaf_index + 1));
      }
      state.requireSize(to);
      yield to;
    }
    state.finish(frontier);
    return state.report();
  } catch (error) {
    if (error instanceof LedgerBreak) return state.report(error.firstBad);
    if (!isDatabaseError(error)) throw error;
    return state.report({ index: state.report().leaves, reason: 'unreadable' });
  }
}

interface Extent {
  readonly size: number;
  readonly frontier: { readonly size: number; readonly hashes: Uint8Array };
}

/**
 * How far the ledger claims to go: the largest of what leaves, checkpoints and frontier say, so that a tail removed
 * from one of them shows. Read in one statement; leaves appended after this moment are left to the next check.
 */
function readExtent(db: ReadableDb): Extent {
  const query = sql<{ leaves: number; checkpoints: number; frontier: number | null; hashes: Uint8Array | null }>`SELECT
    (SELECT coalesce(max(leaf_index) + 1, 0) FROM ledger_leaves) AS leaves,
    (SELECT coalesce(max(size), 0) FROM ledger_checkpoints) AS checkpoints,
    (SELECT size FROM ledger_frontier) AS frontier,
    (SELECT hashes FROM ledger_frontier) AS hashes`;
  const row = get(db, query.compile(queries))!;
  const frontier = { size: row.frontier ?? -1, hashes: row.hashes ?? new Uint8Array() };
  return { size: Math.max(row.leaves, row.checkpoints, frontier.size), frontier };
}

function readLeaves(db: ReadableDb, from: number, to: number): RawLeaf[] {
  const query = sql<RawLeaf>`SELECT * FROM ledger_leaves WHERE leaf_index >= ${from} AND leaf_index < ${to}
    ORDER BY leaf_index`;
  return all(db, query.compile(queries));
}

/** The checkpoints whose last leaf lies in `[from, to)`. */
function readCheckpoints(db: ReadableDb, from: number, to: number): RawCheckpoint[] {
  const query = sql<RawCheckpoint>`SELECT size, root, note FROM ledger_checkpoints WHERE size > ${from} AND size <= ${to}`;
  return all(db, query.compile(queries));
}

/** The subtrees whose last leaf lies in `[from, to)`. The driver binds numbers as REAL, and the division is of integers. */
function readNodes(db: ReadableDb, from: number, to: number): RawNode[] {
  const query = sql<RawNode>`SELECT node.level, node.position, node.hash
    FROM (WITH RECURSIVE levels(level) AS (VALUES (1) UNION ALL SELECT level + 1 FROM levels WHERE level < 48)
      SELECT level, 1 << level AS width FROM levels) AS height
    CROSS JOIN ledger_nodes AS node ON node.level = height.level
      AND node.position >= CAST(${from} AS INTEGER) / height.width
      AND node.position < CAST(${to} AS INTEGER) / height.width`;
  return all(db, query.compile(queries));
}

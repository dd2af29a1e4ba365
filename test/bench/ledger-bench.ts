import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { checkLedger } from '#main/ledger/check-ledger.ts';
import { proveInclusion } from '#main/ledger/stored-tree.ts';
import { smEngine } from '#main/sm/engine.ts';
import { openWritable, transaction } from '#main/storage/database.ts';
import { createQueries, run } from '#main/storage/queries.ts';
import { openStationLedger, stampOnce } from '#test/support/station-ledger.ts';

export interface LedgerBench {
  readonly engine: string;
  /** Leaves with a signed checkpoint each, one transaction each, at synchronous=FULL. */
  readonly appendsPerSecond: number;
  /** Plain one-row commits of the same number of bytes on the same disk, in the same run. */
  readonly rawCommitsPerSecond: number;
  readonly ratio: number;
  /** Leaves checked per second, every checkpoint signature included; and with the newest signature only. */
  readonly checkedPerSecond: number;
  readonly quicklyCheckedPerSecond: number;
  readonly proofsPerSecond: number;
  readonly leaves: number;
}

const secondsEach = 3;

/** How fast the ledger is beside the disk it stands on. Ledger and raw commits take turns, so that both see the same disk. */
export async function ledgerBench(): Promise<LedgerBench> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ledger-bench-'));
  const ledger = openStationLedger(path.join(folder, 'ledger.db'));
  const commitRaw = rawCommitter(path.join(folder, 'raw.db'));
  let leaves = 0;
  let commits = 0;
  let ledgerMs = 0;
  let rawMs = 0;
  while (ledgerMs < secondsEach * 1000) {
    ledgerMs += timed(() => {
      for (let n = 0; n < 20; n += 1) stampOnce(ledger);
    });
    leaves += 40;
    rawMs += timed(() => {
      for (let n = 0; n < 40; n += 1) commitRaw();
    });
    commits += 40;
    await new Promise(setImmediate);
  }
  const checks = { publicKeys: [ledger.key.publicKey] };
  const fullMs = timed(() => checkLedger(ledger.db, checks));
  const quickMs = timed(() => checkLedger(ledger.db, { ...checks, signatures: 'newest' }));
  const proofMs = timed(() => {
    for (let index = 0; index < 1000; index += 1) proveInclusion(ledger.db, index % leaves, leaves);
  });
  ledger.close();
  fs.rmSync(folder, { recursive: true });
  const appendsPerSecond = perSecond(leaves, ledgerMs);
  const rawCommitsPerSecond = perSecond(commits, rawMs);
  return {
    engine: smEngine(),
    appendsPerSecond,
    rawCommitsPerSecond,
    ratio: Number((appendsPerSecond / rawCommitsPerSecond).toFixed(2)),
    checkedPerSecond: perSecond(leaves, fullMs),
    quicklyCheckedPerSecond: perSecond(leaves, quickMs),
    proofsPerSecond: perSecond(1000, proofMs),
    leaves,
  };
}

/** Bytes of an average leaf. */
const rawRowBytes = 1800;

function rawCommitter(file: string): () => void {
  const queries = createQueries<{ rows: { bytes: Uint8Array } }>();
  const db = openWritable(file);
  transaction(db, (tx) => run(tx, sql`CREATE TABLE rows (id INTEGER PRIMARY KEY, bytes BLOB) STRICT`.compile(queries)));
  const insert = queries
    .insertInto('rows')
    .values({ bytes: new Uint8Array(rawRowBytes) })
    .compile();
  return () => transaction(db, (tx) => run(tx, insert));
}

function timed(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

function perSecond(count: number, ms: number): number {
  return Math.round((count * 1000) / ms);
}

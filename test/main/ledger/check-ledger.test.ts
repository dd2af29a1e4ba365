import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLedger, checkLedgerInSteps } from '#main/ledger/check-ledger.ts';
import { appendLeaf } from '#main/ledger/append-leaf.ts';
import { latestHead } from '#main/ledger/checkpoints.ts';
import { leafColumns } from '#main/ledger/leaf-columns.ts';
import { leafAt } from '#main/ledger/ledger-repository.ts';
import { requireSound, type KnownHead } from '#main/ledger/ledger-report.ts';
import { generateSm2KeyPair } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { transaction } from '#main/storage/database.ts';
import { leafHash } from '#shared/log/merkle-tree.ts';
import { encodeRecord, type LedgerRecord } from '#shared/log/record.ts';
import { fillLedger } from '#test/support/long-ledger.ts';
import {
  exampleUnit,
  openStationLedger,
  stampOnce,
  voidOnce,
  type StationLedger,
} from '#test/support/station-ledger.ts';

let ledger: StationLedger;
/** The head the registry gave its receipt for, before anything was touched. */
let receipted: KnownHead;

beforeEach(() => {
  ledger = openStationLedger();
  for (let n = 0; n < 4; n += 1) stampOnce(ledger);
  voidOnce(ledger);
  receipted = latestHead(ledger.db)!;
});
afterEach(() => ledger.close());

const options = (more: object = {}) => ({ publicKeys: [ledger.key.publicKey], ...more });
const check = (more?: object) => checkLedger(ledger.file, options(more));

/** Somebody with the file and a database program: the triggers go first. */
function tamper(...statements: string[]): void {
  const db = new DatabaseSync(ledger.file);
  const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
  for (const statement of statements) db.exec(statement);
  db.close();
}

/** Puts another record in the place of a leaf, with hash and columns as the writer would have made them. */
function replaceLeaf(index: number, change: (record: LedgerRecord) => LedgerRecord): void {
  const record = change(leafAt(ledger.db, index)!.record);
  const bytes = encodeRecord(record);
  tamper();
  const db = new DatabaseSync(ledger.file);
  const columns = { at: record.at, leaf_bytes: bytes, leaf_hash: leafHash(sm3, bytes), ...leafColumns(record) };
  const names = Object.keys(columns);
  const update = db.prepare(
    `UPDATE ledger_leaves SET ${names.map((name) => `${name} = ?`).join()} WHERE leaf_index = ?`,
  );
  update.run(...Object.values(columns), index);
  db.close();
}

const retitled = (record: LedgerRecord): LedgerRecord =>
  record.kind === 'outcome'
    ? { ...record, body: { ...record.body, entry: { ...record.body.entry, documentTitle: '另一份文件' } } }
    : record;

const firstBad = (more?: object) => check(more).firstBad;

describe('ledger check', () => {
  it('finds an untouched ledger good, from the file and from an open handle', () => {
    expect(check({ knownHeads: [receipted] })).toMatchObject({ ok: true, leaves: 10, entries: 5, openIntents: [] });
    expect(checkLedger(ledger.db, options()).head).toMatchObject({ size: 10, root: receipted.root });
    expect(() => requireSound(check())).not.toThrow();
  });

  it('finds a ledger good that is longer than one slice of the check', () => {
    fillLedger(ledger.db, ledger.writer, exampleUnit, 1_100);
    expect(check()).toMatchObject({ ok: true, leaves: 2_210, entries: 1_105 });
  });

  it('finds an empty ledger good, and one that should not be empty rolled back', () => {
    const fresh = openStationLedger();
    expect(checkLedger(fresh.file, options())).toMatchObject({ ok: true, leaves: 0, head: null });
    expect(checkLedger(fresh.file, options({ knownHeads: [receipted] })).firstBad?.reason).toBe('rolled-back');
    fresh.close();
  });

  it('checks the leaves that were there when it began, while others are appended', () => {
    const steps = checkLedgerInSteps(ledger.db, options());
    steps.next();
    stampOnce(ledger);
    expect(steps.next().value).toMatchObject({ ok: true, leaves: 10 });
  });

  it('does not change the file it checks', () => {
    const before = fs.readFileSync(ledger.file);
    check();
    expect(fs.readFileSync(ledger.file).equals(before)).toBe(true);
  });
});

describe('ledger check names the first bad entry (U-ITX-3, ATK-41)', () => {
  it('when a row was edited', () => {
    tamper(
      "UPDATE ledger_leaves SET leaf_bytes = CAST(replace(CAST(leaf_bytes AS TEXT), '5', '6') AS BLOB) WHERE leaf_index = 3",
    );
    expect(firstBad()).toEqual({ index: 3, reason: 'leaf-hash' });
    expect(() => requireSound(check())).toThrow('LEDGER_BROKEN {"index":3,"reason":"leaf-hash"');
  });

  it('when a row was edited and its hash computed again', () => {
    replaceLeaf(3, retitled);
    expect(firstBad()).toEqual({ index: 3, reason: 'tree' });
  });

  it('when a row was edited and all hashes of the tree were computed again', () => {
    replaceLeaf(4, retitled);
    replaceLeaf(3, retitled);
    rebuildTree(ledger);
    expect(firstBad()).toEqual({ index: 3, reason: 'checkpoint-root' });
  });

  it('when an entry was only hidden from searches', () => {
    tamper("UPDATE ledger_leaves SET search_text = '' WHERE leaf_index = 5");
    expect(firstBad()).toEqual({ index: 5, reason: 'columns' });
  });

  it.each([
    ['a row in the middle was deleted', 'DELETE FROM ledger_leaves WHERE leaf_index = 4', 4, 'leaf-missing'],
    ['the last row was deleted', 'DELETE FROM ledger_leaves WHERE leaf_index = 9', 9, 'leaf-missing'],
    ['the last checkpoint was deleted', 'DELETE FROM ledger_checkpoints WHERE size = 10', 9, 'checkpoint-missing'],
    [
      'a subtree hash was changed',
      'UPDATE ledger_nodes SET hash = zeroblob(32) WHERE level = 2 AND position = 1',
      7,
      'tree',
    ],
    ['the frontier was changed', 'UPDATE ledger_frontier SET hashes = zeroblob(64)', 10, 'tree'],
    [
      'a checkpoint note was changed',
      "UPDATE ledger_checkpoints SET note = 'x' WHERE size = 6",
      5,
      'checkpoint-malformed',
    ],
    ['a table was dropped', 'DROP TABLE ledger_checkpoints', 0, 'unreadable'],
  ] as const)('when %s', (_, statement, index, reason) => {
    tamper(statement);
    expect(firstBad()).toEqual({ index, reason });
  });

  it('when a row was inserted and the following moved up', () => {
    tamper(
      'UPDATE ledger_leaves SET leaf_index = -leaf_index - 1 WHERE leaf_index >= 4',
      'UPDATE ledger_leaves SET leaf_index = -leaf_index WHERE leaf_index < 0',
      `INSERT INTO ledger_leaves SELECT 4, 'urgent', at, leaf_bytes, leaf_hash, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL FROM ledger_leaves WHERE leaf_index = 3`,
    );
    expect(firstBad()).toEqual({ index: 4, reason: 'leaf-place' });
  });

  it('when two rows were exchanged', () => {
    tamper(
      'UPDATE ledger_leaves SET leaf_index = 100 WHERE leaf_index = 2',
      'UPDATE ledger_leaves SET leaf_index = 2 WHERE leaf_index = 6',
      'UPDATE ledger_leaves SET leaf_index = 6 WHERE leaf_index = 100',
    );
    expect(firstBad()).toEqual({ index: 2, reason: 'leaf-place' });
  });

  it('when a time was set before the one before it', () => {
    replaceLeaf(4, (record) => ({ ...record, at: '2026-01-01T00:00:00.000Z' }));
    expect(firstBad()).toEqual({ index: 4, reason: 'time-back' });
  });

  it('when a number was taken out of the sequence', () => {
    replaceLeaf(4, (record) =>
      record.kind === 'intent'
        ? { ...record, body: { ...record.body, entryNo: { ...record.body.entryNo, seq: 7 } } }
        : record,
    );
    expect(firstBad()).toEqual({ index: 4, reason: 'number-gap' });
  });

  it('when the tail was cut off everywhere, against the head the registry has seen', () => {
    const cut = path.join(ledger.folder, 'cut.db');
    const shorter = openStationLedger(cut, ledger.key);
    for (let n = 0; n < 3; n += 1) stampOnce(shorter);
    expect(checkLedger(cut, options()).ok).toBe(true);
    expect(checkLedger(cut, options({ knownHeads: [receipted] })).firstBad).toEqual({
      index: 6,
      reason: 'rolled-back',
    });
    shorter.close();
  });

  it("when the database was replaced by last week's copy and work went on", () => {
    const copy = path.join(ledger.folder, 'copy.db');
    const db = new DatabaseSync(ledger.file);
    db.exec(`VACUUM INTO '${copy}'`);
    db.close();
    stampOnce(ledger);
    const seen = latestHead(ledger.db)!;

    const restored = openStationLedger(copy, ledger.key);
    expect(checkLedger(copy, options({ knownHeads: [receipted] })).ok).toBe(true);
    expect(checkLedger(copy, options({ knownHeads: [seen] })).firstBad).toEqual({ index: 10, reason: 'rolled-back' });
    voidOnce(restored, '回退后继续使用');
    expect(checkLedger(copy, options()).ok).toBe(true);
    expect(checkLedger(copy, options({ knownHeads: [receipted, seen] })).firstBad?.reason).toBe('head-differs');
    restored.close();
  });

  it('when the whole file was computed again with another key', () => {
    const other = openStationLedger();
    for (let n = 0; n < 5; n += 1) stampOnce(other);
    expect(checkLedger(other.file, options()).firstBad).toEqual({ index: 0, reason: 'checkpoint-signature' });
    expect(checkLedger(other.file, options({ signatures: 'newest' })).firstBad?.reason).toBe('checkpoint-signature');
    other.close();
  });

  it('when the whole file was computed again with the machine key, against the head the registry has seen', () => {
    const forged = openStationLedger(undefined, ledger.key);
    for (let n = 0; n < 5; n += 1) stampOnce(forged, { reason: '改写后的事由' });
    expect(checkLedger(forged.file, options()).ok).toBe(true);
    const report = checkLedger(forged.file, options({ knownHeads: [receipted] }));
    expect(report.firstBad?.reason).toBe('head-differs');
    forged.close();
  });

  it('when the machine key is not one this station has had', () => {
    const report = checkLedger(ledger.file, { publicKeys: [generateSm2KeyPair().publicKey] });
    expect(report.firstBad).toEqual({ index: 0, reason: 'checkpoint-signature' });
  });

  it('when the file is no database any more', () => {
    const broken = path.join(ledger.folder, 'broken.db');
    fs.writeFileSync(
      broken,
      fs.readFileSync(ledger.file).map((byte, at) => (at < 100 ? 0x55 : byte)),
    );
    expect(checkLedger(broken, options()).firstBad?.reason).toBe('unreadable');
  });
});

describe('a broken ledger', () => {
  it('takes no further leaf once tree and checkpoint disagree', () => {
    tamper('UPDATE ledger_frontier SET hashes = zeroblob(64)');
    const body = { noticeId: '8a5d6b0e-22c4-4d51-8c6f-6a1f3f0c9d02', type: 'incident', reason: '异常' } as const;
    const by = { account: 'wang', name: '王保管' };
    const append = () =>
      transaction(ledger.db, (tx) => appendLeaf(tx, ledger.writer, { kind: 'urgent', body: { ...body, by } }));
    expect(append).toThrow('LEDGER_BROKEN');
  });
});

/** Computes nodes and frontier again from the leaf hashes, as somebody would who knows the format. */
function rebuildTree({ file }: StationLedger): void {
  const db = new DatabaseSync(file);
  const rows = db.prepare('SELECT leaf_hash FROM ledger_leaves ORDER BY leaf_index').all();
  let level = rows.map((row) => row['leaf_hash'] as Uint8Array);
  const peaks: Uint8Array[] = [];
  for (let height = 0; level.length > 0; height += 1) {
    if (level.length % 2 === 1) peaks.unshift(level.at(-1)!);
    const above: Uint8Array[] = [];
    for (let at = 0; at + 1 < level.length; at += 2) above.push(sm3(Uint8Array.of(1), level[at]!, level[at + 1]!));
    const update = db.prepare('UPDATE ledger_nodes SET hash = ? WHERE level = ? AND position = ?');
    above.forEach((hash, position) => update.run(hash, height + 1, position));
    level = above;
  }
  db.prepare('UPDATE ledger_frontier SET hashes = ?').run(Buffer.concat(peaks));
  db.close();
}

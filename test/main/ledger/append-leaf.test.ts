import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendIntent, appendLeaf, appendLeaves } from '#main/ledger/append-leaf.ts';
import { checkLedger } from '#main/ledger/check-ledger.ts';
import { latestHead } from '#main/ledger/checkpoints.ts';
import { countEntries, leafAt, openIntents } from '#main/ledger/ledger-repository.ts';
import { generateSm2KeyPair } from '#main/sm/sm2.ts';
import { transaction } from '#main/storage/database.ts';
import type { LeafBody, LeafContent } from '#shared/log/record.ts';
import {
  exampleUnit,
  intentBody,
  openStationLedger,
  registerEntry,
  stampOnce,
  voidOnce,
  type StationLedger,
} from '#test/support/station-ledger.ts';

let ledger: StationLedger;
beforeEach(() => {
  ledger = openStationLedger();
});
afterEach(() => ledger.close());

const add = (content: LeafContent) => transaction(ledger.db, (tx) => appendLeaf(tx, ledger.writer, content));
const intend = () => transaction(ledger.db, (tx) => appendIntent(tx, ledger.writer, exampleUnit, intentBody()));
const check = () => checkLedger(ledger.db, { publicKeys: [ledger.key.publicKey] });
type Changes = Parameters<typeof registerEntry>[2];
const outcomeOf = (intent: ReturnType<typeof intend>, changes: Changes = {}): LeafBody<'outcome'> => ({
  intentIndex: intent.index,
  requestId: 'r-1',
  warrantId: 'w-1',
  entry: registerEntry(intent.entryNo, ledger.clock.now(), changes),
});

describe('appending to the ledger', () => {
  it('records intent and outcome under signed checkpoints that the checker accepts', () => {
    stampOnce(ledger);
    voidOnce(ledger);
    stampOnce(ledger, { result: 'signed-unsaved', digestAfter: undefined } as Changes);
    expect(latestHead(ledger.db)?.size).toBe(6);
    expect(check()).toMatchObject({ ok: true, leaves: 6, entries: 3, openIntents: [] });
  });

  it('gives numbers from 1 without a gap, and a voided number stays used', () => {
    const numbers = [stampOnce(ledger), voidOnce(ledger), stampOnce(ledger)].map((leaf) => leaf.record.body);
    expect(numbers).toMatchObject([{ entry: { seqNo: 1 } }, { entryNo: { seq: 2 } }, { entry: { seqNo: 3 } }]);
  });

  it('counts each unit and each calendar year in office time by itself', () => {
    const otherUnit = '11410799MB0000002J';
    const number = (unit: string) => {
      const leaf = transaction(ledger.db, (tx) => appendIntent(tx, ledger.writer, unit, intentBody()));
      return [leaf.entryNo.year, leaf.entryNo.seq];
    };
    expect([number(exampleUnit), number(otherUnit), number(exampleUnit)]).toEqual([
      [2026, 1],
      [2026, 1],
      [2026, 2],
    ]);
    ledger.clock.set(new Date('2026-12-31T16:00:00.000Z'));
    expect(number(exampleUnit)).toEqual([2027, 1]);
  });

  it('takes no number when the transaction does not commit', () => {
    const failing = () =>
      transaction(ledger.db, (tx) => {
        appendIntent(tx, ledger.writer, exampleUnit, intentBody());
        throw new Error('power cut');
      });
    expect(failing).toThrow('power cut');
    expect(leafAt(ledger.db, 0)).toBeUndefined();
    expect(intend().entryNo.seq).toBe(1);
  });

  it('puts several leaves under one checkpoint', () => {
    const notice = { type: 'loss', reason: '密码钥匙遗失', by: { account: 'wang', name: '王保管' } } as const;
    const contents = ['1', '2', '3'].map((digit): LeafContent => {
      return { kind: 'urgent', body: { ...notice, noticeId: `8a5d6b0e-22c4-4d51-8c6f-6a1f3f0c9d0${digit}` } };
    });
    const { head } = transaction(ledger.db, (tx) => appendLeaves(tx, ledger.writer, contents));
    expect(head.size).toBe(3);
    expect(check().ok).toBe(true);
  });

  it('lists the intents that recovery must settle', () => {
    stampOnce(ledger);
    const open = intend();
    expect(openIntents(ledger.db).map((leaf) => leaf.index)).toEqual([open.index]);
    expect(check()).toMatchObject({ ok: true, openIntents: [open.index] });
  });
});

describe('appending refuses', () => {
  it('a second outcome, or a void after an outcome', () => {
    const intent = intend();
    add({ kind: 'outcome', body: outcomeOf(intent) });
    expect(() => add({ kind: 'outcome', body: outcomeOf(intent) })).toThrow(/LEDGER_LEAF_INVALID.*settled/);
    const body = { entryNo: intent.entryNo, intentIndex: intent.index, reason: '重复' };
    expect(() => add({ kind: 'void', body })).toThrow(/LEDGER_LEAF_INVALID.*settled/);
    expect(countEntries(ledger.db, {})).toBe(1);
  });

  it.each<[string, Changes]>([
    ['another number', { seqNo: 2 }],
    ['another seal', { esId: '41079900000002' }],
    ['another document', { digestBefore: { sm3: 'e'.repeat(64), sha256: 'e'.repeat(64) } }],
    ['another key', { tokenSerial: 'FFFF' }],
  ])('an outcome of %s than was intended', (_, changes) => {
    expect(() => add({ kind: 'outcome', body: outcomeOf(intend(), changes) })).toThrow('differs from the intent');
  });

  it('a number out of turn', () => {
    const entryNo = { unitCode: exampleUnit, year: 2026, seq: 2 };
    expect(() => add({ kind: 'intent', body: { ...intentBody(), entryNo } })).toThrow('2026-000002 is not 2026-000001');
  });

  it('a correction of an entry that does not exist', () => {
    const body = {
      entryNo: { unitCode: exampleUnit, year: 2026, seq: 9 },
      field: 'remark',
      value: '补记',
      by: { account: 'wang', name: '王保管' },
      consentBy: { account: 'li', name: '李批准' },
    } as const;
    expect(() => add({ kind: 'correction', body })).toThrow('there is no entry 2026-000009');
  });

  it('a machine key that does not match its public key, before anything is kept', () => {
    const signer = { ...ledger.writer.signer, publicKey: generateSm2KeyPair().publicKey };
    const append = () =>
      transaction(ledger.db, (tx) => appendIntent(tx, { ...ledger.writer, signer }, exampleUnit, intentBody()));
    expect(append).toThrow('LEDGER_CHECKPOINT_INVALID');
    expect(leafAt(ledger.db, 0)).toBeUndefined();
  });
});

describe('time of a leaf', () => {
  it('never goes back, even when the clock does (ATK-40)', () => {
    const intent = intend();
    ledger.clock.advance(-60_000);
    const outcome = add({ kind: 'outcome', body: outcomeOf(intent) });
    expect(outcome.record.at).toBe(intent.record.at);
    expect(check().ok).toBe(true);
  });

  it('refuses an intent when the clock is far behind, but records what has happened', () => {
    const intent = intend();
    ledger.clock.advance(-6 * 60_000);
    expect(intend).toThrow('LEDGER_CLOCK_BEHIND');
    expect(add({ kind: 'outcome', body: outcomeOf(intent) }).index).toBe(1);
  });
});

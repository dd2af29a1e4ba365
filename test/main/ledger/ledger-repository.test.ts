import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendLeaf } from '#main/ledger/append-leaf.ts';
import { headAt, latestHead } from '#main/ledger/checkpoints.ts';
import { findEntry } from '#main/ledger/entry-story.ts';
import { countEntries, leavesFrom, listEntries, urgentLeavesAfter } from '#main/ledger/ledger-repository.ts';
import type { EntryFilter } from '#main/ledger/ledger-repository.ts';
import { addReceipt } from '#main/ledger/receipts.ts';
import { proveConsistency } from '#main/ledger/stored-tree.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { transaction } from '#main/storage/database.ts';
import { checkConsistency } from '#shared/log/consistency-proof.ts';
import { checkInclusion } from '#shared/log/inclusion-proof.ts';
import {
  exampleUnit,
  openStationLedger,
  stampOnce,
  voidOnce,
  type StationLedger,
} from '#test/support/station-ledger.ts';

let ledger: StationLedger;
const by = { account: 'wang', name: '王保管' };

beforeEach(() => {
  ledger = openStationLedger();
  stampOnce(ledger, { documentTitle: '关于印发年度工作要点的通知', remark: '加急' });
  stampOnce(ledger, { documentTitle: '50%_折扣 协议', reason: '签订采购合同' });
  voidOnce(ledger, '密码钥匙被拔出');
  ledger.clock.set(new Date('2026-03-10T16:30:00.000Z'));
  stampOnce(ledger, { documentTitle: '会议纪要' });
});
afterEach(() => ledger.close());

const numbers = (filter: EntryFilter) =>
  listEntries(ledger.db, filter, { limit: 50 }).map(({ record }) =>
    record.kind === 'void' ? record.body.entryNo.seq : record.body.entry.seqNo,
  );

describe('searching the register', () => {
  it('lists entries and voided numbers, newest first, in pages', () => {
    expect(numbers({})).toEqual([4, 3, 2, 1]);
    const first = listEntries(ledger.db, {}, { limit: 3 });
    const second = listEntries(ledger.db, {}, { limit: 3, before: first.at(-1)!.index });
    expect([first.length, second.length]).toEqual([3, 1]);
    expect(countEntries(ledger.db, {})).toBe(4);
  });

  it.each<[string, EntryFilter, number[]]>([
    ['a word of two characters', { text: '通知' }, [1]],
    ['a word of one character', { text: '折' }, [2]],
    ['several words in any order and field', { text: '合同 协议' }, [2]],
    ['a remark', { text: '加急' }, [1]],
    ['the reason of a voided number', { text: '拔出' }, [3]],
    ['a percent sign as it stands', { text: '0%' }, [2]],
    ['an underline as it stands', { text: '_' }, [2]],
    ['a word nobody wrote', { text: '不存在的词' }, []],
    ['a day in office time', { from: '2026-03-11', to: '2026-03-11' }, [4]],
    ['the last day of a period, whole', { to: '2026-03-09' }, [3, 2, 1]],
    ['the seal, voided numbers included', { sealEsId: '41079900000001' }, [4, 3, 2, 1]],
    ['another seal', { sealEsId: '41079900000002' }, []],
    ['the year', { year: 2026, text: '纪要' }, [4]],
    ['another unit', { unitCode: '11410799MB0000002J' }, []],
  ])('finds by %s', (_, filter, expected) => {
    expect(numbers(filter)).toEqual(expected);
  });
});

describe('the story of an entry', () => {
  it('tells intent, outcome and corrections, with a proof that checks', () => {
    const body = {
      entryNo: { unitCode: exampleUnit, year: 2026, seq: 2 },
      field: 'remark',
      value: '已归档',
      by,
    } as const;
    const correction = { ...body, consentBy: { account: 'li', name: '李批准' } };
    transaction(ledger.db, (tx) => appendLeaf(tx, ledger.writer, { kind: 'correction', body: correction }));

    const story = findEntry(ledger.db, { year: 2026, seq: 2 });
    expect([story.intent.index, story.settlement?.index, story.corrections.length]).toEqual([2, 3, 1]);
    const { index, head, hashes } = story.proof;
    expect(checkInclusion(sm3, { leaf: story.settlement!.hash, index, ...head }, hashes)).toBe(true);
    expect(story.receipt).toBeNull();
  });

  it('shows the receipt once the registry has signed for it', () => {
    const { root } = headAt(ledger.db, 4)!;
    const receipt = { fromIndex: 0, size: 4, root, receipt: '{"n":1}', receivedAt: '2026-03-10T00:00:00.000Z' };
    transaction(ledger.db, (tx) => addReceipt(tx, receipt));
    expect(findEntry(ledger.db, { year: 2026, seq: 2 }).receipt?.receipt).toBe('{"n":1}');
    expect(findEntry(ledger.db, { year: 2026, seq: 3 }).receipt).toBeNull();
  });

  it('refuses a number nobody has', () => {
    expect(() => findEntry(ledger.db, { year: 2026, seq: 9 })).toThrow('LEDGER_NOT_FOUND {"entry":"2026-000009"}');
  });
});

describe('handing the ledger on', () => {
  it('gives leaves in order, and shows that each head continues the one before', () => {
    expect(leavesFrom(ledger.db, 3, 3).map((leaf) => leaf.index)).toEqual([3, 4, 5]);
    const newest = latestHead(ledger.db)!;
    for (let size = 1; size <= newest.size; size += 1) {
      const proof = proveConsistency(ledger.db, size, newest.size);
      expect(checkConsistency(sm3, headAt(ledger.db, size)!, newest, proof)).toBe(true);
    }
  });

  it('gives urgent notices by themselves', () => {
    const body = { noticeId: '8a5d6b0e-22c4-4d51-8c6f-6a1f3f0c9d02', type: 'loss', reason: '遗失', by } as const;
    transaction(ledger.db, (tx) => appendLeaf(tx, ledger.writer, { kind: 'urgent', body }));
    expect(urgentLeavesAfter(ledger.db, -1).map((leaf) => leaf.index)).toEqual([8]);
    expect(urgentLeavesAfter(ledger.db, 8)).toEqual([]);
  });
});

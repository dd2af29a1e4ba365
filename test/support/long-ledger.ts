import { appendLeaves, type LedgerWriter } from '#main/ledger/append-leaf.ts';
import { nextEntryNo } from '#main/ledger/entry-numbers.ts';
import { latestHead } from '#main/ledger/checkpoints.ts';
import { transaction, type WritableDb } from '#main/storage/database.ts';
import type { LeafContent } from '#shared/log/record.ts';
import { ledgerYear, officeTime, type RegisterEntry } from '#shared/model/register-entry.ts';
import { intentBody, registerEntry } from './station-ledger.ts';

const entriesPerBatch = 500;
const dayMs = 86_400_000;
const titles = ['关于开展农产品质量安全抽检的函', '农药经营许可证', '高标准农田项目验收意见书', '动物防疫条件合格证'];
const people = ['韩玉梅', '丁国梁', '耿立新', '江映雪', '白凤岐'];

/**
 * Fills a ledger with entries as if years had passed, under the station's own key, so that it stands every check. Every
 * hundredth number is void, and some were used in the evening.
 */
export function fillLedger(db: WritableDb, writer: LedgerWriter, unitCode: string, entries: number): void {
  const now = writer.clock.now();
  const firstSeq = nextEntryNo(db, unitCode, ledgerYear(now)).seq;
  for (let done = 0; done < entries; done += entriesPerBatch) {
    const count = Math.min(entriesPerBatch, entries - done);
    transaction(db, (tx) => {
      const size = latestHead(tx)?.size ?? 0;
      const contents = Array.from({ length: count }, (_, index) =>
        leavesOf({ unitCode, year: ledgerYear(now), seq: firstSeq + done + index }, size + 2 * index, now),
      );
      appendLeaves(tx, writer, contents.flat());
    });
  }
}

type No = Parameters<typeof registerEntry>[0];

function leavesOf(entryNo: No, intentIndex: number, now: Date): LeafContent[] {
  const { seq } = entryNo;
  const intent: LeafContent = {
    kind: 'intent',
    body: { ...intentBody({ requestId: `r-${seq}`, warrantId: `w-${seq}` }), entryNo },
  };
  if (seq % 100 === 0) {
    return [intent, { kind: 'void', body: { entryNo, intentIndex, reason: '密码钥匙被拔出，未产生签名' } }];
  }
  // Working days from nine in the morning on, and every thirtieth in the evening.
  const day = new Date(Math.floor(now.getTime() / dayMs) * dayMs - (seq % 900) * dayMs);
  const at = new Date(day.getTime() + (seq % 30 === 0 ? 12 : 1 + (seq % 7)) * 3_600_000);
  const changes: Partial<RegisterEntry> = {
    documentTitle: `${titles[seq % titles.length]!}（第${seq}件）`,
    handler: { account: `u${seq % people.length}`, name: people[seq % people.length]! },
    usedAt: officeTime(at),
    copies: 1 + (seq % 12),
  };
  const entry = registerEntry(entryNo, at, changes);
  return [intent, { kind: 'outcome', body: { intentIndex, requestId: `r-${seq}`, warrantId: `w-${seq}`, entry } }];
}

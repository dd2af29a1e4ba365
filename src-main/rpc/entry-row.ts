import type { EntryLeaf } from '#main/ledger/ledger-repository.ts';
import { leafAt } from '#main/ledger/ledger-repository.ts';
import { receiptedSize } from '#main/ledger/receipts.ts';
import { findPerson } from '#main/station/people.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import type { EntryRow } from '#shared/contract/ledger.ts';
import { entryNoText, officeTime } from '#shared/model/register-entry.ts';
import { requestOfVoid, sealName } from './entry-sources.ts';

/**
 * One register line as lists show it: an outcome, or a number that was not used (作废).
 *
 * @param receipted leaves the registry has signed for; read when left out
 */
export function entryRow(db: ReadableDb, leaf: EntryLeaf, receipted = receiptedSize(db)): EntryRow {
  const isReceipted = leaf.index < receipted;
  if (leaf.record.kind === 'void') return voidRow(db, leaf, isReceipted);
  const { entry } = leaf.record.body;
  return {
    entryNo: entryNoText({ year: entry.ledgerYear, seq: entry.seqNo }),
    result: entry.result,
    usedAt: entry.usedAt,
    unitName: entry.unitName,
    deptName: entry.deptName ?? '',
    reason: entry.reason,
    approvers: entry.approvers.map((approver) => approver.name).join('、'),
    handler: entry.handler.name,
    sealUser: entry.sealUser.name,
    documentTitle: entry.documentTitle,
    sealName: entry.sealName,
    digestAfterSm3: entry.digestAfter?.sm3 ?? '',
    leafIndex: leaf.index,
    isReceipted,
  };
}

function voidRow(db: ReadableDb, leaf: EntryLeaf, isReceipted: boolean): EntryRow {
  if (leaf.record.kind !== 'void') throw new TypeError('not a void');
  const { entryNo, intentIndex, reason } = leaf.record.body;
  const intent = leafAt(db, intentIndex)?.record;
  const request = requestOfVoid(db, leaf);
  const user = intent?.kind === 'intent' ? intent.body.custodian.account : '';
  return {
    entryNo: entryNoText(entryNo),
    result: 'void',
    usedAt: officeTime(new Date(leaf.record.at)),
    unitName: request?.draft.unitName ?? '',
    deptName: request?.draft.deptName ?? '',
    reason,
    approvers: '',
    handler: request?.handler.name ?? '',
    sealUser: findPerson(db, user)?.name ?? user,
    documentTitle: request?.draft.documentTitle ?? '',
    sealName: intent?.kind === 'intent' ? sealName(db, intent.body.sealEsId) : '',
    digestAfterSm3: '',
    leafIndex: leaf.index,
    isReceipted,
  };
}

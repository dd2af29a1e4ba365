import type { LedgerRecord } from '#shared/log/record.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import type { LeafRow } from './ledger-schema.ts';

export type LeafColumns = Omit<LeafRow, 'leaf_index' | 'kind' | 'at' | 'leaf_bytes' | 'leaf_hash'>;

const none: LeafColumns = {
  unit_code: null,
  entry_year: null,
  entry_seq: null,
  intent_index: null,
  seal_es_id: null,
  used_at: null,
  result: null,
  search_text: null,
};

/**
 * The search columns of a record: nothing but parts of it, so that the checker can compute them again and find an
 * entry that was hidden from searches.
 */
export function leafColumns(record: LedgerRecord): LeafColumns {
  switch (record.kind) {
    case 'intent':
      return { ...none, ...numberColumns(record.body.entryNo), seal_es_id: record.body.sealEsId };
    case 'void':
      return {
        ...none,
        ...numberColumns(record.body.entryNo),
        intent_index: record.body.intentIndex,
        used_at: officeTime(new Date(record.at)),
        result: 'void',
        search_text: record.body.reason,
      };
    case 'outcome':
      return { ...none, intent_index: record.body.intentIndex, ...outcomeColumns(record.body.entry) };
    case 'correction':
      return { ...none, ...numberColumns(record.body.entryNo), search_text: record.body.value };
    case 'urgent':
      return { ...none, seal_es_id: record.body.sealEsId ?? null, search_text: record.body.reason };
  }
}

function numberColumns(no: { unitCode: string; year: number; seq: number }) {
  return { unit_code: no.unitCode, entry_year: no.year, entry_seq: no.seq };
}

function outcomeColumns(entry: Extract<LedgerRecord, { kind: 'outcome' }>['body']['entry']) {
  const searched = [
    entry.documentTitle,
    entry.documentNumber,
    entry.reason,
    entry.unitName,
    entry.deptName,
    entry.sealName,
    entry.handler.name,
    entry.sealUser.name,
    ...entry.approvers.map((approver) => approver.name),
    entry.remark,
  ];
  return {
    ...numberColumns({ unitCode: entry.unitCode, year: entry.ledgerYear, seq: entry.seqNo }),
    seal_es_id: entry.esId,
    used_at: entry.usedAt,
    result: entry.result,
    search_text: searched.filter((each) => each !== undefined).join('\n'),
  };
}

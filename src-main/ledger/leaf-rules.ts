import { prepareQuery, type Slots } from '#main/storage/prepared-query.ts';
import { get } from '#main/storage/queries.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { canonicalJson } from '#shared/log/canonical-json.ts';
import type { LeafBody, LedgerRecord } from '#shared/log/record.ts';
import { entryNoText, ledgerYear, type EntryNo } from '#shared/model/register-entry.ts';
import { nextEntryNo } from './entry-numbers.ts';
import { entryKinds, ledgerQueries as queries } from './ledger-schema.ts';
import { leavesOfEntry, readRecord } from './ledger-repository.ts';

const settlementOf = prepareQuery((value: Slots<{ index: number }>) =>
  queries
    .selectFrom('ledger_leaves')
    .select('leaf_index')
    .where('kind', 'in', [...entryKinds])
    .where('intent_index', '=', value('index')),
);

/**
 * Refuse a leaf that contradicts the leaves before it: a number out of turn, a second settlement, an outcome of
 * something else than was intended, a correction of nothing.
 *
 * @throws LEDGER_LEAF_INVALID
 */
export function refuseMisfit(db: ReadableDb, record: LedgerRecord): void {
  switch (record.kind) {
    case 'intent':
      return refuseWrongNumber(db, record.body.entryNo, record.at);
    case 'void':
      return refuseOtherIntent(openIntent(db, record.body.intentIndex), { entryNo: record.body.entryNo });
    case 'outcome':
      return refuseOtherIntent(openIntent(db, record.body.intentIndex), intentOfOutcome(record.body));
    case 'correction':
      refuseWithoutEntry(db, record.body.entryNo);
      if (record.body.settlement) refuseSettled(db, record.body.entryNo, record.body.settlement.outcomeIndex);
      return;
    case 'urgent':
      return;
  }
}

function refuseWrongNumber(db: ReadableDb, no: EntryNo, at: string): void {
  const next = nextEntryNo(db, no.unitCode, ledgerYear(new Date(at)));
  if (no.year !== next.year || no.seq !== next.seq) refuse(`number ${entryNoText(no)} is not ${entryNoText(next)}`);
}

function openIntent(db: ReadableDb, index: number): LeafBody<'intent'> {
  const record = readRecord(db, index);
  if (record?.kind !== 'intent') return refuse(`leaf ${index} is no intent`);
  if (get(db, settlementOf({ index }))) return refuse(`intent ${index} is settled`);
  return record.body;
}

function intentOfOutcome({ requestId, warrantId, entry }: LeafBody<'outcome'>): Partial<LeafBody<'intent'>> {
  return {
    requestId,
    warrantId,
    entryNo: { unitCode: entry.unitCode, year: entry.ledgerYear, seq: entry.seqNo },
    sealEsId: entry.esId,
    digestBefore: entry.digestBefore,
    tokenSerial: entry.tokenSerial,
  };
}

/** What was done must be what was intended. */
function refuseOtherIntent(intent: LeafBody<'intent'>, claimed: Partial<LeafBody<'intent'>>): void {
  for (const [key, value] of Object.entries(claimed)) {
    const intended: unknown = intent[key as keyof typeof intent];
    if (canonicalJson(intended) !== canonicalJson(value)) refuse(`${key} differs from the intent`);
  }
}

function refuseWithoutEntry(db: ReadableDb, no: EntryNo): void {
  const entry = queries
    .selectFrom('ledger_leaves')
    .select('leaf_index')
    .where('kind', 'in', [...entryKinds])
    .where('unit_code', '=', no.unitCode)
    .where('entry_year', '=', no.year)
    .where('entry_seq', '=', no.seq);
  if (!get(db, entry)) refuse(`there is no entry ${entryNoText(no)}`);
}

/** Only an outcome 结果不明 is settled, the one the settlement points to, and once. */
function refuseSettled(db: ReadableDb, no: EntryNo, outcomeIndex: number): void {
  const leaves = leavesOfEntry(db, no);
  const outcome = leaves.find(({ index }) => index === outcomeIndex)?.record;
  if (outcome?.kind !== 'outcome' || outcome.body.entry.result !== 'unknown') {
    refuse(`leaf ${outcomeIndex} is no unknown outcome of ${entryNoText(no)}`);
  }
  const isSettled = leaves.some(({ record }) => record.kind === 'correction' && record.body.settlement !== undefined);
  if (isSettled) refuse(`outcome ${outcomeIndex} is settled`);
}

function refuse(detail: string): never {
  throw new StationError('LEDGER_LEAF_INVALID', { detail });
}

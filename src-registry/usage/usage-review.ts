import type { LeafBody, LedgerRecord } from '#shared/log/record.ts';
import type { RegisterEntry } from '#shared/model/register-entry.ts';
import type { SealState } from '#shared/model/seal.ts';

/** What the registry finds when it looks at a use of a seal again (K-1, XC-E-12, U-REG-1). Each opens an incident. */
export const usageFlags = [
  'differs-from-intent',
  'seal-unknown',
  'seal-of-other-station',
  'seal-not-active',
  'sealed-after-suspension',
  'no-approval',
  'approver-is-handler',
  'custodian-is-last-approver',
  'custodian-not-appointed',
] as const;
export type UsageFlag = (typeof usageFlags)[number];

/** What the registry knows of the seal that was used. */
export interface UsedSeal {
  readonly station: string;
  readonly custodianAccount: string;
  /** By the registry's own events, at the time the station says the seal was used. */
  readonly stateAtUse: SealState | undefined;
}

/**
 * Look at one record again. Pure; nothing is refused: a use that happened is recorded, and flagged.
 *
 * @param seal undefined when the record names no seal this registry made
 * @param intent the record at the index the outcome names as its intent
 */
export function reviewUsage(
  record: LedgerRecord,
  seal: UsedSeal | undefined,
  intent: LedgerRecord | undefined,
): UsageFlag[] {
  if (record.kind !== 'outcome') return [];
  const { entry } = record.body;
  const intentFlags: UsageFlag[] = isSettlementOf(record.body, intent) ? [] : ['differs-from-intent'];
  return [...intentFlags, ...sealFlags(record.station, entry, seal), ...approvalFlags(entry)];
}

/** What was done must be what was intended before the key was touched: warrant, number, seal, document, token. */
function isSettlementOf({ warrantId, entry }: LeafBody<'outcome'>, intent: LedgerRecord | undefined): boolean {
  if (intent?.kind !== 'intent') return false;
  const { body } = intent;
  return (
    body.warrantId === warrantId &&
    body.sealEsId === entry.esId &&
    body.tokenSerial === entry.tokenSerial &&
    body.digestBefore.sm3 === entry.digestBefore.sm3 &&
    body.entryNo.year === entry.ledgerYear &&
    body.entryNo.seq === entry.seqNo
  );
}

function sealFlags(station: string, entry: RegisterEntry, seal: UsedSeal | undefined): UsageFlag[] {
  if (seal === undefined) return ['seal-unknown'];
  const flags: UsageFlag[] = [];
  if (seal.station !== station) flags.push('seal-of-other-station');
  if (seal.stateAtUse === 'suspended') flags.push('sealed-after-suspension');
  else if (seal.stateAtUse !== 'active') flags.push('seal-not-active');
  if (seal.custodianAccount !== entry.custodian.account) flags.push('custodian-not-appointed');
  return flags;
}

/** HN-16: in a chain never the handler, nor the custodian as last step; a holder decides on his own seal. */
function approvalFlags(entry: RegisterEntry): UsageFlag[] {
  const approvals = entry.approvers.filter(({ decision }) => decision === 'approved');
  const last = approvals.toSorted((a, b) => a.step - b.step).at(-1);
  if (last === undefined || approvals.length < entry.approvers.length) return ['no-approval'];
  if (entry.approvalBasis !== 'chain') return [];
  const flags: UsageFlag[] = [];
  if (approvals.some(({ account }) => account === entry.handler.account)) flags.push('approver-is-handler');
  if (last.account === entry.custodian.account) flags.push('custodian-is-last-approver');
  return flags;
}

import { moveRequest } from '#main/approvals/request-repository.ts';
import { appendLeaf } from '#main/ledger/append-leaf.ts';
import { leavesOfEntry } from '#main/ledger/ledger-repository.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { readKeptSeal } from '#main/seals/kept-seals.ts';
import { transaction } from '#main/storage/database.ts';
import { journalSignature } from '#main/warrant/signature-journal.ts';
import { findWarrant } from '#main/warrant/warrant-repository.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { LeafBody } from '#shared/log/record.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { entryNoText } from '#shared/model/register-entry.ts';
import type { Person } from '#shared/registry/wire-values.ts';
import { findSignatureOver, type FoundSignature } from './find-signature.ts';
import type { StampDesk } from './stamp-desk.ts';

export interface SettleOrder {
  readonly entryNo: { readonly year: number; readonly seq: number };
  /** Where and how it was looked: what the finding rests on besides the file. */
  readonly statement: string;
  /** A file that is said to bear the signature; null: none was found. */
  readonly evidenceFile: string | null;
  readonly by: Person;
  readonly consentBy: Person;
}

/**
 * Settle an outcome 结果不明: either a file is shown that bears the very signature this use was to give, or two persons
 * state that they looked and found none. The entry stays as it is; what was found is a leaf of its own that points to
 * it. Either way the approval is used up: whoever still needs a stamp asks anew.
 *
 * @returns the request that is no longer open
 * @throws STAMP_NOT_UNSETTLED for an entry that is known or settled; STAMP_EVIDENCE_MISSING when the file does not bear
 *   that signature; LEDGER_LEAF_INVALID; DOC_*
 */
export async function settleUnknown(desk: StampDesk, order: SettleOrder): Promise<string> {
  const { db, identity } = desk;
  const entryNo = { unitCode: identity.unitCode, ...order.entryNo };
  const outcome = leavesOfEntry(db, entryNo).find(({ record }) => record.kind === 'outcome');
  if (outcome?.record.kind !== 'outcome') throw notOpen(order);
  const { requestId, warrantId, entry } = outcome.record.body;
  const warrant = findWarrant(db, warrantId);
  if (entry.result !== 'unknown' || warrant?.state !== 'unknown' || warrant.reservedE === null) throw notOpen(order);
  const { certificate } = readKeptSeal(db, entry.esId);
  const found =
    order.evidenceFile === null ? null : await findSignatureOver(order.evidenceFile, warrant.reservedE, certificate);
  if (order.evidenceFile !== null && found === null) {
    throw new StationError('STAMP_EVIDENCE_MISSING', { entry: entryNoText(entryNo) });
  }
  const e = warrant.reservedE;
  transaction(db, (tx) => {
    if (found !== null) {
      journalSignature(tx, {
        useKind: 'stamping',
        useId: warrantId,
        e,
        signatureRs: found.signatureRs,
        certificateSm3: sm3(certificate),
        tokenSerial: entry.tokenSerial,
        at: desk.clock.now(),
      });
    }
    appendLeaf(tx, desk.ledger, { kind: 'correction', body: leafOf(order, entryNo, outcome.index, found) });
    if (found === null) desk.warrants.release(tx, warrantId);
    else desk.warrants.spend(tx, warrantId, entryNoText(entryNo));
    moveRequest(tx, requestId, found === null ? 'settle-void' : 'finish');
  });
  return requestId;
}

function leafOf(
  { statement, by, consentBy }: SettleOrder,
  entryNo: LeafBody<'correction'>['entryNo'],
  outcomeIndex: number,
  found: FoundSignature | null,
): LeafBody<'correction'> {
  const finding = found === null ? 'no-signature-found' : 'signature-found';
  const evidence = found && { fileSm3: found.fileSm3, signatureDigest: toHex(sm3(found.signatureDer)) };
  return {
    entryNo,
    field: 'settlement',
    value: statement,
    settlement: { outcomeIndex, finding, ...evidence },
    by,
    consentBy,
  };
}

function notOpen({ entryNo }: SettleOrder): StationError {
  return new StationError('STAMP_NOT_UNSETTLED', { entry: entryNoText(entryNo) });
}

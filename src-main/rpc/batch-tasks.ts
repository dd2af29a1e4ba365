import { batchCounts, listBatches, stampsOfBatch, type Batch } from '#main/approvals/batch-repository.ts';
import { isBatchMended } from '#main/approvals/mend-batch.ts';
import { firstOfBatch, type StampingRequest } from '#main/approvals/request-repository.ts';
import { readKeptSeal } from '#main/seals/kept-seals.ts';
import type { DeskTask } from '#shared/contract/desk.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { RequestState } from '#shared/model/request.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import { decisionViews } from './request-view.ts';
import type { StationParts } from './station-parts.ts';

/** Batches that still wait are among the newest ones: an approval is in force for seven days. */
const lookedAt = 200;
const returnedMs = 7 * 86_400_000;

/** What waits for this person of batches: one task for each, however many files it has. */
export function batchTasks(parts: StationParts, person: SignedInPerson): readonly DeskTask[] {
  return listBatches(parts.db, lookedAt).flatMap((batch) => {
    const first = firstOfBatch(parts.db, batch.batchId);
    const found = waiting(parts, person, batch, first);
    return found ? [toTask(parts, batch, first, found)] : [];
  });
}

interface Waiting {
  readonly kind: DeskTask['kind'];
  readonly state: RequestState;
  readonly files: number;
}

function waiting(
  { db, clock }: StationParts,
  person: SignedInPerson,
  batch: Batch,
  first: StampingRequest,
): Waiting | null {
  const counts = batchCounts(db, batch.batchId);
  const has = (role: SignedInPerson['roles'][number]): boolean => person.roles.includes(role);
  const approver = first.chain?.steps[first.step]?.approvers.includes(person.account) ?? false;
  const isRecent = clock.now().getTime() - batch.submittedAt.getTime() < returnedMs;
  const kinds: readonly (readonly [DeskTask['kind'], RequestState, boolean])[] = [
    ['stamp', 'approved', has('custodian') && readKeptSeal(db, batch.sealEsId).custodian === person.account],
    ['approve', 'in-review', (has('approver') || has('head')) && approver],
    ['resubmit', 'refused', first.handler.account === person.account && isRecent && !isAskedAgain(db, batch)],
  ];
  for (const [kind, state, isMine] of kinds) {
    const files = counts[state] ?? 0;
    if (isMine && files > 0) return { kind, state, files };
  }
  return null;
}

/** Another batch took up its files, or its handler asked anew under the same title and for the same seal. */
function isAskedAgain(db: StationParts['db'], { batchId, title, sealEsId, submittedAt }: Batch): boolean {
  if (isBatchMended(db, batchId)) return true;
  return listBatches(db, lookedAt).some(
    (other) =>
      other.batchId !== batchId &&
      other.title === title &&
      other.sealEsId === sealEsId &&
      other.submittedAt.getTime() > submittedAt.getTime(),
  );
}

function toTask({ db }: StationParts, batch: Batch, first: StampingRequest, { kind, state, files }: Waiting): DeskTask {
  const last = decisionViews(db, first.requestId).at(-1);
  return {
    kind,
    requestId: batch.batchId,
    files,
    title: batch.title,
    documentNumber: null,
    deptName: first.draft.deptName,
    handlerName: first.handler.name,
    sealName: readKeptSeal(db, batch.sealEsId).name,
    stamps: stampsOfBatch(db, batch.batchId, state),
    decidedBy: last?.name ?? null,
    decidedAt: last?.at ?? null,
    submittedAt: officeTime(batch.submittedAt),
    entryNo: null,
    dueAt: kind === 'stamp' && first.approvedUntil ? officeTime(first.approvedUntil) : null,
  };
}

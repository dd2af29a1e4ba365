import { decisionsOf } from '#main/approvals/decision-repository.ts';
import { isTakenUp, listRequests, readRequest, type StampingRequest } from '#main/approvals/request-repository.ts';
import { listKeptSeals, type KeptSeal } from '#main/seals/kept-seals.ts';
import { waitingJobs } from '#main/stamping/take-up-again.ts';
import type { DeskTask } from '#shared/contract/desk.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import type { RequestState } from '#shared/model/request.ts';
import { batchTasks } from './batch-tasks.ts';
import type { StationParts } from './station-parts.ts';

const mostTasks = 200;
/** Each is settled by itself, also one of a batch. */
const unsettled = { state: 'unsettled', withBatches: true } as const;
/** A returned request is shown to its handler this long, unless it was submitted again. */
const returnedMs = 7 * 86_400_000;

/** What waits for this person: what runs out first, then what has waited longest. */
export function deskTasks(parts: StationParts, person: SignedInPerson): readonly DeskTask[] {
  const { db } = parts;
  const seals = new Map(listKeptSeals(db).map((seal) => [seal.esId, seal]));
  const inState = (state: RequestState): readonly StampingRequest[] => listRequests(db, { state, limit: mostTasks });
  const has = (role: SignedInPerson['roles'][number]): boolean => person.roles.includes(role);
  const keeps = ({ sealEsId }: StampingRequest): boolean => seals.get(sealEsId)?.custodian === person.account;
  const decides = ({ chain, step }: StampingRequest): boolean =>
    chain?.steps[step]?.approvers.includes(person.account) ?? false;
  const isRecentOwn = ({ handler, submittedAt }: StampingRequest): boolean =>
    handler.account === person.account && parts.clock.now().getTime() - submittedAt.getTime() < returnedMs;

  const found: readonly (readonly [DeskTask['kind'], readonly StampingRequest[]])[] = [
    ['settle', has('custodian') ? listRequests(db, { ...unsettled, limit: mostTasks }).filter(keeps) : []],
    ['finish', has('custodian') ? unfinished(parts).filter(keeps) : []],
    ['stamp', has('custodian') ? inState('approved').filter(keeps) : []],
    ['approve', has('approver') || has('head') ? inState('in-review').filter(decides) : []],
    ['resubmit', inState('refused').filter((request) => isRecentOwn(request) && !isTakenUp(db, request))],
  ];
  const single = found.flatMap(([kind, requests]) =>
    requests.map((request) => toTask(parts, kind, request, seals.get(request.sealEsId))),
  );
  return [...single, ...batchTasks(parts, person)].toSorted(byUrgency);
}

/** Signed, and the document waits for something. */
function unfinished({ db, ready }: StationParts): readonly StampingRequest[] {
  return waitingJobs(ready().desk).map(({ requestId }) => readRequest(db, requestId));
}

function toTask(
  { db }: StationParts,
  kind: DeskTask['kind'],
  request: StampingRequest,
  seal: KeptSeal | undefined,
): DeskTask {
  const { draft, handler } = request;
  const last = decisionsOf(db, request.requestId).at(-1);
  return {
    kind,
    requestId: request.requestId,
    files: null,
    title: draft.documentTitle,
    documentNumber: draft.documentNumber ?? null,
    deptName: draft.deptName,
    handlerName: handler.name,
    sealName: seal?.name ?? request.sealEsId,
    stamps: draft.placements.length,
    decidedBy: last?.name ?? null,
    decidedAt: last ? officeTime(last.at) : null,
    submittedAt: officeTime(request.submittedAt),
    entryNo: request.entryNo,
    dueAt: kind === 'stamp' && request.approvedUntil ? officeTime(request.approvedUntil) : null,
  };
}

/** What a use of the key left open comes first: an outcome nobody knows, then a document that is not finished. */
const leftOpen: Readonly<Partial<Record<DeskTask['kind'], number>>> = { settle: 0, finish: 1 };

function byUrgency(a: DeskTask, b: DeskTask): number {
  const order = (leftOpen[a.kind] ?? 2) - (leftOpen[b.kind] ?? 2);
  if (order !== 0) return order;
  if ((a.dueAt === null) !== (b.dueAt === null)) return a.dueAt === null ? 1 : -1;
  return (a.dueAt ?? a.submittedAt).localeCompare(b.dueAt ?? b.submittedAt);
}

import type { Clock } from '#main/platform/clock.ts';
import type { Ids } from '#main/platform/ids.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { transaction, type WritableDb, type WriteTransaction } from '#main/storage/database.ts';
import { mintApprovedBatch, type ApprovedBatch } from '#main/warrant/approved-batch.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { BatchDraft } from '#shared/model/batch.ts';
import { filesToRead } from '#shared/policy/batch-reading.ts';
import { mayDecide } from '#shared/policy/may-decide.ts';
import type { PolicyProfile } from '#shared/policy/profile.ts';
import {
  approvedUntil,
  nameOf,
  refuse,
  regimeFor,
  type DecisionSigner,
  type SealForApproval,
} from './approval-service.ts';
import { noticedPositions, readBatch, type Batch } from './batch-repository.ts';
import { keepBatch, refuseList, refuseOtherList, type BatchDocument } from './batch-submission.ts';
import { batchStatement, checkBatchDecision, type ReadFile } from './batch-statement.ts';
import { decisionsOf, insertBatchDecision } from './decision-repository.ts';
import type { DecisionWords } from './decision-statement.ts';
import { unreadPages, viewsOf } from './page-views.ts';
import { moveRequest, requestsOfBatch, type StampingRequest } from './request-repository.ts';

export interface BatchService {
  /**
   * Fixes the list and makes a request of each file, all of them waiting for one decision.
   * @throws what a single submission throws, with the fact `position`; APPROVAL_BATCH_SIZE, APPROVAL_BATCH_TWICE
   */
  submit(asked: {
    draft: BatchDraft;
    /** In the order of the draft's files. */
    documents: readonly BatchDocument[];
    handler: SignedInPerson;
    seal: SealForApproval;
  }): Batch;
  /** What this decider must have read and has not: pages by position, in order. */
  unread(batchId: string, account: string): readonly { readonly position: number; readonly pages: readonly number[] }[];
  /**
   * One decision on the whole list.
   * @param attestsRest the decider's word for the files he has not read; an approval needs it where there are such
   * @throws APPROVAL_SAME_PERSON, APPROVAL_NO_AUTHORITY, APPROVAL_BATCH_NOT_VIEWED, APPROVAL_REST_NOT_ATTESTED,
   *   APPROVAL_STATE; APPROVAL_SIGNATURE_INVALID when the list is not the one that was submitted
   */
  decide(asked: {
    batchId: string;
    decider: SignedInPerson;
    decision: 'approve' | 'refuse';
    opinion: string;
    attestsRest: boolean;
    seal: SealForApproval;
  }): Batch;
  /** Takes back whatever of a batch was not stamped yet. @throws APPROVAL_NO_AUTHORITY, APPROVAL_STATE */
  withdraw(batchId: string, account: string): Batch;
  /**
   * What of a batch may be stamped now, over the whole list as it stands.
   * @throws APPROVAL_SIGNATURE_INVALID when the list or a decision is not what was signed; APPROVAL_MISSING when
   *   nothing is left to stamp
   */
  approved(batchId: string, key: { certificateSm3: Uint8Array; tokenSerial: string }): ApprovedBatch;
}

export function createBatchService(deps: {
  db: WritableDb;
  clock: Clock;
  ids: Ids;
  profile: PolicyProfile;
  signer: DecisionSigner;
}): BatchService {
  const { db, clock, ids, profile, signer } = deps;

  type Words = Omit<DecisionWords, 'stationId' | 'viewed'> & { readonly viewed: readonly ReadFile[] };
  function keepDecision(tx: WriteTransaction, batch: Batch, words: Words): void {
    const statement = batchStatement(batch, { ...words, stationId: signer.stationId });
    const signatureRs = signer.sign(Buffer.from(statement, 'utf8'));
    const signed = { statement, signatureRs, signerCertificate: signer.certificate, proof: 'station' } as const;
    const { viewed: _viewed, ...said } = words;
    insertBatchDecision(tx, batch.batchId, { ...said, ...signed });
  }

  function unread(batch: Batch, requests: readonly StampingRequest[], account: string) {
    const noticed = noticedPositions(db, batch.batchId);
    return filesToRead(sm3, { root: batch.listRoot, count: batch.files, noticed }, account).flatMap((position) => {
      const pages = unreadPages(db, requests[position - 1]!, account);
      return pages.length > 0 ? [{ position, pages }] : [];
    });
  }

  return {
    submit: ({ draft, documents, handler, seal }) => {
      const at = clock.now();
      const regime = regimeFor(profile, seal, handler.account);
      refuseList(profile, { draft, documents, seal });
      return transaction(db, (tx) => {
        const isChain = regime === 'chain';
        const start = {
          state: isChain ? 'in-review' : 'approved',
          chain: isChain ? seal.chain : null,
          approvedUntil: isChain ? null : approvedUntil(at),
        } as const;
        const batch = keepBatch(tx, ids, { draft, documents, seal, handler, at, ...start });
        const words = { step: 0, decision: 'approve', opinion: '', at, viewed: [] } as const;
        if (!isChain) keepDecision(tx, batch, { ...words, ...nameOf(handler) });
        return batch;
      });
    },

    unread: (batchId, account) => unread(readBatch(db, batchId), requestsOfBatch(db, batchId), account),

    decide: ({ batchId, decider, decision, opinion, attestsRest, seal }) => {
      const batch = readBatch(db, batchId);
      const requests = requestsOfBatch(db, batchId);
      refuseOtherList(batch, requests);
      const first = requests[0]!;
      if (requests.some(({ state }) => state !== 'in-review')) refuseState(requests, 'approve-step');
      const question = { regime: 'chain', chain: first.chain, step: first.step, decider: decider.account } as const;
      const applicant = first.handler.account;
      refuse(mayDecide({ ...question, applicant, custodian: seal.custodian, holder: seal.holder }));
      const left = decision === 'approve' ? unread(batch, requests, decider.account) : [];
      if (left.length > 0) throw notViewed(left);
      const viewed = viewedFiles(requests, (requestId) => viewsOf(db, requestId, decider.account));
      const hasRest = new Set(viewed.map(({ position }) => position)).size < batch.files;
      if (decision === 'approve' && hasRest && !attestsRest) {
        throw new StationError('APPROVAL_REST_NOT_ATTESTED', {});
      }
      if (decision === 'refuse' && opinion === '') {
        throw new StationError('RPC_INVALID_INPUT', { detail: '@details.refusalNeedsReason' });
      }
      const at = clock.now();
      const isLast = first.step + 1 >= (first.chain?.steps.length ?? 1);
      transaction(db, (tx) => {
        keepDecision(tx, batch, { step: first.step, ...nameOf(decider), decision, opinion, at, viewed });
        for (const { requestId } of requests) {
          if (decision === 'refuse') moveRequest(tx, requestId, 'refuse');
          else if (!isLast) moveRequest(tx, requestId, 'approve-step', { step: first.step + 1 });
          else moveRequest(tx, requestId, 'approve-last', { approvedUntil: approvedUntil(at) });
        }
      });
      return batch;
    },

    withdraw: (batchId, account) => {
      const batch = readBatch(db, batchId);
      const requests = requestsOfBatch(db, batchId);
      if (requests[0]!.handler.account !== account) {
        throw new StationError('APPROVAL_NO_AUTHORITY', { detail: '@details.onlyHandlerWithdraws' });
      }
      const open = requests.filter(({ state }) => state === 'in-review' || state === 'approved');
      if (open.length === 0) refuseState(requests, 'withdraw');
      transaction(db, (tx) => {
        for (const { requestId } of open) moveRequest(tx, requestId, 'withdraw');
      });
      return batch;
    },

    approved: (batchId, key) => {
      const batch = readBatch(db, batchId);
      const requests = requestsOfBatch(db, batchId);
      refuseOtherList(batch, requests);
      for (const decision of decisionsOf(db, requests[0]!.requestId)) {
        checkBatchDecision(batch, decision, signer.certificate);
      }
      const open = requests.filter(({ state }) => state === 'approved');
      if (open.length === 0) {
        const { state } = requests.find((one) => one.state === 'in-review') ?? requests[0]!;
        throw new StationError('APPROVAL_MISSING', { state: `@states.request.${state}` });
      }
      return mintApprovedBatch({
        batchId,
        title: batch.title,
        signerCertSm3: key.certificateSm3,
        tokenSerial: key.tokenSerial,
        documents: new Map(open.map(({ requestId, documentSm3 }) => [requestId, documentSm3])),
      });
    },
  };
}

function notViewed(left: readonly { readonly position: number; readonly pages: readonly number[] }[]): StationError {
  const [first] = left;
  return new StationError('APPROVAL_BATCH_NOT_VIEWED', {
    files: left.map(({ position }) => position).join('、'),
    position: first!.position,
    pages: first!.pages.join('、'),
  });
}

function refuseState(requests: readonly StampingRequest[], action: 'approve-step' | 'withdraw'): never {
  const { state } = requests.find((one) => one.state !== 'in-review') ?? requests[0]!;
  throw new StationError('APPROVAL_STATE', {
    state: `@states.request.${state}`,
    action: `@approvals.actions.${action}`,
  });
}

/** What was read, by file and medium, pages in ascending order. */
function viewedFiles(
  requests: readonly StampingRequest[],
  viewsOfRequest: (requestId: string) => readonly { readonly page: number; readonly medium: string }[],
): readonly ReadFile[] {
  return requests.flatMap(({ requestId, batch }) => {
    const views = viewsOfRequest(requestId);
    const media = [...new Set(views.map(({ medium }) => medium))].toSorted();
    return media.map((medium) => {
      const pages = views.filter((view) => view.medium === medium).map(({ page }) => page);
      return { position: batch?.position ?? 0, pages: [...new Set(pages)].toSorted((a, b) => a - b), medium };
    });
  });
}

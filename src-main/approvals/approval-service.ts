import type { Clock } from '#main/platform/clock.ts';
import type { Ids } from '#main/platform/ids.ts';
import { transaction, type WritableDb, type WriteTransaction } from '#main/storage/database.ts';
import type { ApprovedUse } from '#main/warrant/approved-use.ts';
import { mintApprovedUse } from '#main/warrant/approved-use.ts';
import { canonicalBytes } from '#shared/log/canonical-json.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { RequestDraft } from '#shared/model/request.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import type { ApprovalChain } from '#shared/model/seal.ts';
import { signatureProfileOf } from '#shared/model/signature-profile.ts';
import { firstRefusal } from '#shared/policy/check.ts';
import { mayDecide } from '#shared/policy/may-decide.ts';
import { maySubmit } from '#shared/policy/may-submit.ts';
import { categoryOf, type PolicyProfile } from '#shared/policy/profile.ts';
import { provenDecisions } from './batch-statement.ts';
import { decisionStatement, type DecisionWords } from './decision-statement.ts';
import { insertDecision } from './decision-repository.ts';
import { recordPageViews, unreadPages, viewsOf, type ViewMedium } from './page-views.ts';
import {
  insertRequest,
  moveRequest,
  nextApprovalSeq,
  readRequest,
  type StampingRequest,
} from './request-repository.ts';

/** What the approvals room must know of a seal; the caller reads it from where seals are kept. */
export interface SealForApproval {
  readonly esId: string;
  readonly category: string;
  readonly chain: ApprovalChain | null;
  readonly custodian: string;
  readonly holder: string | null;
}

/** Who signs a decision when the decider has no key: the machine key. */
export interface DecisionSigner {
  readonly stationId: string;
  readonly certificate: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

export interface ApprovalService {
  /** @throws APPROVAL_FIELDS_MISSING, APPROVAL_OUT_OF_SCOPE, APPROVAL_NO_AUTHORITY */
  submit(asked: {
    draft: RequestDraft;
    handler: SignedInPerson;
    document: { sm3: string; pages: number };
    seal: SealForApproval;
  }): StampingRequest;
  recordView(view: {
    requestId: string;
    account: string;
    pages: readonly number[];
    medium: ViewMedium;
  }): readonly number[];
  /** @throws APPROVAL_SAME_PERSON, APPROVAL_NO_AUTHORITY, APPROVAL_NOT_VIEWED, APPROVAL_STATE */
  decide(asked: {
    requestId: string;
    decider: SignedInPerson;
    decision: 'approve' | 'refuse';
    opinion: string;
    seal: SealForApproval;
  }): StampingRequest;
  /** @throws APPROVAL_NO_AUTHORITY unless the handler himself withdraws; APPROVAL_STATE */
  withdraw(requestId: string, account: string): StampingRequest;
  /** Is every decision of this request signed by this station, and about what the request says now? */
  isProven(request: StampingRequest): boolean;
  /**
   * The use this request was approved for: every step is decided, and every decision is still about what the request
   * says now.
   * @throws APPROVAL_MISSING, APPROVAL_EXPIRED, APPROVAL_SIGNATURE_INVALID
   */
  approvedUse(
    tx: WriteTransaction,
    requestId: string,
    key: { certificateSm3: Uint8Array; tokenSerial: string },
  ): ApprovedUse;
}

/** An approval is in force for seven days (lifecycles C.3; product value). */
export const approvalMs = 7 * 86_400_000;

/** SM3 over the canonical list of places; the warrant is bound to it. */
export function placementsDigest(draft: Pick<RequestDraft, 'placements'>): Uint8Array {
  return sm3(canonicalBytes(draft.placements));
}

export function createApprovalService(deps: {
  db: WritableDb;
  clock: Clock;
  ids: Ids;
  profile: PolicyProfile;
  signer: DecisionSigner;
}): ApprovalService {
  const { db, clock, ids, profile, signer } = deps;

  /** Keeps a decision with the statement that the machine key signs for it (系统代签证明). */
  function keepDecision(tx: WriteTransaction, request: StampingRequest, words: Omit<DecisionWords, 'stationId'>): void {
    const statement = decisionStatement(request, { ...words, stationId: signer.stationId });
    const signatureRs = signer.sign(Buffer.from(statement, 'utf8'));
    const { requestId } = request;
    const signed = { statement, signatureRs, signerCertificate: signer.certificate, proof: 'station' } as const;
    insertDecision(tx, { requestId, ...words, ...signed });
  }

  return {
    submit: ({ draft, handler, document, seal }) => {
      refuse(firstRefusal(maySubmit(profile, draft, seal.category)));
      const at = clock.now();
      const regime = regimeFor(profile, seal, handler.account);
      return transaction(db, (tx) => {
        const request = insertRequest(tx, {
          requestId: ids.uuid(),
          approvalYear: beijingYear(at),
          approvalSeq: nextApprovalSeq(tx, beijingYear(at)),
          state: regime === 'chain' ? 'in-review' : 'approved',
          step: 0,
          sealEsId: seal.esId,
          documentSm3: document.sm3,
          pages: document.pages,
          draft,
          handler: { account: handler.account, name: handler.name, deptName: handler.deptName },
          chain: regime === 'chain' ? seal.chain : null,
          submittedAt: at,
          approvedUntil: regime === 'chain' ? null : approvedUntil(at),
          entryNo: null,
          invalidBecause: null,
          batch: null,
        });
        // The holder's request is the holder's decision, and is proven like one.
        const words = { step: 0, decision: 'approve', opinion: '', at, viewed: [] } as const;
        if (regime !== 'chain') keepDecision(tx, request, { ...words, ...nameOf(handler) });
        return request;
      });
    },

    recordView: ({ requestId, account, pages, medium }) => {
      const request = readRequest(db, requestId);
      transaction(db, (tx) => recordPageViews(tx, { requestId, account, pages, medium, at: clock.now() }));
      return unreadPages(db, request, account);
    },

    decide: ({ requestId, decider, decision, opinion, seal }) => {
      const request = readRequest(db, requestId);
      if (request.state !== 'in-review') moveNowhere(request);
      refuseAlone(request);
      const question = { regime: 'chain', chain: request.chain, step: request.step, decider: decider.account } as const;
      const applicant = request.handler.account;
      refuse(mayDecide({ ...question, applicant, custodian: seal.custodian, holder: seal.holder }));
      const unread = decision === 'approve' ? unreadPages(db, request, decider.account) : [];
      if (unread.length > 0) throw new StationError('APPROVAL_NOT_VIEWED', { pages: unread.join('、') });
      if (decision === 'refuse' && opinion === '') {
        throw new StationError('RPC_INVALID_INPUT', { detail: '@details.refusalNeedsReason' });
      }
      const at = clock.now();
      const viewed = viewsOf(db, requestId, decider.account).map(({ page, medium }) => ({ page, medium }));
      const words = { step: request.step, ...nameOf(decider), decision, opinion, at, viewed };
      const isLast = request.step + 1 >= (request.chain?.steps.length ?? 1);
      return transaction(db, (tx) => {
        keepDecision(tx, request, words);
        if (decision === 'refuse') return moveRequest(tx, requestId, 'refuse');
        if (!isLast) return moveRequest(tx, requestId, 'approve-step', { step: request.step + 1 });
        return moveRequest(tx, requestId, 'approve-last', { approvedUntil: approvedUntil(at) });
      });
    },

    withdraw: (requestId, account) => {
      const request = readRequest(db, requestId);
      if (request.handler.account !== account) {
        throw new StationError('APPROVAL_NO_AUTHORITY', { detail: '@details.onlyHandlerWithdraws' });
      }
      // Once it is approved, one file of a batch may be taken back: the others stay as they were approved.
      if (request.state === 'in-review') refuseAlone(request);
      return transaction(db, (tx) => moveRequest(tx, requestId, 'withdraw'));
    },

    isProven: (request) => {
      try {
        provenDecisions(db, request, signer.certificate);
        return true;
      } catch (error) {
        if (error instanceof StationError && error.code === 'APPROVAL_SIGNATURE_INVALID') return false;
        throw error;
      }
    },

    approvedUse: (tx, requestId, key) => {
      const request = readRequest(tx, requestId);
      if (request.state !== 'approved' || request.approvedUntil === null) {
        throw new StationError('APPROVAL_MISSING', { state: `@states.request.${request.state}` });
      }
      const decisions = provenDecisions(tx, request, signer.certificate);
      const last = decisions.at(-1);
      const needed = request.chain?.steps.length ?? 1;
      if (!last || decisions.filter((decision) => decision.decision === 'approve').length !== needed) {
        throw new StationError('APPROVAL_MISSING', { state: `@states.request.${request.state}` });
      }
      // The time limit follows from the signed time of the last decision; nobody can type another.
      if (request.approvedUntil.getTime() !== approvedUntil(last.at).getTime() || request.step !== needed - 1) {
        throw new StationError('APPROVAL_SIGNATURE_INVALID', { detail: '@details.requestDigestMismatch' });
      }
      if (clock.now() > request.approvedUntil) {
        throw new StationError('APPROVAL_EXPIRED', { until: officeTime(request.approvedUntil) });
      }
      return mintApprovedUse({
        requestId,
        documentDigestSm3: new Uint8Array(Buffer.from(request.documentSm3, 'hex')),
        sealEsId: request.sealEsId,
        placementsDigest: placementsDigest(request.draft),
        copies: request.draft.copies,
        signatureProfile: signatureProfileOf(request.draft),
        signerCertSm3: key.certificateSm3,
        tokenSerial: key.tokenSerial,
        expiresAt: request.approvedUntil,
      });
    },
  };
}

/**
 * How uses of this seal are approved. Under a holder's regime the holder's own request is the decision.
 *
 * @throws APPROVAL_NO_AUTHORITY for anybody else's request under such a regime (HN-16), and where a chain is wanted and
 *   the seal has none
 */
export function regimeFor(profile: PolicyProfile, seal: SealForApproval, applicant: string) {
  const regime = categoryOf(profile, seal.category)?.approval ?? 'chain';
  if (regime !== 'chain') {
    const question = { regime, chain: null, step: 0, decider: applicant, applicant };
    refuse(mayDecide({ ...question, custodian: seal.custodian, holder: seal.holder }));
  } else if (seal.chain === null) {
    throw new StationError('APPROVAL_NO_AUTHORITY', { detail: '@details.noChain' });
  }
  return regime;
}

/** A file of a batch is decided with all the others or not at all. @throws APPROVAL_IN_BATCH */
function refuseAlone({ batch }: StampingRequest): void {
  if (batch) throw new StationError('APPROVAL_IN_BATCH', { batch: batch.batchId, position: batch.position });
}

/** @throws the code of a refused check */
export function refuse(check: ReturnType<typeof firstRefusal>): void {
  if (check?.state === 'refused') throw new StationError(check.code ?? 'APPROVAL_NO_AUTHORITY', check.facts ?? {});
}

export function nameOf({ account, name, post }: SignedInPerson): Pick<SignedInPerson, 'account' | 'name' | 'post'> {
  return { account, name, post };
}

function moveNowhere(request: StampingRequest): never {
  throw new StationError('APPROVAL_STATE', {
    state: `@states.request.${request.state}`,
    action: '@approvals.actions.approve-step',
  });
}

/** Approval numbers count by the calendar year of Beijing. */
export function beijingYear(at: Date): number {
  return new Date(at.getTime() + 8 * 3_600_000).getUTCFullYear();
}

export function approvedUntil(from: Date): Date {
  return new Date(from.getTime() + approvalMs);
}

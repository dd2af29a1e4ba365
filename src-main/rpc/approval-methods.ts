import {
  listRequests,
  readRequest,
  requireMendable,
  type StampingRequest,
} from '#main/approvals/request-repository.ts';
import { authenticate } from '#main/station/people.ts';
import type { RequestView } from '#shared/contract/approvals.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { checkAsked } from './check-asked.ts';
import { documentFor } from './document-methods.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import { requestChanges } from './request-changes.ts';
import { maySee, requestView, sealForApproval } from './request-view.ts';
import type { StationParts } from './station-parts.ts';

export function approvalMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db, words } = parts;
  const { approvals } = guarded;
  function changed(request: StampingRequest): RequestView {
    parts.events.emit({ type: 'request.changed', requestId: request.requestId });
    return requestView(db, words, request);
  }
  /** @throws APPROVAL_NOT_FOUND, also for a request of somebody else */
  function visible(person: SignedInPerson, requestId: string): StampingRequest {
    const request = readRequest(db, requestId);
    if (!maySee(person, request)) throw new StationError('APPROVAL_NOT_FOUND', { request: requestId });
    return request;
  }
  return {
    submit: approvals.submit.handler(async ({ input, context }) => {
      const ready = parts.ready();
      if (input.unitName !== ready.identity.unitName) {
        throw new StationError('APPROVAL_OUT_OF_SCOPE', { detail: '@details.unitNotOwner' });
      }
      const document = documentFor(parts, signedIn(context), input.documentId);
      await checkAsked(parts, document, input);
      const { sm3, pages } = document;
      if (input.formerRequestId !== undefined) requireMendable(db, input.formerRequestId, signedIn(context).account);
      const request = ready.approvals.submit({
        draft: input,
        handler: signedIn(context),
        document: { sm3, pages },
        seal: sealForApproval(db, input.sealEsId),
      });
      return changed(request);
    }),
    list: approvals.list.handler(({ input, context }) => {
      const person = signedIn(context);
      return listRequests(db, input)
        .filter((request) => maySee(person, request))
        .map((request) => requestView(db, words, request));
    }),
    get: approvals.get.handler(({ input, context }) =>
      requestView(db, words, visible(signedIn(context), input.requestId)),
    ),
    changes: approvals.changes.handler(({ input, context }) =>
      requestChanges(parts, visible(signedIn(context), input.requestId)),
    ),
    recordView: approvals.recordView.handler(({ input, context }) => {
      const { account } = signedIn(context);
      return { remaining: parts.ready().approvals.recordView({ ...input, account }) };
    }),
    decide: approvals.decide.handler(async ({ input, context }) => {
      const decider = signedIn(context);
      await authenticate(db, decider.account, input.password, parts.clock.now());
      const { sealEsId } = readRequest(db, input.requestId);
      const { requestId, decision, opinion } = input;
      const seal = sealForApproval(db, sealEsId);
      const request = parts.ready().approvals.decide({ requestId, decider, decision, opinion, seal });
      return changed(request);
    }),
    withdraw: approvals.withdraw.handler(({ input, context }) => {
      const request = parts.ready().approvals.withdraw(input.requestId, signedIn(context).account);
      return changed(request);
    }),
  };
}

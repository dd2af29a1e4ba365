import { readBatch, type Batch } from '#main/approvals/batch-repository.ts';
import type { BatchDocument } from '#main/approvals/batch-submission.ts';
import { requestsOfBatch, requireMendable } from '#main/approvals/request-repository.ts';
import { readKeptSeal } from '#main/seals/kept-seals.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { gatherCase, preCheck } from '#main/stamping/stamp-case.ts';
import { authenticate } from '#main/station/people.ts';
import type { BatchRow } from '#shared/contract/batches.ts';
import { errorRows } from '#shared/errors/error-codes.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { PolicyCheck } from '#shared/policy/check.ts';
import { createBatchRuns } from './batch-runs.ts';
import { batchRow, batchRows, batchView, refuseUnseen } from './batch-view.ts';
import { checkAsked } from './check-asked.ts';
import { documentFor } from './document-methods.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import { sealForApproval } from './request-view.ts';
import type { StationParts } from './station-parts.ts';

export function batchMethods({ batches }: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db, words, events } = parts;
  const runs = createBatchRuns(parts);
  function changed(batch: Batch): BatchRow {
    events.emit({ type: 'batch.changed', batchId: batch.batchId });
    return batchRow(db, words, batch);
  }
  return {
    submit: batches.submit.handler(async ({ input, context }) => {
      const { identity, desk } = parts.ready();
      const { common, files } = input;
      if (common.unitName !== identity.unitName) {
        throw new StationError('APPROVAL_OUT_OF_SCOPE', { detail: '@details.unitNotOwner' });
      }
      const handler = signedIn(context);
      const documents: BatchDocument[] = [];
      for (const { documentId, placements, documentTitle: title, formerRequestId } of files) {
        const document = documentFor(parts, handler, documentId);
        try {
          if (formerRequestId !== undefined) requireMendable(db, formerRequestId, handler.account);
          await checkAsked(parts, document, { ...common, placements });
        } catch (error) {
          throw atPosition(error, documents.length + 1, title);
        }
        const { sm3: digest, pages, notices } = document;
        documents.push({ sm3: digest, pages, hasNotice: notices.length > 0 });
      }
      const seal = sealForApproval(db, common.sealEsId);
      return changed(desk.batches.submit({ draft: input, documents, handler, seal }));
    }),
    list: batches.list.handler(({ context }) => batchRows(parts, signedIn(context))),
    get: batches.get.handler(({ input: { batchId }, context }) => {
      const person = signedIn(context);
      refuseUnseen(db, person, batchId);
      return batchView(parts, readBatch(db, batchId), person);
    }),
    decide: batches.decide.handler(async ({ input, context }) => {
      const decider = signedIn(context);
      const { password, ...asked } = input;
      await authenticate(db, decider.account, password, parts.clock.now());
      const seal = sealForApproval(db, readBatch(db, input.batchId).sealEsId);
      return changed(parts.ready().desk.batches.decide({ ...asked, decider, seal }));
    }),
    withdraw: batches.withdraw.handler(({ input: { batchId }, context }) =>
      changed(parts.ready().desk.batches.withdraw(batchId, signedIn(context).account)),
    ),
    precheck: batches.precheck.handler(async ({ input: { batchId }, context }) => {
      const { desk } = parts.ready();
      const seal = readKeptSeal(db, readBatch(db, batchId).sealEsId);
      const key = { certificateSm3: sm3(seal.certificate), tokenSerial: seal.tokenSerial };
      const open = desk.batches.approved(batchId, key).size;
      const next = requestsOfBatch(db, batchId).find(({ state }) => state === 'approved');
      const { checks } = await preCheck(desk, gatherCase(desk, next?.requestId ?? ''), signedIn(context));
      return { checks, mayStamp: checks.every(letsGoOn), open };
    }),
    stamp: batches.stamp.handler(({ input, context }) =>
      runs.start({ ...input, user: signedIn(context), session: context.session }),
    ),
    stop: batches.stop.handler(({ input }) => ({ stopping: runs.stop(input.batchId) })),
    run: batches.run.handler(({ input }) => runs.find(input.batchId)),
  };
}

/** The same refusal, saying which file it is about. */
function atPosition(error: unknown, position: number, title: string): unknown {
  if (!(error instanceof StationError)) return error;
  return new StationError(error.code, { ...error.facts, position, title }, error);
}

/** What is wrong with one file holds up none of the others. */
function letsGoOn({ state, code }: PolicyCheck): boolean {
  return state !== 'refused' || (code !== undefined && !errorRows[code].stopsBatch);
}

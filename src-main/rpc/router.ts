import { createRouterClient } from '@orpc/server';
import { applicantMethods } from './applicant-methods.ts';
import { approvalMethods } from './approval-methods.ts';
import { batchMethods } from './batch-methods.ts';
import { deskMethods } from './desk-methods.ts';
import { documentMethods } from './document-methods.ts';
import { draftMethods } from './draft-methods.ts';
import { eventsMethods } from './events-methods.ts';
import { placingMethods } from './placing-methods.ts';
import { fromCrossing } from './error-crossing.ts';
import { ledgerMethods } from './ledger-methods.ts';
import { guardedContract } from './procedure.ts';
import { questionsMethods } from './questions-methods.ts';
import { sessionMethods } from './session-methods.ts';
import { setUpMethods } from './set-up-methods.ts';
import { stampingMethods } from './stamping-methods.ts';
import type { StationParts } from './station-parts.ts';
import { stationMethods } from './station-methods.ts';
import { statisticsMethods } from './statistics-methods.ts';
import { verificationMethods } from './verification-methods.ts';

/** The one router of the station, served over every channel. */
export function createRouter(parts: StationParts) {
  const guarded = guardedContract(parts);
  return guarded.router({
    session: sessionMethods(guarded, parts),
    desk: deskMethods(guarded, parts),
    documents: documentMethods(guarded, parts),
    drafts: draftMethods(guarded, parts),
    placing: placingMethods(guarded, parts),
    approvals: { ...approvalMethods(guarded, parts), ...applicantMethods(guarded, parts) },
    batches: batchMethods(guarded, parts),
    stamping: stampingMethods(guarded, parts),
    verification: verificationMethods(guarded, parts),
    ledger: ledgerMethods(guarded, parts),
    statistics: statisticsMethods(guarded, parts),
    station: stationMethods(guarded, parts),
    events: eventsMethods(guarded, parts),
    questions: questionsMethods(guarded, parts),
    setUp: setUpMethods(guarded, parts),
  });
}

export type StationRouter = ReturnType<typeof createRouter>;

/** The in-memory channel: the same router and the same gate, without a wire. */
export function memoryClient(router: StationRouter, session?: string) {
  return createRouterClient(router, {
    context: { session, isLocal: true },
    interceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (error) {
          throw fromCrossing(error);
        }
      },
    ],
  });
}

export type StationClient = ReturnType<typeof memoryClient>;

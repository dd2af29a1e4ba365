import { approvalsContract } from './approvals.ts';
import { batchesContract } from './batches.ts';
import { deskContract } from './desk.ts';
import { documentsContract } from './documents.ts';
import { draftsContract } from './drafts.ts';
import { eventsContract } from './events.ts';
import { ledgerContract } from './ledger.ts';
import { placingContract } from './placing.ts';
import { questionsContract } from './questions.ts';
import { sessionContract } from './session.ts';
import { setUpContract } from './set-up.ts';
import { stampingContract } from './stamping.ts';
import { stationContract } from './station.ts';
import { statisticsContract } from './statistics.ts';
import { verificationContract } from './verification.ts';

/** Every word between a screen and its station. */
export const contract = {
  session: sessionContract,
  desk: deskContract,
  documents: documentsContract,
  drafts: draftsContract,
  placing: placingContract,
  approvals: approvalsContract,
  batches: batchesContract,
  stamping: stampingContract,
  verification: verificationContract,
  ledger: ledgerContract,
  statistics: statisticsContract,
  station: stationContract,
  events: eventsContract,
  questions: questionsContract,
  setUp: setUpContract,
};

export type Contract = typeof contract;

import { approvalsContract } from './approvals.ts';
import { documentsContract } from './documents.ts';
import { ledgerContract } from './ledger.ts';
import { sessionContract } from './session.ts';
import { stampingContract } from './stamping.ts';
import { stationContract } from './station.ts';
import { verificationContract } from './verification.ts';

/** Every word between a screen and its station. */
export const contract = {
  session: sessionContract,
  documents: documentsContract,
  approvals: approvalsContract,
  stamping: stampingContract,
  verification: verificationContract,
  ledger: ledgerContract,
  station: stationContract,
};

export type Contract = typeof contract;

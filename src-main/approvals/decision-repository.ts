import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, run } from '#main/storage/queries.ts';
import type { ApprovalSchema } from './approval-schema.ts';

/** One signed decision of one step. `statement` is the exact text that was signed. */
export interface Decision {
  readonly requestId: string;
  readonly step: number;
  readonly account: string;
  readonly name: string;
  readonly post: string;
  readonly decision: 'approve' | 'refuse';
  readonly opinion: string;
  readonly at: Date;
  readonly statement: string;
  readonly signatureRs: Uint8Array;
  readonly signerCertificate: Uint8Array;
  /** `station` = 系统代签证明: the machine key of the PC where the decider signed in; never called his signature. */
  readonly proof: 'person' | 'station';
}

const queries = createQueries<ApprovalSchema>();

export function insertDecision(tx: WriteTransaction, decision: Decision): void {
  run(tx, queries.insertInto('decisions').values({ request_id: decision.requestId, ...columnsOf(decision) }));
}

/** Decisions on a request: its own, or those of the batch it belongs to. */
export function decisionsOf(db: ReadableDb, requestId: string): readonly Decision[] {
  const query = queries.selectFrom('decisions').selectAll().where('request_id', '=', requestId).orderBy('step');
  const own = all(db, query);
  if (own.length > 0) return own.map((row) => toDecision(requestId, row));
  const ofBatch = queries
    .selectFrom('batch_decisions')
    .innerJoin('requests', 'requests.batch_id', 'batch_decisions.batch_id')
    .selectAll('batch_decisions')
    .where('requests.request_id', '=', requestId)
    .orderBy('batch_decisions.step');
  return all(db, ofBatch).map((row) => toDecision(requestId, row));
}

export function insertBatchDecision(
  tx: WriteTransaction,
  batchId: string,
  decision: Omit<Decision, 'requestId'>,
): void {
  run(tx, queries.insertInto('batch_decisions').values({ batch_id: batchId, ...columnsOf(decision) }));
}

/** What both tables keep alike. */
function columnsOf(decision: Omit<Decision, 'requestId'>) {
  return {
    step: decision.step,
    account: decision.account,
    name: decision.name,
    post: decision.post,
    decision: decision.decision,
    opinion: decision.opinion,
    at: decision.at.toISOString(),
    statement: decision.statement,
    signature_rs: decision.signatureRs,
    signer_certificate: decision.signerCertificate,
    proof: decision.proof,
  };
}

function toDecision(requestId: string, row: Omit<ApprovalSchema['decisions'], 'request_id'>): Decision {
  return {
    requestId,
    step: row.step,
    account: row.account,
    name: row.name,
    post: row.post,
    decision: row.decision,
    opinion: row.opinion,
    at: new Date(row.at),
    statement: row.statement,
    signatureRs: row.signature_rs,
    signerCertificate: row.signer_certificate,
    proof: row.proof,
  };
}

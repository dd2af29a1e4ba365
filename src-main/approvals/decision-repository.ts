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
  run(
    tx,
    queries.insertInto('decisions').values({
      request_id: decision.requestId,
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
    }),
  );
}

export function decisionsOf(db: ReadableDb, requestId: string): readonly Decision[] {
  const query = queries.selectFrom('decisions').selectAll().where('request_id', '=', requestId).orderBy('step');
  return all(db, query).map((row) => ({
    requestId: row.request_id,
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
  }));
}

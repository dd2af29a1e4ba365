import type { ReadableDb } from '#main/storage/database.ts';
import { canonicalBytes } from '#shared/log/canonical-json.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { isOnList } from './batch-list.ts';
import { findMember, readBatch, type Batch } from './batch-repository.ts';
import { decisionsOf, type Decision } from './decision-repository.ts';
import { checkDecision, checkStatement, requestDigest, type DecisionWords } from './decision-statement.ts';
import type { StampingRequest } from './request-repository.ts';

const statementKind = 'SealKeeper batch decision v1';

/** What the decider had before his eyes of one file. */
export interface ReadFile {
  readonly position: number;
  readonly pages: readonly number[];
  readonly medium: string;
}

const aboutBatch = ({ batchId, title, listRoot, files, sealEsId }: Batch) => ({
  batchId,
  title,
  listSm3: toHex(listRoot),
  files,
  sealEsId,
});

/**
 * The text a decision on a batch signs: the root of its list, which names each file by its digest with all that was
 * asked for it, and what of it was read; the decider attests the rest.
 */
export function batchStatement(
  batch: Batch,
  words: Omit<DecisionWords, 'viewed'> & { readonly viewed: readonly ReadFile[] },
): string {
  const statement = {
    _: statementKind,
    ...aboutBatch(batch),
    step: words.step,
    account: words.account,
    name: words.name,
    post: words.post,
    decision: words.decision,
    opinion: words.opinion,
    at: words.at.toISOString(),
    station: words.stationId,
    viewed: words.viewed.map(({ position, pages, medium }) => ({ position, pages: [...pages], medium })),
    attested: batch.files - new Set(words.viewed.map(({ position }) => position)).size,
  };
  return Buffer.from(canonicalBytes(statement)).toString('utf8');
}

/** @throws APPROVAL_SIGNATURE_INVALID */
export function checkBatchDecision(batch: Batch, decision: Decision, stationCertificate: Uint8Array): void {
  checkStatement(statementKind, aboutBatch(batch), decision, stationCertificate);
}

/**
 * The decisions on a request, each of them verified: signed by this station, and about what the request says now. A
 * request of a batch is on its list just as it says, and the decision is about that list.
 *
 * @throws APPROVAL_SIGNATURE_INVALID
 */
export function provenDecisions(
  db: ReadableDb,
  request: StampingRequest,
  stationCertificate: Uint8Array,
): readonly Decision[] {
  const decisions = decisionsOf(db, request.requestId);
  if (request.batch === null) {
    for (const decision of decisions) checkDecision(request, decision, stationCertificate);
    return decisions;
  }
  const batch = readBatch(db, request.batch.batchId);
  refuseStranger(db, request, batch);
  for (const decision of decisions) checkBatchDecision(batch, decision, stationCertificate);
  return decisions;
}

function refuseStranger(db: ReadableDb, request: StampingRequest, batch: Batch): void {
  const member = findMember(db, request.requestId);
  const { position } = request.batch ?? { position: 0 };
  const { batchId, listRoot: root, files: count } = batch;
  const { documentSm3 } = request;
  const line = { batchId, position, documentSm3, requestSm3: requestDigest(request) };
  if (member !== undefined && isOnList(line, member.inclusionProof, { root, count })) return;
  throw new StationError('APPROVAL_SIGNATURE_INVALID', { detail: '@details.requestDigestMismatch' });
}

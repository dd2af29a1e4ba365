import { canonicalBytes } from '#shared/log/canonical-json.ts';
import { remembering } from '#main/formats/remembered.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Decision } from './decision-repository.ts';
import type { StampingRequest } from './request-repository.ts';

const statementKind = 'SealKeeper decision v1';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** SM3 over everything that was asked and of whom, in canonical JSON: what a decision binds itself to. */
export function requestDigest(request: StampingRequest): string {
  const asked = {
    requestId: request.requestId,
    approvalYear: request.approvalYear,
    approvalSeq: request.approvalSeq,
    sealEsId: request.sealEsId,
    documentSm3: request.documentSm3,
    pages: request.pages,
    handler: request.handler,
    chain: request.chain,
    submittedAt: request.submittedAt.toISOString(),
    draft: request.draft,
    ...(request.batch && { batch: request.batch }),
  };
  return hex(sm3(canonicalBytes(asked)));
}

export interface DecisionWords {
  readonly step: number;
  readonly account: string;
  readonly name: string;
  readonly post: string;
  readonly decision: 'approve' | 'refuse';
  readonly opinion: string;
  readonly at: Date;
  readonly stationId: string;
  /** Pages that were shown or attested, with the medium. */
  readonly viewed: readonly { readonly page: number; readonly medium: string }[];
}

/** The text a decision signs: canonical JSON, domain-separated by its first key. */
export function decisionStatement(request: StampingRequest, words: DecisionWords): string {
  const statement = {
    _: statementKind,
    requestId: request.requestId,
    requestSm3: requestDigest(request),
    documentSm3: request.documentSm3,
    sealEsId: request.sealEsId,
    step: words.step,
    account: words.account,
    name: words.name,
    post: words.post,
    decision: words.decision,
    opinion: words.opinion,
    at: words.at.toISOString(),
    station: words.stationId,
    viewed: words.viewed.map(({ page, medium }) => ({ page, medium })),
  };
  return Buffer.from(canonicalBytes(statement)).toString('utf8');
}

/**
 * Is this decision really about this request, and signed by the key it names?
 *
 * @throws APPROVAL_SIGNATURE_INVALID
 */
export function checkDecision(request: StampingRequest, decision: Decision, stationCertificate: Uint8Array): void {
  const { requestId, documentSm3, sealEsId } = request;
  const about = { requestId, requestSm3: requestDigest(request), documentSm3, sealEsId };
  checkStatement(statementKind, about, decision, stationCertificate);
}

/**
 * Does a signed decision say what is kept of it, about just these things, and is it signed by this station?
 *
 * @param about what the statement must be about, name by name
 * @throws APPROVAL_SIGNATURE_INVALID
 */
export function checkStatement(
  kind: string,
  about: Readonly<Record<string, string | number>>,
  decision: Decision,
  stationCertificate: Uint8Array,
): void {
  const said = readStatement(decision.statement);
  const isAboutThis =
    said['_'] === kind &&
    Object.entries(about).every(([name, value]) => said[name] === value) &&
    said['step'] === decision.step &&
    said['account'] === decision.account &&
    said['name'] === decision.name &&
    said['post'] === decision.post &&
    said['decision'] === decision.decision &&
    said['opinion'] === decision.opinion &&
    said['at'] === decision.at.toISOString();
  if (!isAboutThis) refuse();
  // A decision signed by a key this station does not know proves nothing, however well it verifies; no person's key
  // is known yet.
  if (decision.proof !== 'station' || hex(decision.signerCertificate) !== hex(stationCertificate)) refuse();
  const { publicKey } = readCertificate(decision.signerCertificate);
  const message = Buffer.from(decision.statement, 'utf8');
  if (publicKey === null || !isSigned(publicKey, message, decision.signatureRs)) refuse();
}

/** One decision stands for every file of a batch and is asked about at each of them. */
const remembered = remembering<boolean>(16);

function isSigned(publicKey: Uint8Array, message: Uint8Array, signatureRs: Uint8Array): boolean {
  return remembered([publicKey, message, signatureRs], () => sm2Verify(publicKey, message, signatureRs));
}

function readStatement(statement: string): Record<string, unknown> {
  try {
    return JSON.parse(statement) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function refuse(): never {
  throw new StationError('APPROVAL_SIGNATURE_INVALID', { detail: '@details.requestDigestMismatch' });
}

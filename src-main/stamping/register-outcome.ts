import { decisionsOf, type Decision } from '#main/approvals/decision-repository.ts';
import { appointmentOf, findPerson } from '#main/station/people.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { categoryOf } from '#shared/policy/profile.ts';
import { officeTime, type RegisterEntry, type StampResult } from '#shared/model/register-entry.ts';
import type { StampArchive } from './archive-journal.ts';
import type { StampTimestamp } from './timestamp-journal.ts';
import type { StampCase } from './stamp-case.ts';
import type { StampDesk } from './stamp-desk.ts';
import type { StampingJob } from './job-repository.ts';
import type { WrittenDigests } from './output-file.ts';

/** What the register says of one use besides what the request and the seal already say. */
export interface OutcomeFacts {
  readonly entryId: string;
  readonly result: StampResult;
  readonly usedAt: Date;
  readonly digestBefore: WrittenDigests;
  readonly digestAfter?: WrittenDigests;
  /** SM3 of the signature value as stored (DER), lower-case hex. */
  readonly signatureDigest?: string;
  readonly timestamp?: StampTimestamp;
  readonly archive?: StampArchive | null;
}

/**
 * The register entry of a use (register.md D.1): every automatic value comes from the session, the key, the file or
 * the approved request, and none can be typed.
 */
export function registerEntry(
  desk: StampDesk,
  stampCase: StampCase,
  job: StampingJob,
  facts: OutcomeFacts,
): RegisterEntry {
  const { request, document, seal, certificate } = stampCase;
  const { draft } = request;
  const news = desk.registryNews();
  const { profile, digest } = desk.profile;
  return {
    entryId: facts.entryId,
    ledgerYear: job.entryNo.year,
    seqNo: job.entryNo.seq,
    usedAt: officeTime(facts.usedAt),
    usedAtUtc: facts.usedAt.toISOString(),
    clock: {
      source: news.clockCheckedAt ? 'registry' : 'system',
      ...(news.clockOffsetMs !== null && { offsetMs: Math.round(news.clockOffsetMs) }),
      ...(news.clockCheckedAt && { lastCheck: news.clockCheckedAt.toISOString() }),
    },
    unitName: draft.unitName,
    unitCode: desk.identity.unitCode,
    deptName: draft.deptName,
    reason: draft.reason,
    approvers: approversOf(desk.db, stampCase),
    approvalId: request.requestId,
    approvalBasis: categoryOf(profile, seal.category)?.approval ?? 'chain',
    handler: {
      account: request.handler.account,
      name: request.handler.name,
      department: request.handler.deptName,
    },
    sealUser: person(desk.db, job.sealUser),
    custodian: { ...person(desk.db, seal.custodian), ...appointed(desk.db, seal.custodian) },
    sealName: seal.name,
    ...(seal.sealCode !== '' && { sealCode: seal.sealCode }),
    esId: seal.esId,
    sealCategory: seal.category as RegisterEntry['sealCategory'],
    cert: {
      serial: certificate.serialHex,
      issuer: certificate.issuer,
      notBefore: certificate.notBefore.toISOString(),
      notAfter: certificate.notAfter.toISOString(),
    },
    sealStatus: {
      state: seal.state,
      ...(news.statusNumber !== null && { listNumber: news.statusNumber }),
      ...(news.statusIssuedAt && { listAt: news.statusIssuedAt.toISOString() }),
    },
    tokenSerial: seal.tokenSerial,
    tokenModel: seal.tokenModel,
    workstation: { id: desk.identity.stationId, hostName: desk.hostName },
    documentTitle: draft.documentTitle,
    ...(draft.documentNumber !== undefined && { documentNumber: draft.documentNumber }),
    documentType: draft.documentType,
    ...(draft.documentCategory !== undefined && { documentCategory: draft.documentCategory }),
    secrecy: draft.secrecy,
    fileFormat: document.format,
    pages: document.pages,
    copies: draft.copies,
    digestBefore: facts.digestBefore,
    ...(facts.digestAfter && { digestAfter: facts.digestAfter }),
    positions: draft.placements.map((placement) => ({
      ...placement,
      kind: placement.slice ? ('straddle' as const) : ('single' as const),
    })),
    ...(facts.signatureDigest !== undefined && { signatureDigest: facts.signatureDigest }),
    ...(facts.timestamp?.token && { timestampToken: Buffer.from(facts.timestamp.token).toString('base64') }),
    ...(facts.timestamp?.failure && { timestampFailure: facts.timestamp.failure.slice(0, 60) }),
    ...(facts.archive && { longTerm: longTermOf(facts.archive) }),
    result: facts.result,
    ...(draft.remark !== undefined && { remark: draft.remark }),
    ...(draft.signatureProfile !== undefined && { signatureProfile: draft.signatureProfile }),
    profileId: profile.profileId,
    profileVersion: profile.profileVersion,
    profileDigest: digest,
  };
}

function longTermOf({ store, token, failure }: StampArchive): NonNullable<RegisterEntry['longTerm']> {
  const got = token ? 'timestamped' : store.certificates.length > 0 ? 'material' : 'off';
  const isSilent = got !== 'off' && store.lists.length + store.responses.length === 0;
  const why = failure ?? (isSilent ? 'noLists' : null);
  return { got, ...(why !== null && { failure: why.slice(0, 60) }) };
}

function approversOf(db: ReadableDb, { request, seal }: StampCase): RegisterEntry['approvers'] {
  const decisions = decisionsOf(db, request.requestId);
  if (decisions.length === 0) {
    // Under a holder's regime there is no chain: the holder's own request is the decision (HN-16).
    const holder = person(db, seal.holder ?? request.handler.account);
    return [{ ...holder, step: 1, decision: 'approved', at: officeTime(request.submittedAt) }];
  }
  return decisions.map(approverOf);
}

function approverOf(decision: Decision): RegisterEntry['approvers'][number] {
  return {
    account: decision.account,
    name: decision.name,
    ...(decision.post !== '' && { post: decision.post }),
    step: decision.step + 1,
    decision: decision.decision === 'approve' ? 'approved' : 'refused',
    ...(decision.opinion !== '' && { opinion: decision.opinion }),
    at: officeTime(decision.at),
    proof: decision.proof === 'person' ? 'own-key' : 'machine-key',
  };
}

function appointed(db: ReadableDb, account: string): { appointmentNo?: string } {
  const appointmentNo = appointmentOf(db, account);
  return appointmentNo === '' ? {} : { appointmentNo };
}

function person(db: ReadableDb, account: string): { account: string; name: string } {
  return { account, name: findPerson(db, account)?.name ?? account };
}

import fs from 'node:fs';
import path from 'node:path';
import { decisionsOf } from '#main/approvals/decision-repository.ts';
import { digestDocument, type DigestPass } from '#main/documents/document-digest.ts';
import { readDocument, type KeptDocument } from '#main/documents/document-repository.ts';
import { fileSource } from '#main/platform/files.ts';
import { readRequest, type StampingRequest } from '#main/approvals/request-repository.ts';
import { readKeptSeal, type KeptSeal } from '#main/seals/kept-seals.ts';
import { findPerson } from '#main/station/people.ts';
import { readCertificate, type Certificate } from '#main/trust/certificate.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { PolicyCheck } from '#shared/policy/check.ts';
import { mayStamp, type StampQuestion } from '#shared/policy/may-stamp.ts';
import { maySubmit } from '#shared/policy/may-submit.ts';
import type { PolicyProfile } from '#shared/policy/profile.ts';
import { withEvidence, type StampEvidence } from '#shared/policy/stamp-evidence.ts';
import type { RegistryNews, StampDesk } from './stamp-desk.ts';

/** One request with everything it speaks of, gathered before anything is done. */
export interface StampCase {
  readonly request: StampingRequest;
  readonly document: KeptDocument;
  readonly documentPath: string;
  readonly seal: KeptSeal;
  /** The seal's signing certificate, read once. */
  readonly certificate: Certificate;
}

/** @throws APPROVAL_NOT_FOUND, DOC_NOT_FOUND, SEAL_NOT_FOUND, TRUST_CERT_MALFORMED */
export function gatherCase(desk: StampDesk, requestId: string): StampCase {
  const request = readRequest(desk.db, requestId);
  const document = readDocument(desk.db, request.draft.documentId);
  const documentPath = path.join(desk.originalsFolder, document.storedName);
  const seal = readKeptSeal(desk.db, request.sealEsId);
  return { request, document, documentPath, seal, certificate: readCertificate(seal.certificate) };
}

/**
 * The pre-check list, over the file as it lies now: the document is read once, and the hash states are kept so that
 * it need not be read again.
 */
export async function preCheck(
  desk: StampDesk,
  stampCase: StampCase,
  user: SignedInPerson,
): Promise<{ readonly checks: readonly PolicyCheck[]; readonly digests: DigestPass }> {
  const { request, document, documentPath } = stampCase;
  const source = fileSource(documentPath);
  try {
    const digests = await digestDocument(source);
    const pages = new Set(request.draft.placements.map((placement) => placement.page));
    const isUnchanged = digests.sm3 === request.documentSm3;
    // A changed file is refused for that; what it contains now is of no interest.
    const isBlank = isUnchanged && (await desk.isPageBlank(documentPath, document.format, [...pages]));
    const { report } = await desk.ledgerState();
    const { pin, driver } = await desk.key.care(stampCase.seal);
    const question = questionOf(desk, stampCase, user, {
      key: {
        pinSetAt: pin?.at.getTime() ?? null,
        driver: driver.state,
        testedAt: driver.enrolment?.testedAt.getTime() ?? null,
      },
      document: { approvedSm3: request.documentSm3, actualSm3: digests.sm3, isBlank },
      ledger: { brokenAt: report.firstBad?.index ?? null, reason: report.firstBad?.reason ?? '' },
    });
    const { profile } = desk.profile;
    const passed = [...mayStamp(profile, question), ...registerChecks(profile, stampCase)];
    const checks = withEvidence(profile, passed, evidenceOf(desk, stampCase, question));
    return { checks, digests };
  } finally {
    source.close();
  }
}

function questionOf(
  desk: StampDesk,
  { request, seal, certificate }: StampCase,
  user: SignedInPerson,
  found: Pick<StampQuestion, 'document' | 'ledger' | 'key'>,
): StampQuestion {
  const news = desk.registryNews();
  return {
    now: desk.clock.now().getTime(),
    request: {
      state: request.state,
      approvedUntil: request.approvedUntil?.getTime() ?? 0,
      entryNo: request.entryNo ?? '',
      isProven: desk.approvals.isProven(request),
    },
    ...found,
    seal: {
      state: seal.state,
      stateWords: `@states.seal.${seal.state}`,
      validFrom: seal.seal.validFrom.getTime(),
      validTo: seal.seal.validTo.getTime(),
      custodian: seal.custodian,
      custodianName: findPerson(desk.db, seal.custodian)?.name ?? seal.custodian,
      boundStation: seal.boundStation,
    },
    certificate: { notBefore: certificate.notBefore.getTime(), notAfter: certificate.notAfter.getTime() },
    status: { issuedAt: news.statusIssuedAt?.getTime() ?? null },
    station: { id: desk.identity.stationId, clockOffsetMs: clockOffset(desk, news) },
    user: user.account,
  };
}

/** What was asked of the request when it was submitted, looked at again before it enters the register. */
function registerChecks(profile: PolicyProfile, { request, seal }: StampCase): readonly PolicyCheck[] {
  const looked = new Set(['submit.fields', 'submit.secrecy']);
  return maySubmit(profile, request.draft, seal.category).filter(({ check }) => looked.has(check));
}

function evidenceOf(desk: StampDesk, stampCase: StampCase, question: StampQuestion): StampEvidence {
  const { request, document, documentPath, certificate } = stampCase;
  const decisions = decisionsOf(desk.db, request.requestId).filter(({ decision }) => decision === 'approve');
  const file = fs.statSync(documentPath);
  return {
    question,
    approval: {
      names: decisions.map(({ name }) => name).join('、'),
      at: decisions.at(-1)?.at.getTime() ?? null,
    },
    document: {
      pages: document.pages,
      approvedSize: document.size,
      actualSize: file.size,
      keptAt: Date.parse(document.importedAt),
      changedAt: file.mtimeMs,
    },
    status: { number: desk.registryNews().statusNumber },
    certificate: { issuer: commonName(certificate.issuer) },
    hostName: desk.hostName,
  };
}

/** The name people know an issuer by; the whole name where it has none. */
function commonName(issuer: string): string {
  return /CN=([^,]+)/.exec(issuer)?.[1] ?? issuer;
}

/**
 * How far this clock is off, in ms: as measured at the last exchange, or at least so much as it stands before the time
 * of that exchange. A clock that is set back cannot make an old status list look young.
 */
function clockOffset(desk: StampDesk, { clockOffsetMs, clockCheckedAt }: RegistryNews): number | null {
  const sinceCheckMs = clockCheckedAt === null ? 0 : desk.clock.now().getTime() - clockCheckedAt.getTime();
  return sinceCheckMs < 0 ? Math.min(clockOffsetMs ?? 0, sinceCheckMs) : clockOffsetMs;
}

import { findEntry, type EntryStory } from '#main/ledger/entry-story.ts';
import { entryTimestamp } from '#main/ledger/entry-timestamp.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { findReleasedJob } from '#main/stamping/job-repository.ts';
import { findPerson } from '#main/station/people.ts';
import type { EntryFacts, EntryStoryView, RegisterRow } from '#shared/contract/ledger-views.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { officeTime, parseEntryNo } from '#shared/model/register-entry.ts';
import { signatureProfileOf } from '#shared/model/signature-profile.ts';
import { findRequest, sealName } from './entry-sources.ts';
import { entryProof } from './entry-proof.ts';
import { entrySteps } from './entry-steps.ts';
import { registerRow } from './register-rows.ts';
import { maySee } from './request-view.ts';
import type { StationParts } from './station-parts.ts';

/** @throws LEDGER_NOT_FOUND */
export function entryStoryView(parts: StationParts, person: SignedInPerson, entryNo: string): EntryStoryView {
  const { db, words } = parts;
  const number = parseEntryNo(entryNo);
  if (!number) throw new StationError('LEDGER_NOT_FOUND', { entry: entryNo });
  const story = findEntry(db, number);
  const request = findRequest(db, story.intent.record.body.requestId);
  const { receipt: _, ...proof } = entryProof(db, story, [parts.ready().machineKey.publicKey]);
  const approvalId = request
    ? words.say('approvals.approvalId', { year: request.approvalYear, seq: request.approvalSeq })
    : null;
  return {
    row: story.settlement ? registerRow(db, story.settlement) : openRow(db, story, entryNo),
    facts: { ...factsOf(story), approvalId },
    steps: entrySteps(db, story, request, proof.registry),
    proof,
    isUnsettled: isUnsettled(story),
    hasFile: request !== undefined && maySee(person, request) && findReleasedJob(db, number) !== undefined,
  };
}

function isUnsettled({ settlement, corrections }: EntryStory): boolean {
  const outcome = settlement?.record;
  const isUnknown = outcome?.kind === 'outcome' && outcome.body.entry.result === 'unknown';
  return isUnknown && !corrections.some(({ record }) => record.body.settlement !== undefined);
}

function factsOf({ intent, settlement, corrections }: EntryStory): EntryFacts {
  const { body } = intent.record;
  const entry = settlement?.record.kind === 'outcome' ? settlement.record.body.entry : null;
  const corrected = (field: string): string | null =>
    corrections.findLast(({ record }) => record.body.field === field)?.record.body.value ?? null;
  return {
    approvalId: null,
    approvers: entry?.approvers.map(({ name, post = '' }) => ({ name, post })) ?? [],
    custodian: entry?.custodian.name ?? body.custodian.name,
    sealCode: entry?.sealCode ?? null,
    esId: body.sealEsId,
    positions: body.placements,
    tokenSerial: body.tokenSerial,
    workstation: entry ? `${entry.workstation.id} ${entry.workstation.hostName}` : null,
    pages: entry?.pages ?? null,
    fileFormat: entry?.fileFormat ?? null,
    documentType: entry?.documentType ?? null,
    digestBeforeSm3: body.digestBefore.sm3,
    profileId: entry?.profileId ?? null,
    profileVersion: entry?.profileVersion ?? null,
    remark: corrected('remark') ?? entry?.remark ?? null,
    archiveNo: corrected('archiveNo'),
    returnedDocument: corrected('returnedDocument'),
    signatureForm: entry?.signatureDigest === undefined ? null : signatureProfileOf(entry),
    timestamp: entry && entryTimestamp(entry),
    longTerm: entry?.longTerm ? { got: entry.longTerm.got, failure: entry.longTerm.failure ?? null } : null,
  };
}

/** A number that was taken and is not settled yet: the stamping runs, or waits for recovery. */
function openRow(db: ReadableDb, { intent }: EntryStory, entryNo: string): RegisterRow {
  const { body, at } = intent.record;
  const request = findRequest(db, body.requestId);
  return {
    entryNo,
    result: 'unknown',
    usedAt: officeTime(new Date(at)),
    unitName: request?.draft.unitName ?? '',
    deptName: request?.draft.deptName ?? '',
    reason: request?.draft.reason ?? '',
    approvers: '',
    handler: request?.handler.name ?? '',
    sealUser: findPerson(db, body.custodian.account)?.name ?? body.custodian.name,
    documentTitle: request?.draft.documentTitle ?? '',
    sealName: sealName(db, body.sealEsId),
    digestAfterSm3: '',
    leafIndex: intent.index,
    isReceipted: false,
    documentNumber: request?.draft.documentNumber ?? null,
    copies: null,
    isOutOfHours: false,
  };
}

import { decisionsOf } from '#main/approvals/decision-repository.ts';
import type { StampingRequest } from '#main/approvals/request-repository.ts';
import type { EntryStory } from '#main/ledger/entry-story.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import type { EntryProof, StoryStep } from '#shared/contract/ledger-views.ts';
import type { LeafBody } from '#shared/log/record.ts';
import { officeTime } from '#shared/model/register-entry.ts';

const office = (at: string | Date): string => officeTime(new Date(at));
const step = (kind: StoryStep['kind'], at: string | null, parts: Partial<StoryStep> = {}): StoryStep => ({
  kind,
  at,
  who: '',
  about: '',
  note: '',
  ...parts,
});

/** What happened to one entry, in order: request and decisions, key and file, receipt, corrections. */
export function entrySteps(
  db: ReadableDb,
  story: EntryStory,
  request: StampingRequest | undefined,
  registry: EntryProof['registry'],
): readonly StoryStep[] {
  const afterwards = [
    ...story.corrections.map(({ record }) =>
      step(correctionKind(record.body), office(record.at), {
        who: record.body.by.name,
        about: record.body.consentBy.name,
        note: record.body.value,
      }),
    ),
    registry.number === null ? step('queued', null) : step('receipted', registry.at, { about: `R-${registry.number}` }),
  ];
  return [...(request ? requestSteps(db, request) : []), ...keySteps(story), ...afterwards.toSorted(byTime)];
}

function correctionKind({ settlement }: LeafBody<'correction'>): StoryStep['kind'] {
  if (!settlement) return 'corrected';
  return settlement.finding === 'signature-found' ? 'settled-found' : 'settled';
}

/** Receipts and corrections follow each other in any order; what has no time yet stands last. */
function byTime(a: StoryStep, b: StoryStep): number {
  if (a.at === null || b.at === null) return Number(a.at === null) - Number(b.at === null);
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}

function requestSteps(db: ReadableDb, request: StampingRequest): readonly StoryStep[] {
  const { handler, submittedAt, requestId } = request;
  return [
    step('submitted', office(submittedAt), { who: handler.name, about: handler.deptName }),
    ...decisionsOf(db, requestId).map(({ decision, name, post, opinion, at, proof }) =>
      step(decision === 'approve' ? 'approved' : 'refused', office(at), {
        who: name,
        about: post,
        note: opinion,
        proof,
      }),
    ),
  ];
}

function keySteps({ intent, settlement }: EntryStory): readonly StoryStep[] {
  const { body, at } = intent.record;
  const begun = step('intent', office(at), {
    who: body.custodian.name,
    about: settlement?.record.kind === 'outcome' ? settlement.record.body.entry.workstation.hostName : '',
  });
  if (!settlement) return [begun, step('running', null)];
  const { record } = settlement;
  if (record.kind === 'void') return [begun, step('voided', office(record.at), { note: record.body.reason })];
  const { entry } = record.body;
  const key = step('signed', entry.usedAt, { about: entry.tokenSerial.slice(-4), note: entry.sealName });
  if (entry.result === 'unknown') return [begun, step('unknown', office(record.at))];
  const end = entry.result === 'success' ? 'recorded' : 'unsaved';
  return [begun, key, step(end, office(record.at))];
}

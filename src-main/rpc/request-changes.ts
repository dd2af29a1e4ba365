import { decisionsOf } from '#main/approvals/decision-repository.ts';
import { readRequest, type StampingRequest } from '#main/approvals/request-repository.ts';
import { readDocument } from '#main/documents/document-repository.ts';
import type { Words } from '#main/platform/words.ts';
import type { FileOfPages } from '#main/reader/document-reader.ts';
import { readKeptSeal } from '#main/seals/kept-seals.ts';
import {
  comparedFields,
  type FieldChange,
  type RequestChanges,
  type TextChanges,
} from '#shared/contract/request-changes.ts';
import { StationError, type ErrorFacts } from '#shared/errors/station-error.ts';
import type { Placement } from '#shared/model/placement.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import { keptPath } from './document-methods.ts';
import type { StationParts } from './station-parts.ts';

/** What a decider must see anew: a request beside the one it takes the place of. Null where it takes nobody's place. */
export async function requestChanges(parts: StationParts, request: StampingRequest): Promise<RequestChanges | null> {
  const { formerRequestId } = request.draft;
  if (formerRequestId === undefined) return null;
  const { db, words } = parts;
  const former = readRequest(db, formerRequestId);
  const refusal = decisionsOf(db, former.requestId).find(({ decision }) => decision === 'refuse');
  const [before, after] = [fieldsOf(parts, former), fieldsOf(parts, request)];
  return {
    former: {
      requestId: former.requestId,
      approvalId: words.say('approvals.approvalId', { year: former.approvalYear, seq: former.approvalSeq }),
      submittedAt: officeTime(former.submittedAt),
    },
    returned: refusal ? { name: refusal.name, opinion: refusal.opinion } : null,
    fields: comparedFields
      .map((field): FieldChange => ({ field, before: before[field], after: after[field] }))
      .filter((change) => change.before !== change.after),
    text: await textOf(parts, former, request),
  };
}

/** Places that are written out; of more, how many there are says enough. */
const mostPlaces = 20;

function placeInWords(words: Words, placement: Placement): string {
  const { page, xMm, yMm, widthMm, heightMm, rotation = 0, opacity = 1, text, slice } = placement;
  const say = (key: string, facts: ErrorFacts): string => words.say(`approvals.place.${key}`, facts);
  return [
    say('at', { page, xMm, yMm, widthMm, heightMm }),
    ...(slice ? [say('slice', { index: slice.index, count: slice.count })] : []),
    ...(rotation === 0 ? [] : [say('turned', { rotation })]),
    ...(opacity === 1 ? [] : [say('ink', { percent: Math.round(opacity * 100) })]),
    ...(text ? [say('text', { text: text.value })] : []),
  ].join('');
}

function fieldsOf({ db, words }: StationParts, { draft, pages }: StampingRequest) {
  const places = draft.placements.slice(0, mostPlaces).map((placement) => placeInWords(words, placement));
  const { length: count } = draft.placements;
  if (count > mostPlaces) places.push(words.say('approvals.place.all', { count }));
  return {
    seal: readKeptSeal(db, draft.sealEsId).name,
    places: places.join('；'),
    copies: String(draft.copies),
    reason: draft.reason,
    dept: draft.deptName,
    title: draft.documentTitle,
    number: draft.documentNumber ?? null,
    type: draft.documentType,
    category: draft.documentCategory ?? null,
    remark: draft.remark ?? null,
    pages: String(pages),
  } satisfies Record<FieldChange['field'], string | null>;
}

async function textOf(parts: StationParts, former: StampingRequest, request: StampingRequest): Promise<TextChanges> {
  if (former.documentSm3 === request.documentSm3) return { state: 'same', changes: [] };
  try {
    return await parts.reader.textChanges(keptFile(parts, former), keptFile(parts, request));
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    return { state: 'unread', changes: [] };
  }
}

function keptFile(parts: StationParts, { draft }: StampingRequest): FileOfPages {
  const document = readDocument(parts.db, draft.documentId);
  const { format, pages } = document;
  return { file: keptPath(parts, document), format, pages };
}

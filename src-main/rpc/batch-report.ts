import { readBatch } from '#main/approvals/batch-repository.ts';
import { requestsOfBatch } from '#main/approvals/request-repository.ts';
import { writeRecord, type RecordLine } from '#main/formats/pdf/record-document.ts';
import { leavesOfEntry } from '#main/ledger/ledger-repository.ts';
import { readKeptSeal } from '#main/seals/kept-seals.ts';
import type { BatchFile, BatchView } from '#shared/contract/batches.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { batchSheet, type BatchReportRow } from '#shared/model/batch-sheet.ts';
import { officeTime, parseEntryNo } from '#shared/model/register-entry.ts';
import { pagesInWords } from '#shared/placing/place-words.ts';
import { batchView, refuseUnseen } from './batch-view.ts';
import type { StationParts } from './station-parts.ts';

/** What became of every file of a batch, for a file cover or a spreadsheet. */
export interface BatchReport {
  readonly view: BatchView;
  readonly rows: readonly BatchReportRow[];
}

/** From what is kept: requests, register and refusals, so that it can be made at any time and after any restart. */
export function batchReport(parts: StationParts, batchId: string, person: SignedInPerson): BatchReport {
  refuseUnseen(parts.db, person, batchId);
  const view = batchView(parts, readBatch(parts.db, batchId), person);
  const requests = requestsOfBatch(parts.db, batchId);
  const { say } = parts.words;
  const rows = view.list.map((file, index): BatchReportRow => ({
    position: file.position,
    title: file.title,
    documentNumber: file.documentNumber ?? '',
    entryNo: file.entryNo ?? '',
    result: say(`states.request.${file.state}`),
    place: pagesInWords(say, requests[index]!.draft.placements),
    digestBefore: file.documentSm3,
    digestAfter: digestAfter(parts, file),
    reason: file.refusal ? `${parts.words.error(file.refusal).what}（${file.refusal.code}）` : '',
    sync: file.entryNo === null ? '' : say(`approvals.batchReport.${file.isSynced ? 'synced' : 'queued'}`),
  }));
  return { view, rows };
}

function digestAfter({ db, ready }: StationParts, { entryNo }: BatchFile): string {
  const number = entryNo === null ? null : parseEntryNo(entryNo);
  if (!number) return '';
  const { unitCode } = ready().identity;
  for (const { record } of leavesOfEntry(db, { unitCode, ...number })) {
    if (record.kind === 'outcome') return record.body.entry.digestAfter?.sm3 ?? '';
  }
  return '';
}

export function batchReportTable({ rows }: BatchReport, { words }: StationParts): string {
  return batchSheet(rows, words.say);
}

/** On paper: words alone, as the record of a verification. */
export function batchReportRecord(
  { view, rows }: BatchReport,
  parts: StationParts,
  person: SignedInPerson,
  font: Uint8Array,
): Promise<Uint8Array> {
  const { say } = parts.words;
  const word = (key: string, facts: Record<string, string | number>): string =>
    say(`approvals.batchReport.${key}`, facts);
  const now = parts.clock.now();
  const title = word('title', { title: view.title });
  const stamped = view.list.filter(({ state }) => state === 'consumed').length;
  return writeRecord({
    title,
    lines: [
      line(title, 'title'),
      line(
        word('who', {
          batchNo: view.batchNo,
          seal: readKeptSeal(parts.db, view.sealEsId).name,
          handler: view.handler.name,
          approvers: view.decisions.map(({ name }) => name).join('、'),
        }),
      ),
      line(word('sums', { files: view.files, stamped, open: view.files - stamped, list: view.listSm3 })),
      line(
        word('made', {
          at: officeTime(now).slice(0, 19).replace('T', ' '),
          by: person.name,
          station: parts.ready().identity.stationId,
        }),
      ),
      ...rows.flatMap((row) => [
        line(
          word('file', { position: row.position, title: [row.title, row.documentNumber].filter(Boolean).join('　') }),
          'heading',
        ),
        line([row.result, row.entryNo, row.place, row.sync].filter(Boolean).join('　')),
        line(word('before', { digest: row.digestBefore }), 'note'),
        ...(row.digestAfter === '' ? [] : [line(word('after', { digest: row.digestAfter }), 'note')]),
        ...(row.reason === '' ? [] : [line(word('reason', { reason: row.reason }), 'note')]),
      ]),
    ],
    foot: word('foot', {}),
    createdAt: now,
    font,
  });
}

const line = (text: string, kind: RecordLine['kind'] = 'text'): RecordLine => ({ kind, text });

import { stringify } from 'csv-stringify/sync';
import type { ReadableDb } from '#main/storage/database.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import type { Translated } from '#shared/i18n/translated.ts';
import type { zhCnLedger } from '#shared/i18n/zh-cn/ledger.ts';
import { guardedCell } from '#shared/model/sheet-cell.ts';
import { officeTime, type EntryNo, type RegisterEntry } from '#shared/model/register-entry.ts';
import { signatureProfileOf } from '#shared/model/signature-profile.ts';
import { latestHead } from './checkpoints.ts';
import { entryTimestamp } from './entry-timestamp.ts';
import { digestedExport, exportEntries, type ExportEntry, type ExportFile } from './export-entries.ts';
import type { EntryFilter } from './ledger-repository.ts';

export type LedgerWords = Translated<typeof zhCnLedger>;
type Column = keyof LedgerWords['columns'];
type Cells = Partial<Record<Column, string | number>>;

/**
 * The register as CSV for a spreadsheet: UTF-8 with byte order mark, CRLF, RFC 4180 quoting, headers in the words
 * given. Every text cell is quoted.
 *
 * A cell that a spreadsheet would compute (beginning with = + - @, a tab, a line break, or their full-width forms) or
 * whose digits it would change (long codes, leading zeros, what looks like a date) gets a leading apostrophe; so does a cell that begins with one. Taking one
 * leading apostrophe away always gives back the recorded text (U-ITX-4, ATK-46).
 */
export function exportCsv(db: ReadableDb, words: LedgerWords, filter: EntryFilter = {}): ExportFile {
  return digestedExport(csvLines(db, words, filter));
}

const byteOrderMark = '\ufeff';

function* csvLines(db: ReadableDb, words: LedgerWords, filter: EntryFilter) {
  const columns = Object.keys(words.columns) as Column[];
  yield { text: byteOrderMark + csvRow(columns.map((column) => words.columns[column])), isEntry: false };
  for (const entry of exportEntries(db, filter, latestHead(db)?.size ?? 0)) {
    const cells = entryCells(entry, words);
    yield { text: csvRow(columns.map((column) => guardedCell(cells[column] ?? ''))), isEntry: true };
  }
}

/** The first lines of such an export, cell by cell, for somebody who wants to see what he will get. */
export function csvSample(db: ReadableDb, words: LedgerWords, filter: EntryFilter, lines: number): string[][] {
  const columns = Object.keys(words.columns) as Column[];
  const sample: string[][] = [];
  for (const entry of exportEntries(db, filter, latestHead(db)?.size ?? 0)) {
    if (sample.length >= lines) break;
    const cells = entryCells(entry, words);
    sample.push(columns.map((column) => String(guardedCell(cells[column] ?? ''))));
  }
  return sample;
}

function csvRow(cells: (string | number)[]): string {
  return stringify([cells], { record_delimiter: 'windows', quoted_string: true, quoted_empty: false });
}

function entryCells({ leaf, intent, corrections }: ExportEntry, words: LedgerWords): Cells {
  const own = leaf.record.kind === 'outcome' ? outcomeCells(leaf.record.body.entry, words) : {};
  const voided = leaf.record.kind === 'void' ? voidCells(leaf.record.body.reason, leaf.record.at, words) : {};
  const corrected = corrections.map(({ record }) => [record.body.field, record.body.value] as const);
  return {
    ...intentCells(intent.record.body),
    ...own,
    ...voided,
    ...Object.fromEntries(corrected),
    ...settledCell(corrections, words),
    leafIndex: leaf.index,
    leafHash: toHex(leaf.hash),
  };
}

/** The result as it was recorded, and what was found about it later. */
function settledCell(corrections: ExportEntry['corrections'], words: LedgerWords): Cells {
  const settlement = corrections.map(({ record }) => record.body.settlement).find((one) => one !== undefined);
  if (!settlement) return {};
  return { result: words.results.unknown + words.marks.open + words.settled[settlement.finding] + words.marks.close };
}

function intentCells(body: ExportEntry['intent']['record']['body']): Cells {
  const no: EntryNo = body.entryNo;
  return {
    seq: no.seq,
    year: no.year,
    unitCode: no.unitCode,
    custodian: body.custodian.name,
    esId: body.sealEsId,
    tokenSerial: body.tokenSerial,
    digestBefore: body.digestBefore.sm3,
  };
}

function voidCells(reason: string, at: string, words: LedgerWords): Cells {
  return { usedAt: sheetTime(officeTime(new Date(at))), remark: reason, result: words.results.void };
}

function outcomeCells(entry: RegisterEntry, words: LedgerWords): Cells {
  return {
    usedAt: sheetTime(entry.usedAt),
    unit: entry.deptName ? entry.unitName + words.marks.open + entry.deptName + words.marks.close : entry.unitName,
    reason: entry.reason,
    approvers: entry.approvers.map(({ name }) => name).join(words.marks.list),
    handler: entry.handler.name,
    sealUser: entry.sealUser.name,
    documentTitle: entry.documentTitle,
    documentNumber: entry.documentNumber ?? '',
    sealName: entry.sealName,
    copies: entry.copies,
    remark: entry.remark ?? '',
    result: words.results[entry.result],
    sealCode: entry.sealCode ?? '',
    approvalId: entry.approvalId,
    documentType: entry.documentType,
    fileFormat: entry.fileFormat,
    pages: entry.pages,
    digestAfter: entry.digestAfter?.sm3 ?? '',
    signatureDigest: entry.signatureDigest ?? '',
    signatureForm: entry.signatureDigest === undefined ? '' : words.signatureForms[signatureProfileOf(entry)],
    ...timestampCells(entry, words),
    longTerm: longTermCell(entry, words),
  };
}

/** When and by whom, or why there is none; empty where none was asked for. */
function timestampCells(entry: RegisterEntry, words: LedgerWords): Cells {
  const found = entryTimestamp(entry);
  if (!found) return {};
  if (found.genTime !== null) return { timestamp: sheetTime(found.genTime), timestampAuthority: found.authority ?? '' };
  const failure = found.failure ?? '';
  const why = (words.timestampFailures as Readonly<Record<string, string>>)[failure] ?? failure;
  return { timestamp: words.marks.none + words.marks.open + why + words.marks.close };
}

/** What went with the file, and why it was less than was wanted; empty where none was. */
function longTermCell({ longTerm }: RegisterEntry, words: LedgerWords): string {
  if (!longTerm) return '';
  const { got, failure } = longTerm;
  if (failure === undefined) return words.longTermLevels[got];
  const reasons: Readonly<Record<string, string>> = { ...words.timestampFailures, ...words.longTermFailures };
  return words.longTermLevels[got] + words.marks.open + (reasons[failure] ?? failure) + words.marks.close;
}

/** `2026-03-09 14:05:07`: how sheets show office time. */
function sheetTime(time: string): string {
  return time.slice(0, 19).replace('T', ' ');
}

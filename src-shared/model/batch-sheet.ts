import { guardedCell } from './sheet-cell.ts';

/** What became of one file of a batch, in words. */
export interface BatchReportRow {
  readonly position: number;
  readonly title: string;
  readonly documentNumber: string;
  readonly entryNo: string;
  readonly result: string;
  readonly place: string;
  /** SM3, lower-case hex; empty where there is no such file. */
  readonly digestBefore: string;
  readonly digestAfter: string;
  readonly reason: string;
  readonly sync: string;
}

const columns = [
  'position',
  'title',
  'documentNumber',
  'entryNo',
  'result',
  'place',
  'digestBefore',
  'digestAfter',
  'reason',
  'sync',
] as const satisfies readonly (keyof BatchReportRow)[];

/** One row a file, for a spreadsheet: CSV (RFC 4180) in UTF-8 with a mark, cells that would be computed made text. */
export function batchSheet(rows: readonly BatchReportRow[], say: (key: string) => string): string {
  const head = columns.map((column) => quoted(say(`approvals.batchReport.columns.${column}`)));
  const lines = rows.map((row) => columns.map((column) => quoted(guardedCell(row[column]))));
  return `\u{feff}${[head, ...lines].map((line) => `${line.join(',')}\r\n`).join('')}`;
}

function quoted(cell: string | number): string {
  return typeof cell === 'number' ? String(cell) : `"${cell.replaceAll('"', '""')}"`;
}

import type { Words } from '#main/platform/words.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import { verdictOrder, verdictRow } from '#shared/model/verdict-row.ts';
import { verdictSheet } from '#shared/model/verdict-sheet.ts';
import type { Verdict } from '#shared/model/verdict.ts';

/** One row a file, for a spreadsheet. */
export function verdictTable(reports: readonly FileReport[], { say }: Words): string {
  return verdictSheet(reports.map(verdictRow), say);
}

/** How many files came to each verdict; those nobody had are left out. */
export function verdictCounts(reports: readonly FileReport[]): readonly { verdict: Verdict; count: number }[] {
  return verdictOrder
    .map((verdict) => ({ verdict, count: reports.filter((report) => report.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
}

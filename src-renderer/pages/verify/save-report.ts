import { verificationReport } from '#shared/model/verification-report.ts';
import type { VerdictRow } from '#shared/model/verdict-row.ts';
import { verdictSheet } from '#shared/model/verdict-sheet.ts';
import { fetchResource } from '../../bridge/resources.ts';
import { saveFile } from '../../bridge/save-file.ts';
import type { Say } from '../../bridge/words.ts';
import type { VerifiedFile } from './use-verification.ts';

/** Saves what was found for programs: the report as the station gave it, with the file it speaks of. */
export function saveForPrograms(say: Say, { fileName, size, report, look, at }: VerifiedFile): void {
  if (!report) return;
  const content = verificationReport({ fileName, size, verifiedAt: at, report, coverage: look?.signatures ?? [] });
  const blob = new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' });
  saveFile(blob, `${fileName}-${say('screen.verify.saveName')}.json`);
}

/** Saves the record on paper, which the station writes. */
export async function saveOnPaper(say: Say, { fileName, uploadId }: VerifiedFile): Promise<void> {
  const response = await fetchResource(`upload/${uploadId}/report.pdf`);
  saveFile(await response.blob(), `${fileName}-${say('screen.verify.saveName')}.pdf`);
}

/** Saves the table of many files for a spreadsheet, as the command line writes it. */
export function saveTable(say: Say, rows: readonly VerdictRow[]): void {
  const blob = new Blob([verdictSheet(rows, say)], { type: 'text/csv' });
  saveFile(blob, `${say('screen.verify.run.tableName')}.csv`);
}

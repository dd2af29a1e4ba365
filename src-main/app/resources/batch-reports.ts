import { readTextFont } from '#main/app/program-files.ts';
import { batchReport, batchReportRecord, batchReportTable } from '#main/rpc/batch-report.ts';
import type { StationParts } from '#main/rpc/station-parts.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { guardHeaders } from './file-answer.ts';
import type { Asker } from './resource-files.ts';

/** What became of a batch, as a record on paper or as a table. @throws APPROVAL_NOT_FOUND, STATION_STORAGE_FAILED */
export async function batchReportAnswer(
  parts: StationParts,
  { person }: Asker,
  batchId: string,
  form: 'report.pdf' | 'report.csv',
): Promise<Response> {
  const report = batchReport(parts, batchId, person);
  if (form === 'report.csv') return answer(new TextEncoder().encode(batchReportTable(report, parts)), 'text/csv');
  const font = readTextFont();
  if (font === undefined) throw new StationError('STATION_STORAGE_FAILED', { detail: 'font' });
  return answer(await batchReportRecord(report, parts, person, font), 'application/pdf');
}

function answer(bytes: Uint8Array, type: string): Response {
  const headers = { ...guardHeaders, 'content-type': type, 'content-length': String(bytes.length) };
  return new Response(Uint8Array.from(bytes), { headers });
}

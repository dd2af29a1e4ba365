import { readTextFont } from '#main/app/program-files.ts';
import { trustFor } from '#main/rpc/verification-methods.ts';
import type { StationParts } from '#main/rpc/station-parts.ts';
import { laterFindings } from '#main/verification/later-findings.ts';
import { writeVerificationRecord } from '#main/verification/verification-record.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { guardHeaders, type NamedFile } from './file-answer.ts';

/**
 * The record of a verification as PDF. The file is judged again: what is written down is what is found now.
 *
 * @throws STATION_STORAGE_FAILED when the program's font is missing
 */
export async function verificationRecord(parts: StationParts, { path, fileName }: NamedFile): Promise<Response> {
  const font = readTextFont();
  if (font === undefined) throw new StationError('STATION_STORAGE_FAILED', { detail: 'font' });
  const trust = trustFor(parts, undefined);
  const report = await parts.reader.verify(path, trust, parts.words.error);
  const findings = await laterFindings(parts.reader, path, report);
  const named = { ...report, file: fileName };
  const bytes = await writeVerificationRecord(named, fileName, trust.now, parts.words, font, findings);
  const headers = { ...guardHeaders, 'content-type': 'application/pdf', 'content-length': String(bytes.length) };
  return new Response(Uint8Array.from(bytes), { headers });
}

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { programFiles } from '#main/app/program-files.ts';
import type { Words } from '#main/platform/words.ts';
import { writeVerificationRecord } from '#main/verification/verification-record.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import { verificationReport } from '#shared/model/verification-report.ts';

/** A record on paper and one for programs beside it, for each file; nothing that is there is replaced. */
export async function saveRecords(
  folder: string,
  reports: readonly FileReport[],
  now: Date,
  words: Words,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const font = readFileSync(programFiles.font);
  for (const report of reports) {
    const name = basename(report.file);
    const path = freeName(folder, name);
    const size = existsSync(report.file) ? statSync(report.file).size : 0;
    const json = verificationReport({ fileName: name, size, verifiedAt: now, report });
    writeFileSync(`${path}.pdf`, await writeVerificationRecord(report, name, now, words, font), { flag: 'wx' });
    writeFileSync(`${path}.json`, `${JSON.stringify(json, null, 2)}\n`, { flag: 'wx' });
  }
}

function freeName(folder: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? `${name}.report` : `${name}.report-${number}`);
    if (!existsSync(`${path}.pdf`) && !existsSync(`${path}.json`)) return path;
  }
}

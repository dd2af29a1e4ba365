import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { programFiles } from '#main/app/program-files.ts';
import type { Words } from '#main/platform/words.ts';
import { laterFindings, type FileViewer } from '#main/verification/later-findings.ts';
import { writeVerificationRecord } from '#main/verification/verification-record.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import { verificationReport } from '#shared/model/verification-report.ts';

export type RecordKeeper = (report: FileReport, viewer: FileViewer) => Promise<void>;

/**
 * Saves a record on paper and one for programs beside it, for each file it is given; nothing that is there is
 * replaced.
 */
export function recordKeeper(folder: string, now: Date, words: Words): RecordKeeper {
  mkdirSync(folder, { recursive: true });
  const font = readFileSync(programFiles.font);
  return async (report, viewer) => {
    const name = basename(report.file);
    const path = freeName(folder, name);
    const size = existsSync(report.file) ? statSync(report.file).size : 0;
    const findings = await laterFindings(viewer, report.file, report);
    const { coverage } = findings;
    const json = verificationReport({ fileName: name, size, verifiedAt: now, report, coverage });
    const paper = await writeVerificationRecord(report, name, now, words, font, findings);
    writeFileSync(`${path}.pdf`, paper, { flag: 'wx' });
    writeFileSync(`${path}.json`, `${JSON.stringify(json, null, 2)}\n`, { flag: 'wx' });
  };
}

function freeName(folder: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? `${name}.report` : `${name}.report-${number}`);
    if (!existsSync(`${path}.pdf`) && !existsSync(`${path}.json`)) return path;
  }
}

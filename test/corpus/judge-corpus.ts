import { join } from 'node:path';
import { verifyFiles } from '#main/app/verify-files.ts';
import { adjustableClock } from '#main/platform/clock.ts';
import { createWords } from '#main/platform/words.ts';
import type { Verdict } from '#shared/model/verdict.ts';
import { corpusVerdicts, judgedAt } from '#test/support/corpus-verdicts.ts';

/** What was expected of a file beside what this program says of it. */
export interface JudgedFile {
  readonly file: string;
  readonly expected: Verdict;
  readonly ours: Verdict;
  /** The decisive reason that was expected; empty where none is. */
  readonly expectedReason: string;
  readonly reason: string;
  readonly isAgreed: boolean;
}

/** Judges every file of the corpus with its trust folder, at the moment for which the verdicts were written down. */
export async function judgeCorpus(folder: string): Promise<JudgedFile[]> {
  const { files } = await verifyFiles({
    files: corpusVerdicts.map(({ file }) => join(folder, file)),
    trustFolder: join(folder, 'ofd/derived'),
    words: createWords(),
    clock: adjustableClock(judgedAt),
  });
  return corpusVerdicts.map(({ file, verdict: expected, reason: expectedReason }, at) => {
    const found = files[at];
    if (!found) throw new Error(`no report for ${file}`);
    const reason = found.error?.code ?? found.reasons[0] ?? '';
    const isAgreed = found.verdict === expected && (expectedReason === '' || reason === expectedReason);
    return { file, expected, ours: found.verdict, expectedReason, reason, isAgreed };
  });
}

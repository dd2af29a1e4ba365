import { canRun } from './foreign-programs.ts';
import { runJava } from './java-programs.ts';

/** What ofdrw 2.x, which shares no code with this project, says of a file. It looks neither at dates nor at chains. */
export interface OfdrwVerdict {
  readonly file: string;
  readonly verdict: 'VALID' | 'FAIL' | 'UNSIGNED';
  readonly detail: string;
  readonly pages: number;
  readonly stamps: number;
}

/** Whether a Java compiler and Maven are here; without them the interop tests are skipped by name, and fail under CI. */
export const hasOfdrw = canRun('java', 'javac', 'mvn');

/** Has ofdrw judge files. The first call builds the judge, which needs Maven's repository once. */
export async function validateWithOfdrw(files: readonly string[]): Promise<OfdrwVerdict[]> {
  const stdout = await runJava({ folder: 'ofdrw', program: 'OfdrwJudge', buildProperty: 'judge.build' }, files);
  // ofdrw may print lines of its own.
  const lines = stdout.split('\n').filter((text) => text.startsWith('{"file"'));
  return lines.map((text) => JSON.parse(text) as OfdrwVerdict);
}

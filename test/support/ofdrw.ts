import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { canRun } from './foreign-programs.ts';

/** What ofdrw 2.x, which shares no code with this project, says of a file. It looks neither at dates nor at chains. */
export interface OfdrwVerdict {
  readonly file: string;
  readonly verdict: 'VALID' | 'FAIL' | 'UNSIGNED';
  readonly detail: string;
  readonly pages: number;
  readonly stamps: number;
}

const run = promisify(execFile);
const project = fileURLToPath(new URL('../interop/ofdrw', import.meta.url));
const cache = fileURLToPath(new URL('../.cache', import.meta.url));

/** Whether a Java compiler and Maven are here; without them the interop tests are skipped by name, and fail under CI. */
export const hasOfdrw = canRun('java', 'javac', 'mvn');

/** Has ofdrw judge files. The first call builds the judge, which needs Maven's repository once. */
export async function validateWithOfdrw(files: readonly string[]): Promise<OfdrwVerdict[]> {
  const build = await buildJudge();
  const classPath = [join(build, 'classes'), join(build, 'lib', '*')].join(delimiter);
  const { stdout } = await run('java', ['-cp', classPath, 'sealkeeper.OfdrwJudge', ...files], { maxBuffer: 1 << 24 });
  // ofdrw may print lines of its own.
  const lines = stdout.split('\n').filter((text) => text.startsWith('{"file"'));
  return lines.map((text) => JSON.parse(text) as OfdrwVerdict);
}

async function buildJudge(): Promise<string> {
  const sources = ['pom.xml', 'src/main/java/sealkeeper/OfdrwJudge.java'].map((path) =>
    readFileSync(join(project, path)),
  );
  const version = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 12);
  const build = join(cache, `ofdrw-${version}`);
  if (existsSync(build)) return build;
  mkdirSync(cache, { recursive: true });
  // Built aside and renamed, so that a build broken off or made twice leaves nothing half finished.
  const aside = `${build}.${process.pid}`;
  const compile = ['-q', '-B', '-f', join(project, 'pom.xml'), `-Djudge.build=${aside}`, 'compile'];
  await run('mvn', ['-o', ...compile]).catch(() => run('mvn', compile));
  if (existsSync(build)) rmSync(aside, { recursive: true });
  else renameSync(aside, build);
  return build;
}

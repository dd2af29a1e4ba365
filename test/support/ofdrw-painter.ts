import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { canRun } from './foreign-programs.ts';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../interop/ofd-drawing', import.meta.url));
const cache = fileURLToPath(new URL('../.cache', import.meta.url));

/** Whether a Java compiler and Maven are here; without them comparisons are skipped by name, and fail under CI. */
export const hasOfdrwPainter = canRun('java', 'javac', 'mvn');

/**
 * Has ofdrw paint the first pages of files at 96 dpi. The first call builds the painter, which needs Maven's
 * repository once.
 *
 * @returns names of the pictures in `folder`, `{file}-{page}.png`
 */
export async function paintWithOfdrw(files: readonly string[], folder: string, mostPages: number): Promise<string[]> {
  const build = await buildPainter();
  const classPath = [join(build, 'classes'), join(build, 'lib', '*')].join(delimiter);
  const command = ['-cp', classPath, 'sealkeeper.OfdrwPainter', folder, String(mostPages), ...files];
  const { stdout } = await run('java', command, { maxBuffer: 1 << 24 });
  return [...stdout.matchAll(/^painted (.+)$/gm)].map(([, name]) => name ?? '');
}

async function buildPainter(): Promise<string> {
  const sources = ['pom.xml', 'src/main/java/sealkeeper/OfdrwPainter.java'].map((path) =>
    readFileSync(join(project, path)),
  );
  const version = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 12);
  const build = join(cache, `ofdrw-painter-${version}`);
  if (existsSync(build)) return build;
  mkdirSync(cache, { recursive: true });
  // Built aside and renamed, so that a build broken off or made twice leaves nothing half finished.
  const aside = `${build}.${process.pid}`;
  const compile = ['-q', '-B', '-f', join(project, 'pom.xml'), `-Dpainter.build=${aside}`, 'compile'];
  await run('mvn', ['-o', ...compile]).catch(() => run('mvn', compile));
  if (existsSync(build)) rmSync(aside, { recursive: true });
  else renameSync(aside, build);
  return build;
}

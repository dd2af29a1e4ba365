import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const interop = fileURLToPath(new URL('../interop', import.meta.url));
const cache = fileURLToPath(new URL('../.cache', import.meta.url));

/** A Java program of one source file around a library that is not ours. */
export interface JavaProgram {
  /** Below `test/interop`, with its pom.xml. */
  readonly folder: string;
  /** Class in the package `sealkeeper`. */
  readonly program: string;
  /** Name of the property by which its pom.xml is told where to build. */
  readonly buildProperty: string;
}

/** Runs it and gives what it printed. The first call builds it, which needs Maven's repository once. */
export async function runJava(java: JavaProgram, args: readonly string[]): Promise<string> {
  const build = await builtProgram(java);
  const classPath = [join(build, 'classes'), join(build, 'lib', '*')].join(delimiter);
  const { stdout } = await run('java', ['-cp', classPath, `sealkeeper.${java.program}`, ...args], {
    maxBuffer: 1 << 24,
  });
  return stdout;
}

async function builtProgram({ folder, program, buildProperty }: JavaProgram): Promise<string> {
  const project = join(interop, folder);
  const sources = ['pom.xml', `src/main/java/sealkeeper/${program}.java`].map((path) =>
    readFileSync(join(project, path)),
  );
  const version = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 12);
  const build = join(cache, `${folder}-${version}`);
  if (existsSync(build)) return build;
  mkdirSync(cache, { recursive: true });
  // Built aside and renamed, so that a build broken off or made twice leaves nothing half finished.
  const aside = `${build}.${process.pid}`;
  const compile = ['-q', '-B', '-f', join(project, 'pom.xml'), `-D${buildProperty}=${aside}`, 'compile'];
  await run('mvn', ['-o', ...compile]).catch(() => run('mvn', compile));
  if (existsSync(build)) rmSync(aside, { recursive: true });
  else renameSync(aside, build);
  return build;
}

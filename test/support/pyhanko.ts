import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { canRun } from './foreign-programs.ts';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../interop/pyhanko', import.meta.url));
const cache = fileURLToPath(new URL('../.cache', import.meta.url));

/** Whether a Python is here; without it the tests are skipped by name, and fail under CI. */
export const hasPyHanko = canRun('python3');

/**
 * Runs a script of `test/interop/pyhanko` in an environment of its own that holds pyHanko (MIT) in the versions of
 * `requirements.txt`. The first call makes the environment, which needs the package index once.
 *
 * @param script file name below `test/interop/pyhanko`
 * @returns what the script printed
 */
export async function runPyHanko(script: string, args: readonly string[]): Promise<string> {
  const python = await pyHankoPython();
  const { stdout } = await run(python, [join(project, script), ...args], { maxBuffer: 1 << 26 });
  return stdout;
}

/** @returns the interpreter that has pyHanko */
export async function pyHankoPython(): Promise<string> {
  const requirements = join(project, 'requirements.txt');
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const home = join(cache, `pyhanko-${version}`);
  // An environment knows its own place, so it is made there; the mark behind it says that it is whole.
  const mark = join(home, 'whole');
  const python = join(home, 'bin', 'python');
  if (existsSync(mark)) return python;
  mkdirSync(cache, { recursive: true });
  const lock = `${home}.lock`;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  try {
    if (existsSync(mark)) return python;
    rmSync(home, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', home]);
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
    mkdirSync(`${mark}.new`);
    renameSync(`${mark}.new`, mark);
    return python;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoPassword, demoPin } from '#main/app/demo/demo-people.ts';

const main = fileURLToPath(new URL('../../src-main/cli/main.ts', import.meta.url));

export interface CommandRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program as people start it, in a home of its own; nothing of this process reaches it but the cache of compiled code. */
export interface CommandLine {
  readonly folder: string;
  readonly passwordFile: string;
  readonly pinFile: string;
  run(...args: readonly string[]): CommandRun;
  /** With `--json`: standard output must be exactly one line, and it is parsed. */
  json<T>(...args: readonly string[]): { readonly status: number | null; readonly value: T; readonly stderr: string };
  close(): void;
}

export function openCommandLine(environment: Readonly<Record<string, string>> = {}): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'command-line-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  const passwordFile = join(folder, 'password');
  const pinFile = join(folder, 'pin');
  writeFileSync(passwordFile, `${demoPassword}\n`, { mode: 0o600 });
  writeFileSync(pinFile, `${demoPin}\r\n`, { mode: 0o600 });
  const cache = process.env['NODE_COMPILE_CACHE'];
  const compiled = cache === undefined ? {} : { NODE_COMPILE_CACHE: cache };
  const env = { PATH: process.env['PATH'], HOME: home, TZ: 'UTC', ...compiled, ...environment };
  const run = (...args: readonly string[]): CommandRun => {
    const options = { cwd: folder, env, encoding: 'utf8', input: '' } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], options);
    return { status, stdout, stderr };
  };
  return {
    folder,
    passwordFile,
    pinFile,
    run,
    json: <T>(...args: readonly string[]) => {
      const { status, stdout, stderr } = run(...args, '--json');
      if (!/^[^\n]+\n$/.test(stdout)) throw new Error(`not one line of JSON: ${stdout}${stderr}`);
      return { status, value: JSON.parse(stdout) as T, stderr };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What `--json` prints of a failure. */
export interface FailureLine {
  readonly error: {
    readonly code: string;
    readonly facts: object;
    readonly what: string;
    readonly why: string;
    readonly next: string;
  };
}

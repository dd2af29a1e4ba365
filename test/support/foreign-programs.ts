import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';

/**
 * Whether tests that need a program of others run: on a developer's machine a missing one skips them by name, under CI
 * it fails them.
 */
export function canRun(...programs: readonly string[]): boolean {
  return process.env['CI'] === 'true' || programs.every(isInstalled);
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** Runs a program; what it prints on both outputs is `text`, the bytes of its standard output `bytes`. */
export function ask(program: string, args: readonly string[], input?: Uint8Array): Answer {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, maxBuffer: 1 << 28 });
  if (error) throw error;
  return { status: status ?? -1, text: stdout.toString() + stderr.toString(), bytes: new Uint8Array(stdout) };
}

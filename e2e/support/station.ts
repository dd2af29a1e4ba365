import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { linkFromSecret } from '#main/app/launch-secret.ts';
import { demoNames } from '#main/app/demo/demo-folder.ts';
import { freePort } from '#main/app/demo/demo-registry.ts';
import type { PreparedOffice } from './office-setup.ts';
import { officeRegistry, type OfficeRegistry } from './registry.ts';

const root = path.join(import.meta.dirname, '..', '..');
const startMs = 60_000;
const linkPattern = /http:\/\/127\.0\.0\.1:\d+\/\?launch=[\w.-]+/;

/** The workstation as a process of its own, with the demonstration's people, seals and registry. */
export interface RunningStation {
  /** Folder of everything: `station`, `registry` and the files of the demonstration. Thrown away at the end. */
  readonly folder: string;
  /** Data folder of the station. */
  readonly data: string;
  /** Address without the part that lets a browser in. */
  readonly origin: string;
  /** Of the office; it runs, and a journey may stop it and start it again. */
  readonly registry: OfficeRegistry;
  readonly pid: number | undefined;
  /** Lets one browser in, once. */
  link(): Promise<string>;
  /** Everything the process has said so far. */
  log(): string;
  stop(): Promise<void>;
}

export interface StationOptions {
  /** Further arguments of the shell. */
  readonly args?: readonly string[];
  /** A station that was never set up, and a registry that has not run yet. */
  readonly isEmpty?: boolean;
}

/**
 * Starts one station for a file of journeys, in a copy of the prepared office; call it once in `beforeAll`, and `stop`
 * in `afterAll`.
 *
 * @throws with what the process said, when it does not come up
 */
export async function startStation(options: StationOptions = {}): Promise<RunningStation> {
  // Imported only here: outside a run of journeys it cannot be.
  const { inject } = await import('vitest');
  return startStationIn(inject('office'), options);
}

/** The same outside a run of journeys. */
export async function startStationIn(office: PreparedOffice, options: StationOptions = {}): Promise<RunningStation> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sealkeeper-e2e-'));
  const data = path.join(folder, demoNames.station);
  const registry = officeRegistry(path.join(folder, demoNames.registry), await freePort());
  if (options.isEmpty !== true) {
    cpSync(office.folder, folder, { recursive: true });
    tellRegistry(path.join(data, 'station.db'), registry.port);
    await registry.start();
  }
  const args = ['--no-open', '--port', '0', '--data', data, ...(options.args ?? [])];
  const child = runNode('src-main/shell/node/main.ts', args);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  let first: string | null;
  try {
    first = await until(() => linkPattern.exec(said)?.[0], child);
  } catch {
    await stop();
    throw new Error(`the station did not start:\n${said}`);
  }
  return {
    folder,
    data,
    registry,
    pid: child.pid,
    origin: new URL(first).origin,
    link: async () => {
      const link = first ?? linkFromSecret(data, new Date());
      first = null;
      return link;
    },
    log: () => said,
    stop,
  };
}

/** Every copy has a registry of its own beside it, so that two offices can work at a time. */
function tellRegistry(database: string, port: number): void {
  const db = new DatabaseSync(database);
  db.prepare('UPDATE station_identity SET registry_url = ?').run(`http://127.0.0.1:${port}`);
  db.close();
}

function runNode(script: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [path.join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SEALKEEPER_LANGUAGE: 'zh-CN' },
  });
}

async function until<T>(find: () => T | undefined, child: ChildProcess): Promise<T> {
  const deadline = Date.now() + startMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('not in time');
}

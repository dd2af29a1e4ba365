import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { programFiles } from '../program-files.ts';
import { startProcess } from '#main/platform/processes.ts';
import { createTransport, type RegistryTransport } from '#main/sync/registry-transport.ts';
import { StationError } from '#shared/errors/station-error.ts';

type Account = 'reviewer' | 'maker' | 'admin';

/** The local registry of the demonstration: the real program, as a process of its own. */
export interface DemoRegistry {
  readonly url: string;
  readonly port: number;
  /** As one of the issuing side's personal accounts. */
  as(account: Account): RegistryTransport;
  stop(): void;
}

const startDeadlineMs = 20_000;

/** @throws SYNC_OFFLINE when it does not come up */
export async function startDemoRegistry(folder: string): Promise<DemoRegistry> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = startProcess(programFiles.registryEntry, {
    args: ['--data', folder, '--port', String(port), '--log', 'error'],
    standardError: 'inherit',
  });
  let isGone = false;
  child.onExit(() => {
    isGone = true;
  });
  const deadline = Date.now() + startDeadlineMs;
  while (!(await isHealthy(url))) {
    if (isGone || Date.now() > deadline) {
      child.kill();
      throw new StationError('SYNC_OFFLINE', { last: '@registry.never', pending: 0 });
    }
    await pause(25);
  }
  return {
    url,
    port,
    as: (account) => {
      const file = path.join(folder, 'admin-tokens.json');
      const tokens = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<Account, { token: string }>;
      return createTransport({ url, token: tokens[account].token });
    },
    stop: () => child.kill(),
  };
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

/** A port of this computer that nobody listens on, for what is started next. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

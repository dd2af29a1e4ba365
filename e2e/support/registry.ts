import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

const entry = path.join(import.meta.dirname, '..', '..', 'src-registry', 'main.ts');
const startMs = 60_000;

/** The registry of one office, a process of its own that can be taken away and brought back. */
export interface OfficeRegistry {
  readonly port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Not started yet. @param data folder of the registry */
export function officeRegistry(data: string, port: number): OfficeRegistry {
  let child: ChildProcess | null = null;
  return {
    port,
    start: async () => {
      const args = [entry, '--data', data, '--port', String(port), '--log', 'error'];
      const started = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      child = started;
      const deadline = Date.now() + startMs;
      while (!(await isHealthy(port))) {
        if (started.exitCode !== null || Date.now() > deadline) throw new Error('the registry did not start');
        await pause(50);
      }
    },
    stop: async () => {
      const running = child;
      child = null;
      if (running === null || running.exitCode !== null || running.signalCode !== null) return;
      const ended = once(running, 'exit');
      running.kill('SIGKILL');
      await ended;
    },
  };
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTransport, type RegistryTransport } from '#main/sync/registry-transport.ts';

type Role = 'reviewer' | 'maker' | 'admin' | 'auditor';

/** The real registry, as a process of its own on loopback, over a folder that is thrown away. */
export interface RegistryProcess {
  readonly url: string;
  readonly port: number;
  readonly dir: string;
  /** As somebody of the issuing side; without a role as anybody. */
  as(role?: Role): RegistryTransport;
  /** SIGTERM; the folder stays. @returns exit code */
  stop(): Promise<number | null>;
  /** Starts it again on the same port and folder. */
  start(): Promise<void>;
  /** Copies the database away, or back (the registry must be stopped): keys stay what they are. */
  backUp(to: string): void;
  restore(from: string): void;
  remove(): Promise<void>;
}

const main = new URL('../../src-registry/main.ts', import.meta.url).pathname;

/** @param at a folder of an earlier registry and the port its stations know; a fresh one otherwise */
export async function startRegistry(at?: { readonly dir: string; readonly port: number }): Promise<RegistryProcess> {
  const dir = at?.dir ?? mkdtempSync(join(tmpdir(), 'registry-'));
  let running = await launch(dir, at?.port ?? 0);
  const port = Number(new URL(running.url).port);
  const stop = async (): Promise<number | null> => {
    const { child } = running;
    if (child.exitCode !== null) return child.exitCode;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    return code;
  };
  return {
    url: running.url,
    port,
    dir,
    as(role) {
      const tokens = JSON.parse(readFileSync(join(dir, 'admin-tokens.json'), 'utf8')) as Record<
        Role,
        { token: string }
      >;
      return createTransport({ url: running.url, ...(role === undefined ? {} : { token: tokens[role].token }) });
    },
    stop,
    async start() {
      running = await launch(dir, port);
    },
    backUp: (to) => cpSync(join(dir, 'registry.sqlite'), to),
    restore(from) {
      for (const tail of ['-wal', '-shm']) rmSync(join(dir, `registry.sqlite${tail}`), { force: true });
      cpSync(from, join(dir, 'registry.sqlite'));
    },
    async remove() {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function launch(dir: string, port: number): Promise<{ child: ChildProcess; url: string }> {
  const args = [main, '--data', dir, '--port', String(port), '--log', 'error'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, url: (JSON.parse(line) as { listening: string }).listening };
  }
  throw new Error('the registry ended before it listened');
}

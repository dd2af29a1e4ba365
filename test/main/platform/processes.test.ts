import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { startProcess, type ChildChannel, type ExitInfo } from '#main/platform/processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'processes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parentChannelUrl = new URL('../../../src-main/platform/parent-channel.ts', import.meta.url).href;
const entry = join(folder, 'echo-entry.ts');
writeFileSync(
  entry,
  `import { parentChannel } from '${parentChannelUrl}';
   const parent = parentChannel();
   parent.onClose(() => process.exit(0));
   parent.onMessage((message: unknown) => {
     const ask = message as { readonly kind: string; readonly bytes?: Uint8Array };
     if (ask.kind === 'die') process.exit(7);
     if (ask.kind === 'hang') for (;;);
     if (ask.kind === 'env') return parent.post({ keys: Object.keys(process.env).sort(), execArgv: process.execArgv });
     parent.post({ echo: ask.bytes, isBytes: ask.bytes instanceof Uint8Array });
   });`,
);

const nextMessage = (child: ChildChannel) => new Promise<unknown>((resolve) => child.onMessage(resolve));
const exitOf = (child: ChildChannel) => new Promise<ExitInfo>((resolve) => child.onExit(resolve));

describe('processes', () => {
  it('runs a TypeScript entry and carries bytes both ways as Uint8Array', async () => {
    const child = startProcess(pathToFileURL(entry));
    const answer = nextMessage(child);
    child.post({ kind: 'echo', bytes: Uint8Array.of(1, 2, 255) });
    expect(await answer).toEqual({ echo: Uint8Array.of(1, 2, 255), isBytes: true });
    child.kill();
    await exitOf(child);
  });

  it('reports the exit code of a child that ends by itself, also to a late listener', async () => {
    const child = startProcess(entry);
    child.post({ kind: 'die' });
    expect(await exitOf(child)).toEqual({ code: 7, signal: null });
    expect(await exitOf(child)).toEqual({ code: 7, signal: null });
  });

  it('ends a child that hangs in a loop', async () => {
    const child = startProcess(entry);
    child.post({ kind: 'hang' });
    setTimeout(() => child.kill(), 300);
    expect(await exitOf(child)).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('drops a message to a child that has gone', async () => {
    const child = startProcess(entry);
    child.post({ kind: 'die' });
    await exitOf(child);
    expect(() => child.post({ kind: 'echo' })).not.toThrow();
  });

  it('gives the child only the environment it was handed, and none of our runtime options', async () => {
    const child = startProcess(entry, { env: { ONLY_THIS: '1' } });
    const answer = nextMessage(child);
    child.post({ kind: 'env' });
    const { keys, execArgv } = (await answer) as { keys: string[]; execArgv: string[] };
    expect(keys).toContain('ONLY_THIS');
    expect(keys).not.toContain('PATH');
    expect(execArgv).toEqual([]);
    child.kill();
    await exitOf(child);
  });

  it('reports an entry that does not exist as an exit', async () => {
    expect((await exitOf(startProcess(join(folder, 'missing.ts')))).code).toBe(1);
  });
});

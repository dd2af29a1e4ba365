import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { lockName, withBuildLock } from '../../native/setup/build-lock.ts';

const unique = (): string => `/a/folder/${process.pid}/${Math.random()}`;
const nothing = (): void => {};

describe('the lock around a build', () => {
  it('lets one at a time build, in turn', async () => {
    const folder = unique();
    const order: string[] = [];
    const build = (name: string): Promise<void> =>
      withBuildLock(folder, nothing, async () => {
        order.push(`${name} begins`);
        await sleep(30);
        order.push(`${name} ends`);
      });
    await Promise.all([build('first'), build('second')]);
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('tells once that it waits, however long', async () => {
    const folder = unique();
    let waits = 0;
    const tell = (): void => {
      waits += 1;
    };
    const first = withBuildLock(folder, nothing, () => sleep(500));
    await sleep(20);
    await withBuildLock(folder, tell, () => Promise.resolve());
    await first;
    expect(waits).toBe(1);
  });

  it('is free again after a failure', async () => {
    const folder = unique();
    await expect(withBuildLock(folder, nothing, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(withBuildLock(folder, nothing, () => Promise.resolve('built'))).resolves.toBe('built');
  });

  it('is free again after the holder was killed', async () => {
    const folder = unique();
    const program = `require('node:net').createServer().listen(process.argv[1].replace('@', '\\0'), () => console.log('held'))`;
    const holder = spawn(process.execPath, ['-e', program, lockName(folder).replace('\0', '@')]);
    await once(holder.stdout, 'data');
    let hasWaited = false;
    const waiting = withBuildLock(
      folder,
      () => {
        hasWaited = true;
        holder.kill('SIGKILL');
      },
      () => Promise.resolve('built'),
    );
    try {
      await expect(waiting).resolves.toBe('built');
    } finally {
      holder.kill('SIGKILL');
    }
    expect(hasWaited).toBe(true);
  });

  it('does not hold back another folder', async () => {
    const inner = withBuildLock(unique(), nothing, () =>
      withBuildLock(unique(), nothing, () => Promise.resolve('both')),
    );
    await expect(inner).resolves.toBe('both');
  });
});

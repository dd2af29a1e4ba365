import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder } from '#main/storage/data-lock.ts';

const holder = fileURLToPath(new URL('lock-holder.ts', import.meta.url));
let folder: string;
let file: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lock-'));
  file = path.join(folder, 'station.lock');
});
afterEach(() => {
  child?.kill('SIGKILL');
  fs.rmSync(folder, { recursive: true });
});

describe('data folder lock', () => {
  it('refuses a second station in the same process', () => {
    const lock = lockDataFolder(file);
    expect(() => lockDataFolder(file)).toThrow('STATION_DATA_IN_USE');
    lock.release();
    lockDataFolder(file).release();
  });

  it('refuses while another process holds it, and is free at once when that process is killed', async () => {
    child = fork(holder, [file], { execArgv: ['--expose-gc'] });
    await once(child, 'message');
    expect(() => lockDataFolder(file)).toThrow('STATION_DATA_IN_USE');

    child.kill('SIGKILL');
    await once(child, 'exit');
    lockDataFolder(file).release();
  });

  it('leaves no journal beside the lock file', () => {
    const lock = lockDataFolder(file);
    expect(fs.readdirSync(folder)).toEqual(['station.lock']);
    lock.release();
  });
});

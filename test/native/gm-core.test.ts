import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { canRun } from '../support/foreign-programs.ts';

const sources = fileURLToPath(new URL('../../native/gm', import.meta.url));
const folder = fileURLToPath(new URL('../../native/build-gm-sanitize', import.meta.url));

describe.skipIf(!canRun('cmake'))('native/gm without Node, under address and undefined-behaviour sanitizers', () => {
  beforeAll(() => {
    execFileSync('cmake', ['-S', sources, '-B', folder, '-DGM_SANITIZE=ON'], { stdio: 'pipe' });
    execFileSync('cmake', ['--build', folder, '--parallel', String(availableParallelism())], { stdio: 'pipe' });
  });

  it('fulfils its own statements, from one thread and from many, without a leak or a stray access', () => {
    const said = execFileSync(`${folder}/gm-core-test`, { encoding: 'utf8' });
    expect(said).toContain('all statements hold');
  });
});

import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { canRun } from '../support/foreign-programs.ts';

const native = fileURLToPath(new URL('../../native', import.meta.url));
const folder = fileURLToPath(new URL('../../native/build-sanitize', import.meta.url));
const subjects = 'session pin sign object control personality process token-file random-calls'.split(' ');

describe.skipIf(!canRun('cmake'))('the training key in C, under address and undefined-behaviour sanitizers', () => {
  beforeAll(() => {
    execFileSync('cmake', ['-S', native, '-B', folder, '-DSEALKEEPER_SANITIZE=ON'], { stdio: 'pipe' });
    execFileSync('cmake', ['--build', folder, '--parallel', String(availableParallelism())], { stdio: 'pipe' });
  }, 300_000);

  it.each(subjects)('holds its requirements on %s', (subject) => {
    const said = execFileSync(`${folder}/test/softkey-${subject}-test`, { encoding: 'utf8' });
    expect(said).toMatch(/^ok - /m);
  });
});

import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { smEngine } from '#main/sm/engine.ts';

const projectRoot = new URL('../../..', import.meta.url);

function engineOf(environment: Record<string, string>): string {
  const program = "import('#main/sm/engine.ts').then(({ smEngine }) => process.stdout.write(smEngine()))";
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: projectRoot,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
}

describe('choosing the SM2 and SM3 engine', () => {
  it('takes the native engine where the addon is built', () => {
    expect(engineOf({ SEALKEEPER_SM: '' })).toBe('native');
    expect(smEngine()).toBe('native');
  });

  it('takes the fallback when it is asked for', () => {
    expect(engineOf({ SEALKEEPER_SM: 'fallback' })).toBe('fallback');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attackTarget, endures } from './endurance.ts';
import { fuzzTargets } from './targets.ts';

/** The same damage at every run of the tests; `npm run fuzz` looks for more. */
const seed = 20_261_128;
const runs = 250;
const ms = 4_000;

describe('readers of damaged input (ATK-9, ATK-11, ATK-27, ATK-31)', () => {
  it.each(fuzzTargets)(
    '$name: ends in a value or a refusal with a code, in time',
    { timeout: 60_000 },
    async (target) => {
      const { finding, runs: done } = await attackTarget(target, { seed, runs, ms });
      expect(finding).toBeNull();
      expect(done).toBeGreaterThan(0);
    },
  );

  it.each(fuzzTargets)('$name: accepts what is whole', async (target) => {
    for (const sample of await target.samples()) expect(await endures(target, sample)).toBeNull();
  });

  it('notices a reader that throws something of no code', async () => {
    const careless = { ...fuzzTargets[0]!, run: (bytes: Uint8Array) => bytes.length > 3 && JSON.parse('{') };
    expect((await attackTarget(careless, { seed, runs: 50, ms })).finding).toMatch(/SyntaxError/);
  });
});

const folder = join(import.meta.dirname, '..', 'fixtures', 'fuzz-regressions');
const kept = readdirSync(folder).filter((name) => name.endsWith('.bin'));

describe('what was found once', () => {
  it('is no trouble any more', async () => {
    for (const name of kept) {
      const target = fuzzTargets.find((one) => name.startsWith(`${one.name}.`));
      expect(await endures(target!, readFileSync(join(folder, name))), name).toBeNull();
    }
  });
});

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createWords } from '#main/platform/words.ts';
import { materialInDocument } from '#main/trust/revocation-material.ts';
import { judgeBytes } from '#test/support/judge-bytes.ts';
import { afterwards, contextOf, trustIn } from '#test/support/verification-fixture.ts';
import { allAttacks } from './all-attacks.ts';
import { authority, revocationLists } from './authority.ts';

// As with the trust folder of the set, where the lists lie beside the certificates.
const revocation = { ...materialInDocument(Object.values(revocationLists), []), isKept: true };
const trusted = contextOf(trustIn(authority), { now: afterwards, revocation });
const words = createWords();
const numbers = [...new Set(allAttacks.map(({ atk }) => atk))].filter((atk) => atk > 0);
/** A file may cost a verifier so much, and no hanging computer explains more. */
const mostMs = 20_000;

describe('the set of attacks', () => {
  it('has a file for every number from 1 to 31, each with a name of its own', () => {
    expect(numbers).toEqual(Array.from({ length: 31 }, (_, index) => index + 1));
    const names = allAttacks.map(({ name, format }) => `${name}.${format}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('is the same on every computer', async () => {
    for (const attack of allAttacks.filter(({ name }) => /good-sealed$|forged|r-zero|p1-stamp/.test(name))) {
      expect(Buffer.compare(await attack.make(), await attack.make())).toBe(0);
    }
    expect(existsSync(new URL('README.md', import.meta.url))).toBe(true);
    expect(words.find('states.verdict.invalid')).toBeDefined();
  });
});

describe.each(numbers.map((atk) => ({ atk })))('ATK-$atk', ({ atk }) => {
  it.each(allAttacks.filter((attack) => attack.atk === atk))('$name ($format): $description', async (attack) => {
    const start = performance.now();
    const { verdict, reasons } = await judgeBytes(await attack.make(), trusted);
    const line = [verdict, ...reasons].join(' ');
    expect(attack.expected, line).toContain(verdict);
    expect(line).toContain(attack.reason);
    expect(performance.now() - start).toBeLessThan(mostMs);
  });
});

describe('the good files', () => {
  it.each(allAttacks.filter(({ atk }) => atk === 0))('$name ($format): $description', async (attack) => {
    expect(attack.expected).toContain((await judgeBytes(await attack.make(), trusted)).verdict);
  });
});

import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { categoryOf, profileSchema } from '#shared/policy/profile.ts';
import { policyFile, profileIds, profileNamed } from '#test/support/policy-profiles.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } });
const validate = ajv.compile(policyFile('policy-profile.schema.json') as object);

type Json = { readonly [key: string]: Json } | readonly Json[] | string | number | boolean | null;

/** Values that say nothing need no source: what the regulation is silent on, and what is empty. */
function isSilent(value: Json): boolean {
  return value === null || value === 'not-stated' || (Array.isArray(value) && value.length === 0);
}

function* statements(value: Json, path = ''): Generator<{ path: string; value: Json }> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) yield { path, value };
  else for (const [key, part] of Object.entries(value)) yield* statements(part, `${path}/${key}`);
}

describe.each(profileIds)('policy profile %s', (profileId) => {
  const file = policyFile(`${profileId}.json`) as Record<string, Json>;

  it('loads as the workstation reads it', () => {
    expect(profileNamed(profileId).profileId).toBe(profileId);
  });

  it('follows the JSON Schema of profiles, checked by ajv', () => {
    expect({ isValid: validate(file), errors: validate.errors }).toEqual({ isValid: true, errors: null });
  });

  it('names where every statement comes from', () => {
    const sources = (file['provenance'] as { path: string; basis: string; ref: string }[]).map(({ path }) => path);
    const itself = /^\/(schemaVersion|profileId|profileVersion|documents|region|provenance)(\/|$)/;
    const bare = [...statements(file)]
      .filter(({ path, value }) => !itself.test(path) && !isSilent(value))
      .filter(({ path }) => !sources.some((source) => path === source || path.startsWith(`${source}/`)))
      .map(({ path }) => path);
    expect(bare).toEqual([]);
  });

  it('points its sources at sections it has', () => {
    const missing = (file['provenance'] as { path: string }[]).filter(({ path }) => {
      const found = path
        .split('/')
        .slice(1)
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], file);
      return found === undefined;
    });
    expect(missing).toEqual([]);
  });

  it('cites a clause of one of its own documents wherever the register follows a clause', () => {
    const codes = profileNamed(profileId).documents.map(({ code }) => code);
    const cited = profileNamed(profileId).register.fields.filter(({ basis }) => basis === 'clause');
    expect(cited.filter(({ ref }) => !codes.some((code) => ref?.startsWith(`${code}-`)))).toEqual([]);
  });

  it('forbids blank sealing and classified information', () => {
    const { usage } = profileNamed(profileId);
    expect(usage.blankSealing).toBe('prohibited');
    expect(usage.classifiedInformation).toBe('prohibited');
  });
});

describe('the profile a workstation reads', () => {
  const whole = policyFile('anyang-2020.json') as Record<string, unknown>;

  it.each(['schemaVersion', 'profileId', 'sealCategories', 'usage', 'register', 'offline'])(
    'refuses one without %s',
    (key) => {
      const { [key]: _left, ...rest } = whole;
      expect(profileSchema.safeParse(rest).success).toBe(false);
      expect(validate(rest)).toBe(false);
    },
  );

  it('refuses an identifier that is no name and year', () => {
    expect(profileSchema.safeParse({ ...whole, profileId: '../etc' }).success).toBe(false);
  });

  it('keeps what it does not act on', () => {
    expect(profileSchema.parse(whole)).toMatchObject({ archive: whole['archive'], provenance: whole['provenance'] });
  });

  it('finds a seal class by its code, and no other', () => {
    const profile = profileNamed('hainan-2021');
    expect(categoryOf(profile, 'private')?.approval).toBe('holder-only');
    expect(categoryOf(profile, 'officer')?.approval).toBe('holder-scope');
    expect(categoryOf(profile, 'unknown')).toBeUndefined();
  });

  it('has no private seals under xincai-2020 (AC-XC-E-4)', () => {
    expect(categoryOf(profileNamed('xincai-2020'), 'private')).toBeUndefined();
  });
});

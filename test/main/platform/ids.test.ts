import { describe, expect, it } from 'vitest';
import { countingIds, systemIds } from '#main/platform/ids.ts';

const canonical = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('identifiers', () => {
  it('are canonical UUIDs and never repeat', () => {
    const made = Array.from({ length: 100 }, () => systemIds.uuid());
    for (const id of made) expect(id).toMatch(canonical);
    expect(new Set(made).size).toBe(100);
  });

  it('can be counted, the same in every run', () => {
    const ids = countingIds();
    expect([ids.uuid(), ids.uuid()]).toEqual([
      '00000000-0000-4000-8000-000000000001',
      '00000000-0000-4000-8000-000000000002',
    ]);
    expect(ids.uuid()).toMatch(canonical);
  });
});

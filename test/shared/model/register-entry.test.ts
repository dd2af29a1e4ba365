import { describe, expect, it } from 'vitest';
import { entryNoText, ledgerYear, officeTime, parseEntryNo } from '#shared/model/register-entry.ts';

describe('register entry', () => {
  it('states office time with its offset, whatever zone the PC is in', () => {
    expect(officeTime(new Date('2026-03-09T06:05:07.999Z'))).toBe('2026-03-09T14:05:07+08:00');
  });

  it('counts the ledger year by office time, not by UTC', () => {
    expect(ledgerYear(new Date('2026-12-31T15:59:59.999Z'))).toBe(2026);
    expect(ledgerYear(new Date('2026-12-31T16:00:00.000Z'))).toBe(2027);
  });

  it('writes and reads entry numbers', () => {
    expect(entryNoText({ year: 2026, seq: 12 })).toBe('2026-000012');
    expect(parseEntryNo('2026-000012')).toEqual({ year: 2026, seq: 12 });
    expect(parseEntryNo('2026-1000000')).toEqual({ year: 2026, seq: 1000000 });
    expect(['2026', '2026-', '2026-0', '26-1', '2026-1x'].map(parseEntryNo)).toEqual([null, null, null, null, null]);
  });
});

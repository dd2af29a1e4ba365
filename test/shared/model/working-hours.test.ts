import { describe, expect, it } from 'vitest';
import { countEntries } from '#main/ledger/ledger-repository.ts';
import { isOutOfHours } from '#shared/model/working-hours.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import { openStationLedger, stampOnce } from '#test/support/station-ledger.ts';

/** 2026-03-09 is a Monday. */
const times = [
  ['2026-03-09T07:59:59+08:00', true],
  ['2026-03-09T08:00:00+08:00', false],
  ['2026-03-09T12:30:00+08:00', false],
  ['2026-03-13T17:59:59+08:00', false],
  ['2026-03-13T18:00:00+08:00', true],
  ['2026-03-14T10:00:00+08:00', true],
  ['2026-03-15T10:00:00+08:00', true],
] as const;

describe('working hours', () => {
  it.each(times)('%s is out of hours: %s', (usedAt, expected) => {
    expect(isOutOfHours(usedAt)).toBe(expected);
  });

  it('are the same for the database', () => {
    const ledger = openStationLedger();
    for (const [usedAt] of times) {
      const at = new Date(usedAt);
      stampOnce(ledger, { usedAt: officeTime(at), usedAtUtc: at.toISOString() });
    }
    const late = times.filter(([, isLate]) => isLate).length;
    expect(countEntries(ledger.db, { isOutOfHours: true })).toBe(late);
    ledger.close();
  });
});

import { describe, expect, it } from 'vitest';
import { adjustableClock, systemClock } from '#main/platform/clock.ts';

describe('the clock', () => {
  it('tells the time of the system', () => {
    const before = Date.now();
    const told = systemClock.now().getTime();
    expect(told).toBeGreaterThanOrEqual(before);
    expect(told).toBeLessThanOrEqual(Date.now());
  });

  it('stands still until it is set or advanced', () => {
    const clock = adjustableClock(new Date('2026-03-01T08:00:00Z'));
    expect(clock.now()).toEqual(clock.now());
    clock.advance(1500);
    expect(clock.now().toISOString()).toBe('2026-03-01T08:00:01.500Z');
    clock.set(new Date('2020-01-01T00:00:00Z'));
    expect(clock.now().toISOString()).toBe('2020-01-01T00:00:00.000Z');
  });

  it('is not moved by a caller who changes the date it was given', () => {
    const clock = adjustableClock(new Date('2026-03-01T08:00:00Z'));
    clock.now().setFullYear(1999);
    expect(clock.now().getUTCFullYear()).toBe(2026);
  });
});

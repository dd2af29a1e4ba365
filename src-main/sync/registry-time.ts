import type { Clock } from '#main/platform/clock.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { keptList, readPosition } from './sync-repository.ts';

/** What this station allows its clock to be away from the registry's (product value). */
export const clockLimitMs = 2 * 60_000;

/** Registry time minus station time, taking the answer to be of the middle of the exchange. */
export function measureOffset(askedAt: Date, answeredAt: Date, registryTime: Date): number {
  return Math.round(registryTime.getTime() - (askedAt.getTime() + answeredAt.getTime()) / 2);
}

/**
 * Refuse work that needs the right time while the last measurement says the clock is wrong.
 *
 * @throws SYNC_CLOCK_SKEW
 */
export function refuseClockSkew(db: ReadableDb, limitMs: number = clockLimitMs): void {
  const offsetMs = readPosition(db).clock_offset_ms ?? 0;
  if (Math.abs(offsetMs) <= limitMs) return;
  throw new StationError('SYNC_CLOCK_SKEW', {
    seconds: Math.round(Math.abs(offsetMs) / 1000),
    limit: Math.round(limitMs / 1000),
  });
}

/**
 * The latest of: this PC's clock corrected by the last measurement, and the latest time the registry is known to have
 * reached. A clock that is set back cannot make an old status list look young.
 */
export function soundNow(db: ReadableDb, clock: Clock): Date {
  const { clock_offset_ms, registry_time } = readPosition(db);
  const corrected = clock.now().getTime() + (clock_offset_ms ?? 0);
  return new Date(Math.max(corrected, registry_time === null ? 0 : Date.parse(registry_time)));
}

export interface StatusAge {
  /** Null before the first list. */
  readonly number: number | null;
  readonly issuedAt: string | null;
  /** Infinity before the first list. */
  readonly ageMs: number;
}

/** How old the kept status list is, for the rule that a station stamps only on fresh status (`statusTtlHours`). */
export function statusAge(db: ReadableDb, clock: Clock): StatusAge {
  const list = keptList(db, 'status');
  if (list === undefined) return { number: null, issuedAt: null, ageMs: Number.POSITIVE_INFINITY };
  // The list is issued a moment after the time was asked for.
  const ageMs = Math.max(0, soundNow(db, clock).getTime() - Date.parse(list.issued_at));
  return { number: list.number, issuedAt: list.issued_at, ageMs };
}

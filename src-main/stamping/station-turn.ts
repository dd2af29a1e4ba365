import { StationError } from '#shared/errors/station-error.ts';
import type { StampDesk } from './stamp-desk.ts';

/** Stations with a stamp or a batch under way: one job per key at a time (lifecycles C.4). */
const busy = new WeakSet<StampDesk>();

/** Does a stamp or a batch run here now? */
export function isAtWork(desk: StampDesk): boolean {
  return busy.has(desk);
}

/** Runs `act` while nobody else stamps here. @throws STAMP_STATION_BUSY */
export async function inTurn<T>(desk: StampDesk, act: () => Promise<T>): Promise<T> {
  if (busy.has(desk)) throw new StationError('STAMP_STATION_BUSY', {});
  busy.add(desk);
  try {
    return await act();
  } finally {
    busy.delete(desk);
  }
}

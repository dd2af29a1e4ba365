import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { startTransition, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { DeskSummary, StationFrame } from '#shared/contract/desk.ts';
import { channel, queryClient, station } from './client.ts';
import { useSession } from './session.ts';

const frameEveryMs = 30_000;

/** What stands around every page; asked for again every half minute and after events. */
export function useFrame(): StationFrame | undefined {
  const query = useQuery({
    ...station.station.frame.queryOptions(),
    refetchInterval: frameEveryMs,
    placeholderData: keepPreviousData,
  });
  return query.data;
}

/** The desk of the person signed in, also for the counts beside the navigation. */
export function useDesk(): {
  readonly summary: DeskSummary | undefined;
  readonly error: Error | null;
  readonly again: () => void;
} {
  const { signedIn } = useSession();
  const query = useQuery({ ...station.desk.summary.queryOptions(), enabled: signedIn !== null });
  return { summary: query.data, error: query.error, again: () => void query.refetch() };
}

/** True while the station does not answer. */
export function useIsLost(): boolean {
  return useSyncExternalStore(channel.onState, () => channel.state() === 'lost');
}

/** The way of an answer takes time, now more, now less; only a clock that was set is another time. */
const sameClockMs = 2_000;

/** How far the station's clock is before the screen's, by the frame it sent last. */
function clockOffsetMs(stationNow: string | undefined): number {
  const heardAt = queryClient.getQueryState(station.station.frame.queryKey())?.dataUpdatedAt;
  return stationNow === undefined || !heardAt ? 0 : Date.parse(stationNow) - heardAt;
}

/**
 * The station's time, going on while the screen is open; the screen's own clock until the station has answered. The
 * same object as long as it is the same time.
 */
export function useNow(frame: StationFrame | undefined): Date {
  const stationNow = frame?.now;
  const [offsetMs, setOffset] = useState(() => clockOffsetMs(stationNow));
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    const found = clockOffsetMs(stationNow);
    startTransition(() => setOffset((before) => (Math.abs(found - before) < sameClockMs ? before : found)));
  }, [stationNow]);
  useEffect(() => {
    const timer = setInterval(() => startTransition(() => setTick(Date.now())), 15_000);
    return () => clearInterval(timer);
  }, []);
  return useMemo(() => new Date(tick + offsetMs), [tick, offsetMs]);
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { DeskSummary, StationFrame } from '#shared/contract/desk.ts';
import { channel, station } from './client.ts';
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

/** The station's time, going on while the screen is open; the screen's own clock until the station has answered. */
export function useNow(frame: StationFrame | undefined): Date {
  const [offsetMs, setOffset] = useState(0);
  const [tick, setTick] = useState(() => Date.now());
  const stationNow = frame?.now;
  useEffect(() => {
    if (stationNow !== undefined) setOffset(Date.parse(stationNow) - Date.now());
  }, [stationNow]);
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return new Date(tick + offsetMs);
}

import { StationError } from '#shared/errors/station-error.ts';
import type { ErrorCode } from '#shared/errors/error-codes.ts';
import type { TokenHostClient } from './host-client.ts';
import type { ResultOf, TokenRef } from './host-protocol.ts';

export type TokenEvent =
  | { readonly kind: 'inserted' | 'removed'; readonly token: TokenRef; readonly series: number }
  /** The driver cannot be asked now; said once, until it answers again. */
  | { readonly kind: 'unavailable'; readonly code: ErrorCode };

export interface TokenMonitor {
  stop(): void;
}

type Seen = Map<string, ResultOf<'watch'>[number]>;

/**
 * Tell what was plugged and pulled. A token that was pulled and plugged in again between two looks is reported as
 * removed and inserted: its series counter moved although it is present both times.
 */
export function watchTokens(
  host: TokenHostClient,
  onEvent: (event: TokenEvent) => void,
  intervalMs: number,
): TokenMonitor {
  let seen: Seen = new Map();
  let generation = -1;
  let isUnavailable = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const look = async (): Promise<void> => {
    // A token that signs is not disturbed; its removal shows in the call under way.
    if (host.isBusy) return;
    try {
      const now: Seen = new Map((await host.call('watch', {})).map((token) => [keyOf(token), token]));
      if (isStopped) return;
      isUnavailable = false;
      for (const event of changes(seen, now, generation === host.generation)) onEvent(event);
      seen = now;
      generation = host.generation;
    } catch (error) {
      if (isStopped || isUnavailable) return;
      isUnavailable = true;
      onEvent({ kind: 'unavailable', code: error instanceof StationError ? error.code : 'INTERNAL_UNEXPECTED' });
    }
  };
  const round = (): void => {
    void look().finally(() => {
      // Each look at a driver that cannot be loaded starts a process, so it is looked at less often.
      if (!isStopped) timer = setTimeout(round, isUnavailable ? intervalMs * 10 : intervalMs).unref();
    });
  };
  round();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** @param isSameHost false after a restart of the host, whose series begin anew */
export function changes(before: Seen, now: Seen, isSameHost: boolean): TokenEvent[] {
  const events: TokenEvent[] = [];
  for (const [key, token] of before) {
    const later = now.get(key);
    const isReplugged = isSameHost && later !== undefined && later.series !== token.series;
    if (later === undefined || isReplugged) events.push(eventOf('removed', token));
  }
  for (const [key, token] of now) {
    const earlier = before.get(key);
    const isReplugged = isSameHost && earlier !== undefined && earlier.series !== token.series;
    if (earlier === undefined || isReplugged) events.push(eventOf('inserted', token));
  }
  return events;
}

function eventOf(kind: 'inserted' | 'removed', token: ResultOf<'watch'>[number]): TokenEvent {
  const { serial, manufacturer, series } = token;
  return { kind, token: { serial, manufacturer }, series };
}

function keyOf(token: TokenRef): string {
  return JSON.stringify([token.manufacturer, token.serial]);
}

/** Resolves when the token is no longer there as it was; for the time a person takes to enter a PIN. */
export async function tokenLeaving(
  host: TokenHostClient,
  token: TokenRef,
  series: number,
  signal: AbortSignal,
): Promise<void> {
  const { generation } = host;
  while (!signal.aborted) {
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, 1000);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve(undefined);
      });
    });
    if (signal.aborted) return;
    const now = await host.call('watch', {}).catch(() => []);
    const same = now.find((one) => keyOf(one) === keyOf(token));
    if (same === undefined || (host.generation === generation && same.series !== series)) return;
  }
}

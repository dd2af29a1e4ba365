import { AsyncIteratorClass } from '@orpc/server';
import type { EventStream, StationEvents } from '#main/rpc/station-events.ts';
import type { StationEvent } from '#shared/contract/events.ts';

/** A screen that reads nothing for so many events is cut off; it subscribes again and asks for everything. */
const maxWaiting = 1000;

interface Subscriber {
  readonly session: string;
  push(event: StationEvent): void;
  /** No more events; what waits is still read. */
  finish(): void;
}

/** Delivers events in memory; nothing is kept for those who come later. */
export function createEventHub(): StationEvents {
  const subscribers = new Set<Subscriber>();
  const desertions: ((session: string) => void)[] = [];
  const listeners: ((event: StationEvent) => void)[] = [];

  function leave(subscriber: Subscriber): void {
    if (!subscribers.delete(subscriber)) return;
    const { session } = subscriber;
    if ([...subscribers].some((other) => other.session === session)) return;
    for (const listener of desertions) listener(session);
  }

  const screensOf = (session: string): Subscriber[] => [...subscribers].filter((one) => one.session === session);

  function subscribe(session: string, signal?: AbortSignal): EventStream {
    const waiting: StationEvent[] = [];
    let isFinished = false;
    let wake: (() => void) | undefined;
    const subscriber: Subscriber = {
      session,
      push: (event) => {
        if (isFinished) return;
        waiting.push(event);
        if (waiting.length > maxWaiting) subscriber.finish();
        wake?.();
      },
      finish: () => {
        isFinished = true;
        leave(subscriber);
        wake?.();
      },
    };
    subscribers.add(subscriber);
    signal?.addEventListener('abort', () => subscriber.finish(), { once: true });
    if (signal?.aborted) subscriber.finish();
    const next = async (): Promise<IteratorResult<StationEvent, void>> => {
      for (;;) {
        const event = waiting.shift();
        if (event) return { done: false, value: event };
        if (isFinished) return { done: true, value: undefined };
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    };
    return new AsyncIteratorClass<StationEvent, void, void>(next, async () => subscriber.finish());
  }

  return {
    emit: (event) => {
      for (const subscriber of subscribers) subscriber.push(event);
      for (const listener of listeners) listener(event);
    },
    emitTo: (session, event) => {
      const screens = screensOf(session);
      for (const screen of screens) screen.push(event);
      return screens.length > 0;
    },
    subscribe,
    endSession: (session, reason) => {
      for (const screen of screensOf(session)) {
        screen.push({ type: 'session.ended', reason });
        screen.finish();
      }
    },
    onDeserted: (listener) => {
      desertions.push(listener);
    },
    listen: (listener) => {
      listeners.push(listener);
    },
  };
}

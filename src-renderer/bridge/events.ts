import { useEffect } from 'react';
import type { StationEvent } from '#shared/contract/events.ts';
import { client, queryClient } from './client.ts';
import { currentSession, leave, onSessionChange } from './session.ts';

type Listener = (event: StationEvent) => void;

const listeners = new Set<Listener>();

/** Hears every event of the session for as long as the component is on the screen. */
export function useStationEvent(listener: Listener): void {
  useEffect(() => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [listener]);
}

/** Parts of the contract whose answers may have changed after an event. */
const touched: Readonly<Partial<Record<StationEvent['type'], readonly (readonly string[])[]>>> = {
  'token.changed': [
    ['station', 'frame'],
    ['station', 'seals'],
    ['station', 'key'],
    ['station', 'keys'],
    ['desk'],
    ['setUp', 'tokens'],
  ],
  'stamping.completed': [['desk'], ['approvals'], ['ledger'], ['statistics']],
  'entry.appended': [['desk'], ['ledger'], ['statistics']],
  'request.changed': [['desk'], ['approvals'], ['stamping']],
  'batch.changed': [['desk'], ['batches'], ['approvals'], ['ledger']],
  'batch.moved': [['batches', 'run']],
  'seals.changed': [['station', 'seals'], ['station', 'frame'], ['desk'], ['stamping'], ['setUp', 'state']],
  'ledger.checked': [['desk'], ['ledger'], ['stamping'], ['statistics', 'compliance']],
  'sync.changed': [['station', 'frame'], ['station', 'sync'], ['desk'], ['ledger'], ['statistics', 'compliance']],
};

/** One act of the station is told in several events, one upon the other: what they touch is asked for once. */
const togetherMs = 50;
const stale = new Map<string, readonly string[]>();

function makeStale(path: readonly string[]): void {
  if (stale.size === 0) setTimeout(askAnew, togetherMs);
  stale.set(path.join('.'), path);
}

function askAnew(): void {
  const paths = [...stale.values()];
  stale.clear();
  // Query keys of a method begin with its path.
  for (const path of paths) void queryClient.invalidateQueries({ queryKey: [path] });
}

function take(event: StationEvent): void {
  for (const path of touched[event.type] ?? []) makeStale(path);
  for (const listener of listeners) listener(event);
  if (event.type === 'session.ended' && currentSession().signedIn) {
    leave(event.reason === 'idle' ? 'idle' : 'ended');
  }
}

const pauseMs = 1_000;

/** One subscription for each session, made again when it breaks; whatever was missed is asked for anew. */
async function follow(session: string, signal: AbortSignal): Promise<void> {
  const isCurrent = (): boolean => !signal.aborted && currentSession().signedIn?.session === session;
  while (isCurrent()) {
    try {
      const events = await client.events.subscribe(undefined, { signal });
      void queryClient.invalidateQueries();
      for await (const event of events) take(event);
    } catch {
      // The channel broke or is being made again; the frame says so, and here it is only tried once more.
    }
    if (isCurrent()) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Called once when the program starts. */
export function followEvents(): void {
  let running: { readonly session: string; readonly stop: AbortController } | null = null;
  onSessionChange(() => {
    const session = currentSession().signedIn?.session ?? null;
    if (running?.session === session) return;
    running?.stop.abort();
    running = null;
    if (session === null) {
      queryClient.removeQueries({ predicate: ({ queryKey }) => !isForEveryone(queryKey) });
      return;
    }
    running = { session, stop: new AbortController() };
    void follow(session, running.stop.signal);
  });
}

/** What was read for one person is not kept for the next one. */
function isForEveryone(queryKey: readonly unknown[]): boolean {
  const [path] = queryKey;
  return Array.isArray(path) && ['station.frame', 'setUp.state'].includes(path.join('.'));
}

import { startSyncLoop } from '#main/sync/sync-loop.ts';
import type { Station } from './open-station.ts';

const sweepMs = 5_000;

/** What a station does by itself while a screen is open; one command at a time needs none of it. */
export interface Background {
  stop(): Promise<void>;
}

/** Watches the key, ends idle sessions, removes old uploads, and synchronises soon after every entry. */
export function startBackground(station: Station): Background {
  const { parts } = station;
  const { events, sessions, uploads } = parts;
  const monitor = watchKey(station);
  const sweep = setInterval(() => {
    sessions.endIdle();
    uploads.removeOld();
  }, sweepMs).unref();
  const sync = startSyncLoop({ run: () => parts.ready().synchronise() });
  events.listen((event) => {
    if (event.type === 'entry.appended') sync.hurry();
  });
  return {
    stop: async () => {
      clearInterval(sweep);
      monitor?.stop();
      await sync.stop();
    },
  };
}

function watchKey(station: Station): { stop(): void } | undefined {
  try {
    return station.tokens().monitor(() => station.parts.events.emit({ type: 'token.changed' }));
  } catch {
    // No driver on this computer: the doctor says so, and everything but stamping works.
    return undefined;
  }
}

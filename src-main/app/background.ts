import { startSyncLoop } from '#main/sync/sync-loop.ts';
import type { Station } from './open-station.ts';

const sweepMs = 5_000;
/** The ledger is checked at the start, then every hour (product value). */
const checkMs = 3_600_000;

/** What a station does by itself while a screen is open; one command at a time needs none of it. */
export interface Background {
  stop(): Promise<void>;
}

/** Watches the key, ends idle sessions, removes old uploads, and synchronises soon after every entry and every seal that is stopped. */
export function startBackground(station: Station): Background {
  const { parts } = station;
  const { events, sessions, uploads } = parts;
  const monitor = watchKey(station);
  const sweep = setInterval(() => {
    sessions.endIdle();
    uploads.removeOld();
  }, sweepMs).unref();
  const check = startLedgerChecks(station);
  const sync = startSyncLoop({ run: () => parts.ready().synchronise() });
  events.listen((event) => {
    // A seal that was stopped here is stopped everywhere as soon as the registry hears of it.
    if (event.type === 'entry.appended' || event.type === 'seals.changed') sync.hurry();
  });
  return {
    stop: async () => {
      clearInterval(sweep);
      clearInterval(check);
      monitor?.stop();
      await sync.stop();
    },
  };
}

/** A look at the newest signatures now, all of them every hour; stamping stops on what either finds. */
function startLedgerChecks({ parts }: Station): NodeJS.Timeout {
  // A station that closes meanwhile leaves its check unfinished; a database that fails is told by whatever uses it.
  void parts
    .findReady()
    ?.ledgerWatch.known()
    .catch(() => undefined);
  return setInterval(() => {
    void parts
      .findReady()
      ?.ledgerWatch.check('all')
      .catch(() => undefined);
  }, checkMs).unref();
}

function watchKey(station: Station): { stop(): void } | undefined {
  try {
    return station.tokens().monitor(() => station.parts.events.emit({ type: 'token.changed' }));
  } catch {
    // No driver on this computer: the doctor says so, and everything but stamping works.
    return undefined;
  }
}

import { pino, type DestinationStream, type Level, type Logger as PinoLogger } from 'pino';
import { systemClock, type Clock } from './clock.ts';
import { redactLine } from './redaction.ts';

export type Logger = PinoLogger;

export interface LoggerOptions {
  /** The program or part that speaks, for example `station` or `registry`. */
  readonly name: string;
  readonly level?: Level | 'silent';
  /** Where lines go; standard error unless told, because standard output carries the results of commands. */
  readonly destination?: DestinationStream;
  readonly clock?: Clock;
}

/**
 * A logger that writes one JSON object per line and never a PIN, password or private key.
 *
 * Redaction works on the finished line and not by paths, because a path list knows neither child bindings nor the
 * depth at which a caller nests a secret, and one forgotten path is one PIN in a log.
 */
export function createLogger(options: LoggerOptions): Logger {
  const clock = options.clock ?? systemClock;
  return pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      base: { pid: process.pid },
      timestamp: () => `,"time":"${clock.now().toISOString()}"`,
      hooks: { streamWrite: redactLine },
    },
    // Written at once: a line about a crash must not wait in a buffer.
    options.destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

/** A logger that keeps nothing, for tests and for callers that pass none. */
export const silentLogger: Logger = pino({ level: 'silent' });

import type { StationClient } from '#main/rpc/router.ts';
import { StationError, type ErrorFacts } from '#shared/errors/station-error.ts';

type Call = (input?: unknown) => Promise<unknown>;

/** Calls a method of the contract by its path, such as `station.seals.suspend`, with whatever input. */
export function callMethod(client: StationClient, path: string, input?: unknown): Promise<unknown> {
  const method = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], client);
  return (method as Call)(input);
}

export interface Answer {
  readonly code: string;
  readonly facts: ErrorFacts;
}

/** How a call ended: `ok`, or the code it was refused with. Anything that is no StationError is thrown on. */
export async function answerOf(call: Promise<unknown>): Promise<Answer> {
  try {
    const result = await call;
    // A stream of events is not left open.
    if (typeof result === 'object' && result !== null && 'return' in result) {
      await (result as AsyncGenerator).return(undefined);
    }
    return { code: 'ok', facts: {} };
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    return { code: error.code, facts: error.facts };
  }
}

import { StationError } from '#shared/errors/station-error.ts';
import type { guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function eventsMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  return {
    subscribe: guarded.events.subscribe.handler(({ context, signal }) => {
      if (context.session === undefined) throw new StationError('RPC_SIGNED_OUT', {});
      return parts.events.subscribe(context.session, signal);
    }),
  };
}

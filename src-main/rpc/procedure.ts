import { implement } from '@orpc/server';
import { contract } from '#shared/contract/contract.ts';
import type { MethodMeta } from '#shared/contract/procedure.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { toErrorShape, StationError } from '#shared/errors/station-error.ts';
import { logOperation } from '#main/station/operation-log.ts';
import type { CallContext } from './call-context.ts';
import { toCrossing } from './error-crossing.ts';
import { permit } from './gate.ts';
import type { StationParts } from './station-parts.ts';

/** Reading one's own session is no use of data; everything else is logged (XC-D-18). */
const notLogged = new Set(['session.who', 'station.doctor', 'station.sync.state']);

/**
 * The implementer of the contract with what holds for every method: the caller is permitted by role, the use is
 * logged with its result, and an error crosses with its code.
 */
export function guardedContract(parts: StationParts) {
  return implement(contract)
    .$context<CallContext>()
    .use(async ({ procedure, context, path, next }) => {
      const meta = procedure['~orpc'].meta as MethodMeta;
      const action = path.join('.');
      let person: SignedInPerson | null = null;
      try {
        person = permit(meta, context.session, parts.sessions);
        const result = await next({ context: { person } });
        log(parts, person, action, 'ok');
        return result;
      } catch (error) {
        log(parts, person, action, toErrorShape(error).code);
        throw toCrossing(error);
      }
    });
}

function log(parts: StationParts, person: SignedInPerson | null, action: string, result: string): void {
  if (notLogged.has(action)) return;
  const at = parts.clock.now().toISOString();
  logOperation(parts.db, { at, account: person?.account ?? 'anonymous', action, object: '', result });
}

/** For methods that the gate only lets signed-in people reach. */
export function signedIn(context: { readonly person: SignedInPerson | null }): SignedInPerson {
  if (context.person === null) throw new StationError('RPC_SIGNED_OUT', {});
  return context.person;
}

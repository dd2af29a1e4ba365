import { implement } from '@orpc/server';
import { contract } from '#shared/contract/contract.ts';
import type { MethodMeta } from '#shared/contract/procedure.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { logOperation } from '#main/station/operation-log.ts';
import { duringCall } from './ask-screen.ts';
import { sessionOf, type CallContext } from './call-context.ts';
import { toCrossing } from './error-crossing.ts';
import { permit, personOrNull, refusePaths } from './gate.ts';
import type { StationParts } from './station-parts.ts';

/** Reading one's own session is no use of data; everything else is logged (XC-D-18). */
const notLogged = new Set([
  'setUp.state',
  'setUp.sealProgress',
  'session.who',
  'station.doctor',
  'station.frame',
  'batches.run',
  'station.sync.state',
  'events.subscribe',
]);

/** What a screen asks by itself, again and again: it does not keep an unattended session awake (U-APR-6). */
const ambient = new Set([
  'setUp.sealProgress',
  'station.frame',
  'desk.summary',
  'batches.run',
  'station.sync.state',
  'events.subscribe',
]);

/** What somebody may call whose password was given by an administrator. */
const beforeOwnPassword = new Set([
  'session.signIn',
  'session.changePassword',
  'session.signOut',
  'session.who',
  'setUp.state',
  'station.frame',
  'events.subscribe',
]);

/**
 * The implementer of the contract with what holds for every method: the caller is permitted by role, the use is
 * logged with its result, and an error crosses with its code.
 */
export function guardedContract(parts: StationParts) {
  return implement(contract)
    .$context<CallContext>()
    .use(async ({ procedure, context, path, next }, input) => {
      const meta = procedure['~orpc'].meta as MethodMeta;
      const action = path.join('.');
      const object = objectOf(input);
      const session = sessionOf(context);
      const person = personOrNull(session, parts.sessions);
      try {
        permit(meta, session, parts.sessions, !ambient.has(action));
        if (session !== undefined && parts.sessions.mustChangePassword(session) && !beforeOwnPassword.has(action)) {
          throw new StationError('RPC_PASSWORD_MUST_CHANGE', {});
        }
        refusePaths(meta, input, context.isLocal === true);
        const call = { session, requestId: requestIdOf(input) };
        const result = await duringCall(call, () => next({ context: { person, session } }));
        log(parts, { person, action, object, result: 'ok' });
        return result;
      } catch (error) {
        const crossing = toCrossing(error);
        log(parts, { person, action, object, result: crossing.code });
        throw crossing;
      }
    });
}

/** Which values of an input name the thing that was used; nothing else of it reaches the log. */
const objectNames = ['requestId', 'batchId', 'documentId', 'esId', 'sealEsId'] as const;

/** The input is not validated yet here, so only what looks like an identifier is taken. */
function objectOf(input: unknown): string {
  if (typeof input !== 'object' || input === null) return '';
  const values = input as Readonly<Record<string, unknown>>;
  const found = objectNames.map((name) => values[name]).find((value) => typeof value === 'string');
  return typeof found === 'string' && /^[\w.-]{1,64}$/.test(found) ? found : '';
}

function requestIdOf(input: unknown): string | undefined {
  const { requestId, batchId } = (input ?? {}) as { readonly requestId?: unknown; readonly batchId?: unknown };
  return [requestId, batchId].find((id) => typeof id === 'string');
}

interface Use {
  readonly person: SignedInPerson | null;
  readonly action: string;
  readonly object: string;
  readonly result: string;
}

function log(parts: StationParts, { person, action, object, result }: Use): void {
  if (notLogged.has(action)) return;
  const at = parts.clock.now().toISOString();
  logOperation(parts.db, { at, account: person?.account ?? 'anonymous', action, object, result });
}

/** For methods that the gate only lets signed-in people reach. */
export function signedIn(context: { readonly person: SignedInPerson | null }): SignedInPerson {
  if (context.person === null) throw new StationError('RPC_SIGNED_OUT', {});
  return context.person;
}

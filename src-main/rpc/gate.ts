import type { MethodMeta } from '#shared/contract/procedure.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { Sessions } from '#main/station/sessions.ts';

/**
 * Who may pass: refusal is the default. Roles are read from the contract, so a screen that shows a button too many
 * still gets nowhere.
 *
 * @throws RPC_SIGNED_OUT, RPC_FORBIDDEN
 */
export function permit(
  meta: MethodMeta,
  session: string | undefined,
  sessions: Sessions,
  isUse = true,
): SignedInPerson | null {
  if (meta.roles === 'everyone') return personOrNull(session, sessions);
  if (session === undefined) throw new StationError('RPC_SIGNED_OUT', {});
  const person = sessions.personOf(session, isUse);
  const allowed = meta.roles;
  if (allowed.length > 0 && !person.roles.some((role) => allowed.includes(role))) {
    throw new StationError('RPC_FORBIDDEN', { roles: allowed.map((role) => `@states.role.${role}`).join('、') });
  }
  return person;
}

/**
 * A page names bytes by address; a path is for the command line, which a person at this computer wrote (ATK-33).
 *
 * @param input not validated yet
 * @throws RPC_LOCAL_ONLY
 */
export function refusePaths({ paths = [] }: MethodMeta, input: unknown, isLocal: boolean): void {
  if (isLocal || typeof input !== 'object' || input === null) return;
  const field = paths.find((name) => name in input);
  if (field !== undefined) throw new StationError('RPC_LOCAL_ONLY', { field });
}

/** Whoever this session belongs to, let through or not: the log names him who was refused, too. */
export function personOrNull(session: string | undefined, sessions: Sessions): SignedInPerson | null {
  if (session === undefined) return null;
  try {
    return sessions.personOf(session, false);
  } catch {
    return null;
  }
}

import { useSyncExternalStore } from 'react';
import type { SignedInPerson } from '#shared/contract/session.ts';

/** Who is signed in at this screen. The session lives in memory alone: closing or reloading the screen ends it. */
export interface SignedIn {
  readonly session: string;
  readonly person: SignedInPerson;
  /** An administrator gave the password: the person gives himself another one before anything else. */
  readonly mustChangePassword: boolean;
}

/** Why the sign-in page is shown. `locked` and `idle` remember who worked here. */
export interface Door {
  readonly reason: 'closed' | 'locked' | 'idle' | 'ended';
  readonly account: string | null;
}

interface SessionState {
  readonly signedIn: SignedIn | null;
  readonly door: Door;
}

let state: SessionState = { signedIn: null, door: { reason: 'closed', account: null } };
const listeners = new Set<() => void>();

function change(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

export function currentSession(): SessionState {
  return state;
}

export function enter(signedIn: SignedIn): void {
  change({ signedIn, door: { reason: 'closed', account: null } });
}

export function leave(reason: Door['reason']): void {
  const account = state.signedIn?.person.account ?? state.door.account;
  change({ signedIn: null, door: { reason, account } });
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): SessionState {
  return useSyncExternalStore(onSessionChange, currentSession);
}

/** For pages that only signed-in people reach. */
export function usePerson(): SignedInPerson {
  const { signedIn } = useSession();
  if (!signedIn) throw new TypeError('nobody is signed in');
  return signedIn.person;
}

import { randomInt } from 'node:crypto';
import type { Handle } from 'pkcs11js';
import { StationError } from '#shared/errors/station-error.ts';
import type { TokenRef } from '../host-protocol.ts';
import { callModule } from './ckr-failure.ts';
import type { SlotToken } from './slots.ts';
import type { TokenModule } from './token-module.ts';

/** One open session. Its number is ours; handles never leave the host. */
export interface TokenSession {
  readonly id: number;
  readonly handle: Handle;
  readonly slot: Handle;
  readonly ref: TokenRef;
  loggedInAs: 'user' | 'officer' | null;
  /** Only for a key with CKA_ALWAYS_AUTHENTICATE, between the login and its one signature. */
  contextPin: string | null;
}

const CKF_RW_SESSION = 0x2;
const CKF_SERIAL_SESSION = 0x4;

export class SessionBook {
  readonly #module: TokenModule;
  readonly #open = new Map<number, TokenSession>();
  /** Begins anywhere, so that a session of an ended host is never mistaken for one of the host that followed it. */
  #lastId = randomInt(1, 2 ** 47);

  constructor(module: TokenModule) {
    this.#module = module;
  }

  open(token: SlotToken, isReadWrite: boolean): TokenSession {
    const flags = CKF_SERIAL_SESSION | (isReadWrite ? CKF_RW_SESSION : 0);
    const handle = callModule('C_OpenSession', () => this.#module.pkcs11.C_OpenSession(token.slot, flags));
    this.#lastId += 1;
    const { serial, manufacturer } = token.info;
    const session: TokenSession = {
      id: this.#lastId,
      handle,
      slot: token.slot,
      ref: { serial, manufacturer },
      loggedInAs: null,
      contextPin: null,
    };
    this.#open.set(session.id, session);
    return session;
  }

  /** @throws TOKEN_NOT_LOGGED_IN for a session of an earlier host process or one that was closed */
  get(id: number): TokenSession {
    const session = this.#open.get(id);
    if (session === undefined) throw new StationError('TOKEN_NOT_LOGGED_IN', { mayHaveSigned: false });
    return session;
  }

  isLoggedIn(slot: Handle): boolean {
    return [...this.#open.values()].some((session) => session.slot.equals(slot) && session.loggedInAs !== null);
  }

  /** Log out and close, whatever the token answers: it may be gone, and there is nothing more to be done here. */
  close(id: number): void {
    const session = this.#open.get(id);
    if (session === undefined) return;
    this.#open.delete(id);
    session.contextPin = null;
    const { pkcs11 } = this.#module;
    // The login belongs to the token, not to the session: left alone it would outlive this session.
    if (session.loggedInAs !== null) attempt(() => pkcs11.C_Logout(session.handle));
    attempt(() => pkcs11.C_CloseSession(session.handle));
  }

  closeAll(): void {
    for (const id of this.#open.keys()) this.close(id);
  }
}

function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // Bounded by the queue's deadline; a failure to close changes nothing for the caller.
  }
}

/** Run `act` in a session of its own, without a login: for what is public on the token. */
export function inPublicSession<T>(module: TokenModule, slot: Handle, act: (session: Handle) => T): T {
  const session = callModule('C_OpenSession', () => module.pkcs11.C_OpenSession(slot, CKF_SERIAL_SESSION));
  try {
    return act(session);
  } finally {
    attempt(() => module.pkcs11.C_CloseSession(session));
  }
}

import type { Handle } from 'pkcs11js';
import { callModule, isCkr } from './ckr-failure.ts';
import type { TokenModule } from './token-module.ts';

/** How often something was plugged into each slot, as far as this process has noticed. */
export interface SlotSeries {
  of(slot: Handle): number;
}

const CKF_DONT_BLOCK = 0x1;
const CKF_SERIAL_SESSION = 0x4;

/**
 * Notices plugging and pulling without asking the card anything while nothing happens (some readers blink at every
 * question). Where the module has no slot events, a session is kept open on each token and asked whether it still
 * lives: a pull and re-plug between two looks leaves "present" as it was, but kills the session.
 */
export class SlotWatch implements SlotSeries {
  readonly #module: TokenModule;
  readonly #series = new Map<string, number>();
  readonly #witnesses = new Map<string, Handle>();
  #hasEvents = true;
  #hasNews = true;
  #slots = '';

  constructor(module: TokenModule) {
    this.#module = module;
  }

  of(slot: Handle): number {
    return this.#series.get(keyOf(slot)) ?? 0;
  }

  /** Look for news; afterwards `of` tells about each slot. */
  look(): void {
    if (this.#hasEvents) this.#takeEvents();
    if (!this.#hasEvents) this.#askWitnesses();
  }

  /** True once after anything was plugged or pulled. */
  takeNews(): boolean {
    const hasNews = this.#hasNews;
    this.#hasNews = false;
    return hasNews;
  }

  /** Close what this watch holds open: initialising a token and an officer's login refuse while any session is open. */
  letGo(): void {
    for (const session of this.#witnesses.values()) this.#closeQuietly(session);
    this.#witnesses.clear();
  }

  #takeEvents(): void {
    // Bounded: a driver that reports the same event for ever must not hold the queue.
    for (let round = 0; round < 64; round += 1) {
      let slot: Handle | null;
      try {
        slot = callModule('C_WaitForSlotEvent', () => this.#module.pkcs11.C_WaitForSlotEvent(CKF_DONT_BLOCK));
      } catch (error) {
        if (isCkr(error, 'CKR_NO_EVENT')) return;
        if (!isCkr(error, 'CKR_FUNCTION_NOT_SUPPORTED')) throw error;
        this.#hasEvents = false;
        return;
      }
      if (slot === null) return;
      this.#bump(keyOf(slot));
    }
  }

  #askWitnesses(): void {
    for (const [key, session] of this.#witnesses) {
      try {
        callModule('C_GetSessionInfo', () => this.#module.pkcs11.C_GetSessionInfo(session));
      } catch {
        this.#witnesses.delete(key);
        this.#bump(key);
      }
    }
    const slots = callModule('C_GetSlotList', () => this.#module.pkcs11.C_GetSlotList(true));
    const present = slots.map(keyOf).join();
    if (present !== this.#slots) this.#hasNews = true;
    this.#slots = present;
    for (const slot of slots) {
      const key = keyOf(slot);
      if (this.#witnesses.has(key)) continue;
      try {
        const open = () => this.#module.pkcs11.C_OpenSession(slot, CKF_SERIAL_SESSION);
        this.#witnesses.set(key, callModule('C_OpenSession', open));
      } catch {
        // A token that takes no session now (full, or an officer is logged in) is watched at the next look.
      }
    }
  }

  #bump(key: string): void {
    this.#hasNews = true;
    this.#series.set(key, (this.#series.get(key) ?? 0) + 1);
  }

  #closeQuietly(session: Handle): void {
    try {
      this.#module.pkcs11.C_CloseSession(session);
    } catch {
      // It died with its token.
    }
  }
}

function keyOf(slot: Handle): string {
  return slot.toString('hex');
}

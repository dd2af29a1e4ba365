import { clauseBehind } from './clause-behind.ts';
import type { PolicyProfile } from './profile.ts';

const dayMs = 86_400_000;
/** How early a PIN that has to be changed is pointed out (U-CUS-10). */
export const pinRemindDays = 7;

/** How old a PIN is against what the regulation allows; times are UTC milliseconds. */
export interface PinAge {
  /** `unlimited`: the regulation names no age. `unknown`: it does, and nobody here knows since when the PIN is in use. */
  readonly state: 'fresh' | 'due' | 'over' | 'unknown' | 'unlimited';
  /** Whole days in use; null where unknown. */
  readonly days: number | null;
  readonly limitDays: number | null;
  /** The moment from which stamping is refused; null without a limit, or where the age is unknown. */
  readonly until: number | null;
}

/** @param setAt when the PIN was set or taken into use, as far as this station knows */
export function pinAge(profile: PolicyProfile, setAt: number | null, now: number): PinAge {
  const limitDays = profile.pin.maxAgeDays;
  const days = setAt === null ? null : Math.max(0, Math.floor((now - setAt) / dayMs));
  if (limitDays === null) return { state: 'unlimited', days, limitDays, until: null };
  if (setAt === null) return { state: 'unknown', days, limitDays, until: null };
  const until = setAt + limitDays * dayMs;
  const state = now >= until ? 'over' : until - now <= pinRemindDays * dayMs ? 'due' : 'fresh';
  return { state, days, limitDays, until };
}

/** Who may change a PIN: its custodian by himself, or only on application to an authority (HN-18). */
export interface PinChangeRule {
  readonly mode: 'self' | 'by-application';
  /** Null where the regulation names none. */
  readonly authority: string | null;
  readonly needsMaterials: boolean;
  /** The clause behind it; null where the regulation is silent. */
  readonly clause: string | null;
}

/** Only what the regulation allows or leaves open may be done by oneself. */
export function pinChangeRule(profile: PolicyProfile): PinChangeRule {
  const { selfServiceChange, changeAuthority, changeMaterials } = profile.pin;
  const isSelf = selfServiceChange === 'allowed' || selfServiceChange === 'not-stated';
  const paths = ['/pin/selfServiceChange', '/pin/regime', '/pin'];
  const behind = paths.map((path) => clauseBehind(profile, path)).find((one) => one !== null);
  return {
    mode: isSelf ? 'self' : 'by-application',
    authority: changeAuthority,
    needsMaterials: changeMaterials === 'required',
    clause: behind?.clause ?? null,
  };
}

import { listKeptSeals, type KeptSeal } from '#main/seals/kept-seals.ts';
import { lastPinSet } from '#main/token/pin-age.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import type { DeskExpiry } from '#shared/contract/desk.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import { pinAge } from '#shared/policy/pin-rule.ts';
import type { ReadyParts, StationParts } from './station-parts.ts';
import { statusUntil } from './station-frame.ts';

const dayMs = 86_400_000;
/** Seals and certificates are pointed out this early where the regulation names no days. */
const defaultRemindDays = 90;
/** The list of seal states is renewed many times a day; it is worth a word only when that has failed for long. */
const statusRemindMs = 6 * 3_600_000;

/** What runs out on this computer, the soonest first. */
export function deskExpiries(parts: StationParts, ready: ReadyParts, person: SignedInPerson): readonly DeskExpiry[] {
  const nowMs = parts.clock.now().getTime();
  const remindMs = remindDays(ready) * dayMs;
  const stateOf = (at: Date, earlyMs: number): DeskExpiry['state'] => {
    const leftMs = at.getTime() - nowMs;
    if (leftMs <= 0) return 'over';
    return leftMs < earlyMs ? 'attention' : 'ok';
  };
  const keepsSeals = person.roles.includes('custodian');
  const seals = listKeptSeals(parts.db).filter(({ custodian }) => !keepsSeals || custodian === person.account);
  const found: DeskExpiry[] = [];
  for (const { name, certificate, seal } of seals) {
    const { notAfter } = readCertificate(certificate);
    const { validTo } = seal;
    found.push({ kind: 'certificate', name, at: officeTime(notAfter), state: stateOf(notAfter, remindMs) });
    // A seal never outlasts its certificate; where both end on one day, one line says it.
    if (officeTime(notAfter).slice(0, 10) !== officeTime(validTo).slice(0, 10)) {
      found.push({ kind: 'seal', name, at: officeTime(validTo), state: stateOf(validTo, remindMs) });
    }
  }
  found.push(...pinExpiries(parts, ready, seals));
  const until = statusUntil(parts, ready);
  if (until) {
    found.push({ kind: 'status-list', name: '', at: officeTime(until), state: stateOf(until, statusRemindMs) });
  }
  return found.toSorted((a, b) => a.at.localeCompare(b.at));
}

/** One line for each key: the PIN is the key's, whatever seals it holds. */
function pinExpiries(parts: StationParts, ready: ReadyParts, seals: readonly KeptSeal[]): readonly DeskExpiry[] {
  const nowMs = parts.clock.now().getTime();
  const firstOnKey = new Map(seals.toReversed().map((seal) => [seal.tokenSerial, seal]));
  return [...firstOnKey.values()].flatMap(({ name, tokenSerial: serial, tokenManufacturer: manufacturer }) => {
    const setAt = lastPinSet(parts.db, { serial, manufacturer })?.at.getTime() ?? null;
    const { state, until } = pinAge(ready.profile.profile, setAt, nowMs);
    if (until === null) return [];
    const shown = ({ due: 'attention', over: 'over' } as const)[state as 'due' | 'over'] ?? 'ok';
    return [{ kind: 'pin' as const, name, at: officeTime(new Date(until)), state: shown }];
  });
}

/** How early an end is pointed out, in days. */
export function remindDays({ profile }: ReadyParts): number {
  const { validity } = profile.profile as unknown as { readonly validity?: { readonly remindDaysBefore?: unknown } };
  const days = validity?.remindDaysBefore;
  const numbers = Array.isArray(days) ? days.filter((day): day is number => typeof day === 'number') : [];
  return numbers.length > 0 ? Math.max(...numbers) : defaultRemindDays;
}

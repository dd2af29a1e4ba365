import type { Fact } from '#shared/model/verdict.ts';

/** One signature of a file: what it carries, and what the file itself has to say to it. */
export interface SignatureFacts {
  /** DER of the signed value; null where there is none. */
  readonly signedValue: Uint8Array | null;
  readonly facts: readonly Fact[];
}

const lost = 'earlier-signature-lost';

/**
 * What a stamp did to the signatures that were there before. What was broken already is not its doing.
 *
 * @returns the first damage in words of the checks; null when every earlier signature is as good as before
 */
export function newDamage(before: readonly SignatureFacts[], after: readonly SignatureFacts[]): string | null {
  for (const earlier of before) {
    const now = after.find(({ signedValue }) => isSame(signedValue, earlier.signedValue));
    if (!now) return lost;
    const known = new Set(earlier.facts.filter(({ state }) => state === 'fail').map(({ check }) => check));
    const fresh = now.facts.find(({ state, check }) => state === 'fail' && !known.has(check));
    if (fresh) return failureOf(fresh);
  }
  return null;
}

export function failureOf({ check, reason }: Fact): string {
  return `${check}:${reason ?? ''}`;
}

/** Whether two signed values are the same bytes. */
export function isSame(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}

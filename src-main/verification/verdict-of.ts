import type { Fact, Verdict } from '#shared/model/verdict.ts';

export type SignatureVerdict = Exclude<Verdict, 'unsigned' | 'error'>;

/** Whom to believe and when: what was changed, forged or not entitled is said before it. */
const aboutTrust = /^(chain|makerChain|trust|time|timestamp|timestampChain)\.|^ses\.sealValidity$/;

/**
 * The one line out of many facts. A failed check makes a signature invalid, an undecided one makes it
 * indeterminate, a warning changes nothing; the checks themselves decide which of the three they are.
 *
 * @returns the reasons in the order of their weight, the decisive one first: `check:reason`
 */
export function verdictOf(facts: readonly Fact[]): { verdict: SignatureVerdict; reasons: readonly string[] } {
  const wrong = facts.filter((fact) => fact.state === 'fail');
  const failed = [
    ...wrong.filter(({ check }) => !aboutTrust.test(check)),
    ...wrong.filter(({ check }) => aboutTrust.test(check)),
  ];
  const unknown = facts.filter((fact) => fact.state === 'unknown');
  const warned = facts.filter((fact) => fact.state === 'warn');
  const verdict = failed.length > 0 ? 'invalid' : unknown.length > 0 ? 'indeterminate' : 'valid';
  return { verdict, reasons: [...new Set([...failed, ...unknown, ...warned].map(reasonOf))] };
}

function reasonOf(fact: Fact): string {
  return fact.reason ? `${fact.check}:${fact.reason}` : fact.check;
}

const weight: Readonly<Record<SignatureVerdict, number>> = { valid: 0, indeterminate: 1, invalid: 2 };

/** A file is as good as its worst signature, and unsigned when it has none. */
export function fileVerdict(signatures: readonly SignatureVerdict[]): Verdict {
  const worst = signatures.toSorted((a, b) => weight[b] - weight[a])[0];
  return worst ?? 'unsigned';
}

/**
 * A file without any signature is unsigned, unless the package shows that signatures were taken out (ATK-15): then
 * calling it merely unsigned would do what the attacker wants.
 */
export function unsignedLine(packageFacts: readonly Fact[]): { verdict: Verdict; reasons: readonly string[] } {
  const telling = packageFacts.filter((fact) => fact.state === 'fail' || fact.check === 'ofd.signatureList');
  const { verdict, reasons } = verdictOf(telling);
  return { verdict: verdict === 'invalid' ? 'invalid' : 'unsigned', reasons };
}

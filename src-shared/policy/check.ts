import type { ErrorCode } from '../errors/error-codes.ts';
import type { ErrorFacts } from '../errors/station-error.ts';

/** Where a rule comes from: a clause of the regulation, a core rule no profile can lift, or this software. */
export type Basis = 'clause' | 'core' | 'product';

/** One line of the list a custodian reads before a stamp. `warn` does not stop, `refused` does. */
export interface PolicyCheck {
  /** Stable name; its words are in the catalogue under `checks`. */
  readonly check: string;
  readonly state: 'ok' | 'warn' | 'refused';
  readonly basis: Basis;
  /** Clause such as `AY-13`, core rule such as `K-6`, or empty for a product rule. */
  readonly clause: string;
  readonly code?: ErrorCode;
  readonly facts?: ErrorFacts;
  /** One sentence of evidence, as a key of the catalogue with its facts. */
  readonly detail?: { readonly key: string; readonly facts: ErrorFacts };
}

export function passes(checks: readonly PolicyCheck[]): boolean {
  return checks.every((check) => check.state !== 'refused');
}

export function firstRefusal(checks: readonly PolicyCheck[]): PolicyCheck | undefined {
  return checks.find((check) => check.state === 'refused');
}

/**
 * - `valid`: everything was checked and is trusted.
 * - `indeterminate`: intact, but trust, status or time cannot be decided.
 * - `invalid`: broken, forged, not entitled, or outside validity at signing.
 * - `unsigned`: there is no signature.
 * - `error`: the file cannot be read.
 */
export type Verdict = 'valid' | 'indeterminate' | 'invalid' | 'unsigned' | 'error';

/** One independent check: never merged with another. */
export interface Fact {
  /** Stable name such as `ses.dataHash`; its words are in the catalogue under `facts`. */
  readonly check: string;
  readonly state: 'ok' | 'fail' | 'unknown' | 'warn';
  /** Stable reason when the state is not `ok`. */
  readonly reason?: string;
  /** What was compared, for the person who asks why. */
  readonly evidence?: Readonly<Record<string, string | number | boolean>>;
}

/** Facts by how much they say against a signature. */
export const factWeight: Readonly<Record<Fact['state'], number>> = { ok: 0, warn: 1, unknown: 2, fail: 3 };

import type { Verdict } from '#shared/model/verdict.ts';

/** One file of the set. */
export interface Attack {
  /** Number in the list of attacks; 0 for the good files that every attack starts from. */
  readonly atk: number;
  /** Name of the file without its ending. */
  readonly name: string;
  readonly format: 'pdf' | 'ofd';
  /** What was done, for whoever runs another verifier over it. */
  readonly description: string;
  /** Verdicts a verifier may give. Whatever is not listed is a finding. */
  readonly expected: readonly Verdict[];
  /** What decided in this program: `check:reason` of a report, or the code of a refusal. */
  readonly reason: string;
  readonly make: () => Uint8Array | Promise<Uint8Array>;
}

export type AttackRow = readonly [
  name: string,
  description: string,
  reason: string,
  make: Attack['make'],
  expected?: readonly Verdict[] | undefined,
];

/** Rows of one attack on one format; without a word of their own they must be *invalid*. */
export function attacks(atk: number, format: Attack['format'], rows: readonly AttackRow[]): readonly Attack[] {
  return rows.map(([name, description, reason, make, expected = ['invalid']]) => ({
    atk,
    name: `${String(atk).padStart(2, '0')}-${name}`,
    format,
    description,
    reason,
    expected,
    make,
  }));
}

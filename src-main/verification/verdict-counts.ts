import type { FileReport } from '#shared/contract/verification.ts';
import type { Verdict } from '#shared/model/verdict.ts';

/** How many files came to each verdict; those nobody had are left out. */
export function verdictCounts(reports: readonly FileReport[]): readonly { verdict: Verdict; count: number }[] {
  const order: readonly Verdict[] = ['valid', 'indeterminate', 'invalid', 'unsigned', 'error'];
  return order
    .map((verdict) => ({ verdict, count: reports.filter((report) => report.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
}

import { asyncProperty, check, nat } from 'fast-check';
import { StationError } from '#shared/errors/station-error.ts';
import { damaged, damages } from './damage.ts';
import type { FuzzTarget } from './targets.ts';

/** What a reader did with an input: null is well. */
export type Finding = string | null;

/** A reading of a small file that takes longer hangs for our purposes; a busy computer is given room. */
const mostMs = 5_000;
const mostGrowthBytes = 700 * 2 ** 20;

/** Ends in a value or in an expected refusal, in time and in bounds. */
export async function endures(target: FuzzTarget, bytes: Uint8Array): Promise<Finding> {
  const start = performance.now();
  const before = process.memoryUsage.rss();
  const problem = await thrownBy(target, bytes);
  const [ms, growth] = [performance.now() - start, process.memoryUsage.rss() - before];
  if (problem !== null) return problem;
  if (ms > mostMs) return `took ${Math.round(ms)} ms`;
  return growth > mostGrowthBytes ? `grew by ${Math.round(growth / 2 ** 20)} MiB` : null;
}

async function thrownBy(target: FuzzTarget, bytes: Uint8Array): Promise<Finding> {
  try {
    await target.run(bytes);
    return null;
  } catch (error) {
    if (error instanceof StationError && error.code !== 'INTERNAL_UNEXPECTED') return null;
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

export interface Campaign {
  readonly runs: number;
  readonly finding: Finding;
  /** The smallest input that was found. */
  readonly bytes: Uint8Array | null;
}

/** Damage after damage until something is found, the runs are done, or the time is up. */
export async function attackTarget(
  target: FuzzTarget,
  options: { readonly seed: number; readonly runs: number; readonly ms: number },
): Promise<Campaign> {
  const samples = await target.samples();
  const inputOf = (which: number, steps: Parameters<typeof damaged>[2]): Uint8Array =>
    damaged(samples[which % samples.length]!, samples[(which + 1) % samples.length]!, steps);
  let finding: Finding = null;
  const details = await check(
    asyncProperty(nat(1000), damages, async (which, steps) => {
      const found = await endures(target, inputOf(which, steps));
      if (found !== null) finding = found;
      return found === null;
    }),
    { seed: options.seed, numRuns: options.runs, interruptAfterTimeLimit: options.ms, markInterruptAsFailure: false },
  );
  const [which, steps] = details.counterexample ?? [];
  const bytes = which === undefined || steps === undefined ? null : inputOf(which, steps);
  return { runs: details.numRuns, finding: bytes === null ? null : finding, bytes };
}

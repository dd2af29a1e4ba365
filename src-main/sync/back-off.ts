/** Pauses between attempts: growing, with no limit to how often (C.6), and scattered so that stations do not march. */
const firstPauseMs = 2_000;
const longestPauseMs = 5 * 60_000;

/**
 * @param failures attempts in a row that failed, 1 for the first
 * @param random from 0 to 1
 * @returns milliseconds to wait before the next attempt
 */
export function backOffMs(failures: number, random: number): number {
  const grown = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(20, Math.max(0, failures - 1)));
  return Math.round(grown * (0.8 + 0.4 * random));
}

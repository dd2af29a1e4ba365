import type { FileRow } from './file-rows.ts';

/** The file a run has come to; otherwise the next one that waits, and when none does the last that was stamped. */
export function fileToShow(rows: readonly FileRow[]): FileRow | undefined {
  return (
    rows.findLast(({ state }) => state === 'current') ??
    rows.find(({ state }) => state === 'waiting') ??
    rows.findLast(({ state }) => state === 'stamped')
  );
}

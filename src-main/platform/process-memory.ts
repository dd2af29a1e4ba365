import fs from 'node:fs';

/** Linux counts in pages, and every system this runs on has pages of 4 KiB or says so in `statm` all the same. */
const pageBytes = 4096;

/**
 * The memory another process occupies, buffers and native memory included, which limits of the JavaScript heap do
 * not count. Asked from outside, because a process that is stuck answers nobody.
 *
 * @returns bytes; null where the system does not tell (no /proc) or the process has gone
 */
export function residentBytes(pid: number): number | null {
  try {
    const [, resident] = fs.readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ');
    const pages = Number(resident);
    return Number.isInteger(pages) ? pages * pageBytes : null;
  } catch {
    return null;
  }
}

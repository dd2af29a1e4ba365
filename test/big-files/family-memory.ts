import fs from 'node:fs';
import process from 'node:process';

/** Memory in kilobytes of one process. */
interface Held {
  readonly now: number;
  readonly peak: number;
}

/** This process and all it started: the readers and the key's host. Linux only. */
export function familyMemory(): ReadonlyMap<number, Held> {
  const parents = new Map<number, number>();
  for (const name of fs.readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = read(`/proc/${name}/stat`);
    // The name of a program stands in brackets and may hold blanks.
    const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isOurs = (pid: number): boolean =>
    pid === process.pid || (parents.has(pid) && pid > 1 && isOurs(parents.get(pid)!));
  const held = new Map<number, Held>();
  for (const pid of [...parents.keys()].filter(isOurs)) {
    const status = read(`/proc/${pid}/status`);
    if (status !== undefined) held.set(pid, { now: line(status, 'VmRSS'), peak: line(status, 'VmHWM') });
  }
  return held;
}

/** From here on the peaks of all of them count anew. */
export function forgetPeaks(): void {
  for (const pid of familyMemory().keys()) fs.writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/**
 * What all of them together needed beyond what they held before, each at its own peak: never less than the true peak.
 * One that was started since counts whole.
 */
export function extraKb(before: ReadonlyMap<number, Held>): number {
  let extra = 0;
  for (const [pid, { peak }] of familyMemory()) extra += Math.max(0, peak - (before.get(pid)?.now ?? 0));
  return extra;
}

function line(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
}

/** Undefined when the process has ended. */
function read(path: string): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

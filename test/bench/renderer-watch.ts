import fs from 'node:fs';
import type { Browser, Page } from 'playwright';

export interface LongestTask {
  /** From the browser's own trace of the page's main thread. */
  readonly wallMs: number;
  /** Of it on a processor: what other programs on this machine have no part in. */
  readonly cpuMs: number;
  /** How many were longer than 50 ms, by either clock. */
  readonly over50Ms: number;
  readonly over50MsOnCpu: number;
}

const measured = ['disabled-by-default-devtools.timeline', 'toplevel', '__metadata'];
/** Says which functions a task went through; it costs time of its own, so that figures beside it count for less. */
const profiled = ['devtools.timeline', 'v8', 'disabled-by-default-v8.cpu_profiler'];

/**
 * Watches the main thread of a page while something goes on. `SEALKEEPER_TRACE` is how the names of files begin in which
 * the traces are kept, for Chromium's own tools; with `SEALKEEPER_PROFILE` they hold samples of the functions too.
 *
 * @param name ends the file's name
 */
export async function traceTasks(page: Page, name: string, during: () => Promise<void>): Promise<LongestTask> {
  const browser: Browser = page.context().browser()!;
  const isProfiled = process.env['SEALKEEPER_PROFILE'] !== undefined;
  await browser.startTracing(page, { categories: isProfiled ? [...measured, ...profiled] : measured });
  await during();
  const trace = await browser.stopTracing();
  const keep = process.env['SEALKEEPER_TRACE'];
  if (keep !== undefined) fs.writeFileSync(`${keep}-${name}.json`, trace);
  return longestOf(JSON.parse(trace.toString('utf8')) as Trace);
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ph: string;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: {
    readonly name?: string;
    readonly chrome_mojo_event_info?: { readonly mojo_interface_tag?: string };
  };
}

interface Trace {
  readonly traceEvents: readonly TraceEvent[];
}

const isMain = ({ name, args }: TraceEvent): boolean => name === 'thread_name' && args?.name === 'CrRendererMain';
/** Work that the measuring itself asks of the page. */
const isOurs = ({ args }: TraceEvent): boolean =>
  args?.chrome_mojo_event_info?.mojo_interface_tag === 'blink.mojom.DevToolsSession';
const ms = (microseconds: number): number => Number((microseconds / 1000).toFixed(1));

function longestOf({ traceEvents }: Trace): LongestTask {
  const threads = new Set(traceEvents.filter(isMain).map(({ pid, tid }) => `${pid}/${tid}`));
  const ofMain = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && threads.has(`${pid}/${tid}`));
  const ours = ofMain.filter(isOurs).map(({ ts }) => ts);
  const tasks = ofMain.filter(
    ({ name, ts, dur = 0 }) => name === 'RunTask' && !ours.some((at) => at >= ts && at <= ts + dur),
  );
  return {
    wallMs: ms(Math.max(0, ...tasks.map(({ dur = 0 }) => dur))),
    cpuMs: ms(Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur))),
    over50Ms: tasks.filter(({ dur = 0 }) => dur > 50_000).length,
    over50MsOnCpu: tasks.filter(({ tdur = 0 }) => tdur > 50_000).length,
  };
}

/** Bytes of living objects of the page's scripts, in MiB. */
export async function pageHeapMiB(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('Performance.enable');
  const { metrics } = await devtools.send('Performance.getMetrics');
  await devtools.detach();
  const used = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  return Number((used / 2 ** 20).toFixed(1));
}

/** Memory of a process that is in main memory, in MiB; null where the system has no `/proc`. */
export function residentMiB(pid: number | undefined): number | null {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024);
  } catch {
    return null;
  }
}

const ticksPerSecond = 100;

/** Milliseconds a process and all that it started have worked so far; null where the system has no `/proc`. */
export function treeCpuMs(pid: number | undefined): number | null {
  if (pid === undefined) return null;
  try {
    // The name of the program stands in brackets and may hold anything.
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    const own = ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000;
    const threads = fs.readdirSync(`/proc/${pid}/task`);
    const children = threads.flatMap((thread) =>
      fs.readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return children.reduce((sum, child) => sum + (treeCpuMs(Number(child)) ?? 0), own);
  } catch {
    return null;
  }
}

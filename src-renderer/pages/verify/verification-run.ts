import type { FileReport } from '#shared/contract/verification.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { verdictOrder, verdictRow, type VerdictRow } from '#shared/model/verdict-row.ts';
import type { Verdict } from '#shared/model/verdict.ts';

/** A file of a folder, with the way to it from where it was chosen. */
export interface FoundFile {
  readonly path: string;
  readonly file: File;
}

/** One file of a run. Its report is not kept: whoever opens the file has it judged again, with its pages. */
export interface RunRow extends FoundFile {
  readonly position: number;
  readonly state: 'waiting' | 'working' | 'done';
  readonly result: VerdictRow | null;
}

export interface RunState {
  readonly rows: readonly RunRow[];
  readonly done: number;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly isRunning: boolean;
  /** Milliseconds until the last file, by what the files of this go took; null while nobody can tell. */
  readonly leftMs: number | null;
  /** What no file is to blame for: the run stands still, and can go on. */
  readonly problem: StationError | null;
}

export interface VerificationRun {
  readonly add: (files: readonly FoundFile[]) => void;
  readonly go: () => void;
  readonly stop: () => void;
  /** Stops, and forgets all files. */
  readonly clear: () => void;
  readonly state: () => RunState;
  readonly subscribe: (listener: () => void) => () => void;
}

/** While one file is judged the next one is on its way. */
const atOnce = 2;
/** The screen is told this often, however fast the files go. */
const tellMs = 120;
const fewFiles = 3;

/**
 * Judges many files, a few at a time; one that cannot be read holds up none of the others.
 *
 * @param deps.judge hands one file over and gives its report
 */
export function createVerificationRun(deps: {
  readonly judge: (file: File, signal: AbortSignal) => Promise<FileReport>;
  readonly nowMs: () => number;
}): VerificationRun {
  const { judge, nowMs } = deps;
  const listeners = new Set<() => void>();
  let rows: RunRow[] = [];
  let counts = noCounts();
  let done = 0;
  let next = 0;
  let stop: AbortController | null = null;
  let began = { atMs: 0, done: 0 };
  let problem: StationError | null = null;
  let told: RunState = describe();
  let timer: ReturnType<typeof setTimeout> | null = null;

  function describe(): RunState {
    const own = done - began.done;
    const isTelling = stop !== null && own >= fewFiles;
    const leftMs = isTelling ? ((nowMs() - began.atMs) / own) * (rows.length - done) : null;
    return { rows: [...rows], done, counts: { ...counts }, isRunning: stop !== null, leftMs, problem };
  }

  function tell(): void {
    timer ??= setTimeout(() => {
      timer = null;
      told = describe();
      for (const listener of listeners) listener();
    }, tellMs);
  }

  function settle(position: number, result: VerdictRow): void {
    rows[position] = { ...rows[position]!, state: 'done', result };
    counts[result.verdict] += 1;
    done += 1;
  }

  async function work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      while (next < rows.length && rows[next]!.state !== 'waiting') next += 1;
      const position = next;
      const row = rows[position];
      if (!row) return;
      rows[position] = { ...row, state: 'working' };
      next += 1;
      tell();
      const mine = rows;
      try {
        const report = await judge(row.file, signal);
        if (mine === rows) settle(position, { ...verdictRow(report), file: row.path });
      } catch (error) {
        if (mine !== rows) return;
        if (!signal.aborted && isOfTheFile(error)) settle(position, unreadable(row.path, error.code));
        else {
          rows[position] = { ...row, state: 'waiting' };
          next = Math.min(next, position);
          if (!signal.aborted) halt(error instanceof StationError ? error : new StationError('INTERNAL_UNEXPECTED'));
        }
      }
      tell();
    }
  }

  async function workAll(signal: AbortSignal): Promise<void> {
    await Promise.all(Array.from({ length: atOnce }, () => work(signal)));
    if (!signal.aborted) halt(null);
  }

  function halt(reason: StationError | null): void {
    stop?.abort();
    stop = null;
    problem = reason;
    tell();
  }

  function go(): void {
    if (stop) return;
    const { signal } = (stop = new AbortController());
    began = { atMs: nowMs(), done };
    problem = null;
    tell();
    void workAll(signal);
  }

  return {
    add: (files) => {
      rows.push(
        ...files.map((file, index): RunRow => ({
          ...file,
          position: rows.length + index,
          state: 'waiting',
          result: null,
        })),
      );
      tell();
      go();
    },
    go,
    stop: () => halt(null),
    clear: () => {
      halt(null);
      rows = [];
      counts = noCounts();
      [done, next] = [0, 0];
      tell();
    },
    state: () => told,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const noCounts = (): Record<Verdict, number> =>
  Object.fromEntries(verdictOrder.map((verdict) => [verdict, 0])) as Record<Verdict, number>;

/** What a file is to blame for; everything else would meet the next file as well. */
function isOfTheFile(error: unknown): error is StationError {
  return error instanceof StationError && error.code.startsWith('DOC_');
}

function unreadable(file: string, code: string): VerdictRow {
  return verdictRow({ file, verdict: 'error', reasons: [code], format: null, sm3: null, signatures: [] });
}

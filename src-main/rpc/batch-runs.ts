import { stampBatch } from '#main/stamping/stamp-batch.ts';
import type { BatchRun } from '#shared/contract/batches.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError, toErrorShape } from '#shared/errors/station-error.ts';
import type { AskedLongTerm } from '#shared/model/long-term.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import type { StationParts } from './station-parts.ts';

export interface BatchRunOrder {
  readonly batchId: string;
  readonly user: SignedInPerson;
  /** The session that holds the run; when it ends or its last screen leaves, the run stops after its file. */
  readonly session: string | undefined;
  readonly outputFolder?: string | undefined;
  readonly longTerm?: AskedLongTerm | undefined;
  readonly minutes: number;
}

/** The runs of this start of the station. */
export interface BatchRuns {
  start(order: BatchRunOrder): Promise<BatchRun>;
  /** @returns false when no run of this batch is at work */
  stop(batchId: string): boolean;
  find(batchId: string): BatchRun | null;
}

/** Screens are told so often at most. */
const tellMs = 150;
/** What was entered goes to the registry and to open lists so often during a long run. */
const entriesMs = 5_000;

interface LiveRun {
  view: BatchRun;
  readonly session: string | undefined;
}

export function createBatchRuns(parts: StationParts): BatchRuns {
  const runs = new Map<string, LiveRun>();
  const stop = ({ view }: LiveRun): void => {
    const live = runs.get(view.batchId);
    if (live && live.view.end === null) live.view = { ...live.view, isStopping: true };
  };
  // Closing and locking mean no: nothing is begun any more.
  const stopOf = (session: string): void => {
    for (const live of runs.values()) if (live.session === session) stop(live);
  };
  parts.sessions.onEnd(stopOf);
  parts.events.onDeserted(stopOf);

  return {
    start: async (order) => {
      const { batchId, user, outputFolder, longTerm, minutes, session } = order;
      const before = runs.get(batchId);
      if (before?.view.end === null) throw new StationError('STAMP_STATION_BUSY', {});
      const live: LiveRun = { view: fresh(batchId, parts.clock.now()), session };
      const tell = teller(parts, batchId);
      const change = (next: Partial<BatchRun>): void => {
        live.view = { ...live.view, ...next };
        tell.moved();
      };
      let loggedInAt = 0;
      const others = (position: number) => live.view.atWork.filter((one) => one.position !== position);
      const result = (next: BatchRun['results'][number]): void =>
        change({
          results: [...live.view.results, next],
          atWork: others(next.position),
          workMs: loggedInAt === 0 ? 0 : Math.round(performance.now() - loggedInAt),
        });
      runs.set(batchId, live);
      try {
        const outcome = await stampBatch(parts.ready().desk, {
          batchId,
          user,
          outputFolder,
          longTerm,
          maxMinutes: minutes,
          isStopWanted: () => live.view.isStopping,
          tell: {
            begun: (files) => change({ files }),
            loggedIn: (until) => {
              loggedInAt = performance.now();
              change({ loginUntil: officeTime(until) });
            },
            file: (position, done) => change({ atWork: [...others(position), { position, done }] }),
            stamped: (position, { entryNo, output }, keyMs) => {
              change({ keyMs: Math.round((live.view.keyMs + keyMs) * 10) / 10 });
              result({ position, entryNo, output, refusal: null });
              tell.entered(entryNo);
            },
            refused: (position, refusal) => result({ position, entryNo: null, output: null, refusal }),
          },
        });
        live.view = { ...live.view, ...outcome, atWork: [] };
        return live.view;
      } catch (error) {
        live.view = { ...live.view, end: 'failed', error: toErrorShape(error), atWork: [] };
        throw error;
      } finally {
        tell.over();
      }
    },
    stop: (batchId) => {
      const live = runs.get(batchId);
      if (!live || live.view.end !== null) return false;
      stop(live);
      parts.events.emit({ type: 'batch.moved', batchId });
      return true;
    },
    find: (batchId) => runs.get(batchId)?.view ?? null,
  };
}

function fresh(batchId: string, at: Date): BatchRun {
  return {
    batchId,
    startedAt: officeTime(at),
    files: 0,
    results: [],
    atWork: [],
    loginUntil: null,
    keyMs: 0,
    workMs: 0,
    isStopping: false,
    end: null,
    error: null,
  };
}

/** Tells the screens a few times a second, and lists and the registry's channel every few seconds. */
function teller({ events }: StationParts, batchId: string) {
  let toldAt = 0;
  let enteredAt = performance.now();
  let lastEntry: string | null = null;
  const entered = (): void => {
    if (lastEntry !== null) events.emit({ type: 'entry.appended', entryNo: lastEntry });
    lastEntry = null;
    enteredAt = performance.now();
  };
  return {
    moved: (): void => {
      if (performance.now() - toldAt < tellMs) return;
      toldAt = performance.now();
      events.emit({ type: 'batch.moved', batchId });
    },
    entered: (entryNo: string): void => {
      lastEntry = entryNo;
      if (performance.now() - enteredAt > entriesMs) entered();
    },
    over: (): void => {
      entered();
      events.emit({ type: 'batch.moved', batchId });
      events.emit({ type: 'batch.changed', batchId });
    },
  };
}

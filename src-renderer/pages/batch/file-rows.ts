import type { BatchFile, BatchRun } from '#shared/contract/batches.ts';
import type { StampStep } from '#shared/contract/stamping.ts';
import type { ErrorShape } from '#shared/errors/station-error.ts';
import { noStepYet, stampSteps, type StepStates } from '../../components/step-states.ts';

/** One line of the table: a file of the list with what the run has made of it. */
export interface FileRow {
  readonly file: BatchFile;
  readonly state: 'stamped' | 'refused' | 'current' | 'waiting' | 'over';
  readonly entryNo: string | null;
  readonly refusal: ErrorShape | null;
  readonly steps: StepStates;
}

/** The list with the newest news of the run laid over it. */
export function fileRows(list: readonly BatchFile[], run: BatchRun | null): readonly FileRow[] {
  const news = new Map(run?.results.map((result) => [result.position, result]));
  const atWork = new Map(run?.atWork.map(({ position, done }) => [position, done]));
  return list.map((file): FileRow => {
    const told = news.get(file.position);
    const entryNo = file.entryNo ?? told?.entryNo ?? null;
    const refusal = entryNo === null ? (told?.refusal ?? file.refusal) : null;
    const base = { file, entryNo, refusal };
    if (entryNo !== null && file.state !== 'unsettled') {
      return { ...base, state: 'stamped', steps: stepsUpTo('entry', file.isSynced ? 'done' : 'todo') };
    }
    if (atWork.has(file.position)) {
      return { ...base, refusal: null, state: 'current', steps: stepsUpTo(atWork.get(file.position) ?? null, 'todo') };
    }
    if (refusal !== null) return { ...base, state: 'refused', steps: noStepYet };
    return { ...base, state: file.state === 'approved' ? 'waiting' : 'over', steps: noStepYet };
  });
}

function stepsUpTo(done: StampStep | null, sync: 'todo' | 'done'): StepStates {
  const last = done === null ? -1 : stampSteps.indexOf(done);
  const states = { ...noStepYet, sync } as Record<StampStep, StepStates[StampStep]>;
  for (const [index, step] of stampSteps.entries()) {
    if (index <= last) states[step] = 'done';
    else if (index === last + 1 && step !== 'sync') states[step] = 'running';
  }
  return states;
}

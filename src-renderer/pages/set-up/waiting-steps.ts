import type { SealProgress } from '#shared/contract/set-up.ts';

/** What a first seal goes through, in order. */
export const sealSteps = ['key', 'applied', 'reviewed', 'made', 'on-key', 'delivered', 'active'] as const;
export type SealStep = (typeof sealSteps)[number];

export interface SealStepState {
  readonly step: SealStep;
  readonly state: 'done' | 'now' | 'todo' | 'stopped';
}

/** Which steps are done; the first that is not is under way, or was not granted. */
export function sealStepStates(progress: SealProgress): readonly SealStepState[] {
  const { phase, caseId, esId, caseState } = progress;
  const isDone: Readonly<Record<SealStep, boolean>> = {
    key: caseId !== null,
    applied: caseId !== null,
    reviewed: esId !== null || caseState === 'reviewed',
    made: esId !== null,
    'on-key': phase === 'on-key',
    delivered: caseState === 'delivered' || caseState === 'active',
    active: false,
  };
  const at = sealSteps.findIndex((step) => !isDone[step]);
  return sealSteps.map((step, index) => {
    if (index === at) return { step, state: phase === 'failed' ? 'stopped' : 'now' };
    return { step, state: isDone[step] ? 'done' : 'todo' };
  });
}

/** What one waits for now. */
export function patienceOf(progress: SealProgress): 'key' | 'applied' | 'reviewed' | 'made' | 'on-key' | 'delivered' {
  const now = sealStepStates(progress).find(({ state }) => state === 'now')?.step ?? 'key';
  const before = {
    key: 'key',
    applied: 'key',
    reviewed: 'applied',
    made: 'reviewed',
    'on-key': 'made',
    delivered: 'on-key',
    active: 'delivered',
  } as const;
  return before[now];
}

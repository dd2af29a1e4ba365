import type { StampStep } from '#shared/contract/stamping.ts';

export const stampSteps = [
  'intent',
  'signature',
  'self-check',
  'entry',
  'sync',
] as const satisfies readonly StampStep[];
export type StepState = 'todo' | 'running' | 'done' | 'failed';
export type StepStates = Readonly<Record<StampStep, StepState>>;

export const noStepYet: StepStates = {
  intent: 'todo',
  signature: 'todo',
  'self-check': 'todo',
  entry: 'todo',
  sync: 'todo',
};

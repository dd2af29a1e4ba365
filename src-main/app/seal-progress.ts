import type { IssueOrder } from '#main/rpc/set-up-desk.ts';
import type { SealProgress } from '#shared/contract/set-up.ts';
import type { ErrorShape } from '#shared/errors/station-error.ts';
import { finalSealStates } from '#shared/registry/seal-life.ts';
import type { KeptApplication } from './kept-application.ts';

/** What is known of the seal that is being made. */
export interface SealWork {
  readonly kept: KeptApplication | null;
  /** The order while its key is being erased and the application sent. */
  readonly pending: IssueOrder | null;
  /** Why the last attempt ended before anything lay at the registry. */
  readonly problem: ErrorShape | null;
  readonly isSilent: boolean;
}

/** The state of the making, from what is kept: the same before and after a restart. */
export function progressOf({ kept, pending, problem, isSilent }: SealWork): SealProgress {
  const nothing = { caseId: null, esId: null, caseState: null, isRegistrySilent: false, order: null, problem: null };
  if (pending !== null) return { ...nothing, phase: 'key', order: orderOf(pending, pending.token.serial) };
  if (kept === null) return { ...nothing, phase: problem === null ? 'idle' : 'failed', problem };
  const { caseId, esId, caseState } = kept;
  const facts = { caseId, esId, caseState, isRegistrySilent: isSilent, order: orderOf(kept, kept.token.serial) };
  if (finalSealStates.includes(caseState)) return { ...facts, phase: 'failed', problem: closed(kept) };
  if (esId === null) return { ...facts, phase: 'applied', problem: null };
  return { ...facts, phase: kept.isOnKey ? 'on-key' : 'made', problem: null };
}

function orderOf(
  { sealName, category, sizeMm, custodian }: Pick<KeptApplication, 'sealName' | 'category' | 'sizeMm' | 'custodian'>,
  tokenSerial: string,
): SealProgress['order'] {
  return { sealName, category, sizeMm, custodian, tokenSerial };
}

function closed({ caseId, caseState, reason }: KeptApplication): ErrorShape {
  const facts = { caseId, state: `@states.seal.${caseState}`, reason: reason ?? '@details.noReason' };
  return { code: 'REGISTRY_CASE_CLOSED', facts };
}

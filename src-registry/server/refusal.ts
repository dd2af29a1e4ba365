import { StationError } from '#shared/errors/station-error.ts';
import { appendAudit } from '../store/audit-repository.ts';
import type { StoreTransaction } from '../store/registry-schema.ts';
import type { RegistryParts } from './registry-parts.ts';

/** "No, and what was written to say why is kept": evidence must not be rolled back with the request it refutes. */
export interface Refusal {
  readonly refuse: StationError;
}

/**
 * Run a service in one transaction. A refusal, thrown (everything undone) or returned (what was written stays), is
 * added to the audit log and then thrown (AC-XC-E-12: refused and audited).
 */
export async function keepRefusal<Answer extends object>(
  parts: RegistryParts,
  actor: string,
  action: string,
  body: (tx: StoreTransaction) => Promise<Answer | Refusal>,
): Promise<Answer> {
  const audited = (tx: StoreTransaction, error: StationError): Promise<void> =>
    appendAudit(tx, { at: parts.clock.now(), actor, action: 'request.refused', facts: { action, code: error.code } });
  let answer: Answer | Refusal;
  try {
    answer = await parts.store.write(async (tx) => {
      const result = await body(tx);
      if ('refuse' in result) await audited(tx, result.refuse);
      return result;
    });
  } catch (error) {
    if (error instanceof StationError) await parts.store.write((tx) => audited(tx, error));
    throw error;
  }
  if ('refuse' in answer) throw answer.refuse;
  return answer;
}

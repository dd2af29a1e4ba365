import { StationError } from '#shared/errors/station-error.ts';
import { sealStep, type SealActor, type SealEvent } from '#shared/registry/seal-life.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import { appendAudit } from '../store/audit-repository.ts';
import { nextNumber } from '../store/registry-store.ts';
import type { SealCaseRow, StoreTransaction } from '../store/registry-schema.ts';
import { findCase, moveCase, type CaseChange } from '../store/seal-case-repository.ts';

export interface SealHappening {
  readonly event: SealEvent;
  /** Account, station or `program`. */
  readonly by: string;
  readonly as: SealActor;
  readonly reason?: string;
  readonly change?: CaseChange;
}

/**
 * Move a seal one step of its life (lifecycles C.1). The event row, the audit row and, once the seal has an
 * identifier, a new number of the status list are written in the same transaction.
 *
 * @throws REGISTRY_SEAL_STATE when the state does not allow it, REGISTRY_FORBIDDEN when the actor is none who may
 */
export async function moveSeal(
  parts: RegistryParts,
  tx: StoreTransaction,
  seal: SealCaseRow,
  happening: SealHappening,
): Promise<SealCaseRow> {
  const { event, by, as, reason, change } = happening;
  const step = sealStep(seal.state, event, as, parts.rules);
  if (!step.allowed) {
    if (step.because === 'actor') {
      throw new StationError('REGISTRY_FORBIDDEN', { detail: '@registry.roleNeeded', roles: event });
    }
    throw new StationError('REGISTRY_SEAL_STATE', { state: seal.state, event });
  }
  const at = parts.clock.now();
  const told = reason === undefined ? {} : { reason };
  await moveCase(
    tx,
    seal.case_id,
    step.to,
    { at: at.toISOString(), event, from_state: seal.state, actor: by, role: as, ...told },
    change,
  );
  await appendAudit(tx, {
    at,
    actor: by,
    action: `seal.${event}`,
    facts: { caseId: seal.case_id, from: seal.state, to: step.to, ...told },
  });
  const moved = await findCase(tx, seal.case_id);
  if (moved === undefined) throw new StationError('INTERNAL_UNEXPECTED', { detail: 'seal case vanished' });
  if (moved.es_id !== null) await nextNumber(tx, 'status');
  return moved;
}

/** @throws RPC_NOT_FOUND */
export async function requireCase(tx: StoreTransaction, caseId: string): Promise<SealCaseRow> {
  const seal = await findCase(tx, caseId);
  if (seal === undefined) throw new StationError('RPC_NOT_FOUND', { detail: '@registry.caseUnknown', caseId });
  return seal;
}

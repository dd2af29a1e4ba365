import { StationError } from '#shared/errors/station-error.ts';
import type { Person } from '#shared/registry/wire-values.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import type { StationCall } from '../server/station-call.ts';
import type { AccountTable, SealCaseRow, StoreTransaction } from '../store/registry-schema.ts';
import { activeSealsOf, findCaseOfSeal, overdueSeals } from '../store/seal-case-repository.ts';
import { insertIncident } from '../store/usage-repository.ts';
import { moveSeal, requireCase } from './seal-transition.ts';

interface Decision {
  readonly caseId: string;
  readonly reason: string;
  readonly requestNumber?: string | undefined;
}

/** 停用 by the station that keeps the seal: at once, on suspicion alone (AY-12). */
export async function suspendByStation(
  parts: RegistryParts,
  tx: StoreTransaction,
  { station, body }: StationCall<{ readonly esId: string; readonly reason: string; readonly requestedBy: Person }>,
): Promise<SealCaseRow> {
  const seal = await findCaseOfSeal(tx, body.esId);
  if (seal === undefined || seal.station !== station.station) {
    throw new StationError('SEAL_NOT_FOUND', { detail: '@registry.notThisStation', esId: body.esId });
  }
  return suspendSeal(parts, tx, seal, { by: body.requestedBy.account, as: 'custodian', reason: body.reason });
}

export async function suspendByOfficial(
  parts: RegistryParts,
  tx: StoreTransaction,
  official: AccountTable,
  decision: Decision,
): Promise<SealCaseRow> {
  const seal = await requireCase(tx, decision.caseId);
  const as = official.role === 'maker' ? 'maker' : 'reviewer';
  return suspendSeal(parts, tx, seal, { by: official.account, as, reason: decision.reason });
}

export interface SuspensionCause {
  readonly by: string;
  readonly as: 'custodian' | 'reviewer' | 'maker' | 'program';
  readonly reason: string;
}

/** Every suspension opens an incident, which is closed by people and never deleted (C.7). */
export async function suspendSeal(
  parts: RegistryParts,
  tx: StoreTransaction,
  seal: SealCaseRow,
  cause: SuspensionCause,
): Promise<SealCaseRow> {
  const moved = await moveSeal(parts, tx, seal, { event: 'suspend', ...cause });
  await insertIncident(tx, {
    at: moved.since,
    kind: 'seal-suspended',
    station: seal.station,
    es_id: seal.es_id,
    detail: cause.reason,
  });
  return moved;
}

/** The ledger of a station contradicts itself: its seals stop until people have looked (C.1, AUTO on chain break). */
export async function suspendSealsOf(parts: RegistryParts, tx: StoreTransaction, station: string): Promise<void> {
  for (const seal of await activeSealsOf(tx, station)) {
    await suspendSeal(parts, tx, seal, { by: 'program', as: 'program', reason: '@registry.ledgerContradiction' });
  }
}

/** Back to use only on the unit head's written request (C.1). */
export async function resumeSeal(
  parts: RegistryParts,
  tx: StoreTransaction,
  official: AccountTable,
  decision: Decision,
): Promise<SealCaseRow> {
  return onWrittenRequest(parts, tx, official, decision, 'resume');
}

/** 注销, final: on the unit's written request (C.1). */
export async function cancelSeal(
  parts: RegistryParts,
  tx: StoreTransaction,
  official: AccountTable,
  decision: Decision,
): Promise<SealCaseRow> {
  return onWrittenRequest(parts, tx, official, decision, 'cancel');
}

async function onWrittenRequest(
  parts: RegistryParts,
  tx: StoreTransaction,
  official: AccountTable,
  decision: Decision,
  event: 'resume' | 'cancel',
): Promise<SealCaseRow> {
  const seal = await requireCase(tx, decision.caseId);
  if (decision.requestNumber === undefined || decision.requestNumber.trim() === '') {
    throw new StationError('REGISTRY_APPLICATION_INVALID', { detail: '@registry.requestNumberNeeded' });
  }
  const reason = `${decision.reason} (${decision.requestNumber})`;
  return moveSeal(parts, tx, seal, { event, by: official.account, as: 'reviewer', reason });
}

/** Seals whose validity has passed leave use by themselves; done before every status list is issued. */
export async function expireOverdueSeals(parts: RegistryParts, tx: StoreTransaction): Promise<void> {
  for (const seal of await overdueSeals(tx, parts.clock.now())) {
    await moveSeal(parts, tx, seal, { event: 'expire', by: 'program', as: 'program' });
  }
}

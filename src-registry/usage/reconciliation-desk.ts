import type { Receipt, SignedReconciliation, StatusList } from '#shared/registry/registry-statements.ts';
import type { ReconciliationRequest } from '#shared/registry/usage.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import type { StationCall } from '../server/station-call.ts';
import { suspendSeal } from '../seals/seal-standing.ts';
import { moveSeal } from '../seals/seal-transition.ts';
import { appendAudit } from '../store/audit-repository.ts';
import { currentNumber, raiseNumber } from '../store/registry-store.ts';
import type { StationRow, StoreTransaction } from '../store/registry-schema.ts';
import { findCaseOfSeal } from '../store/seal-case-repository.ts';
import { findReceipt, insertIncident, lastReceiptOf } from '../store/usage-repository.ts';

/** How far numbers jump after a restore: other stations may have seen later ones than the station that asks first. */
const forgottenNumbers = 1_000;

/**
 * Tell a station what is held of its ledger, and learn from what this registry itself signed whether it was restored
 * from an older copy (U-REG-4). A receipt or status list it does not remember, under its own valid signature, proves
 * it: numbers are lifted above what was given out, restrictions of the newer list come back, and people are told. The
 * station then sends the missing leaves again.
 */
export async function reconcile(
  parts: RegistryParts,
  tx: StoreTransaction,
  { station, body }: StationCall<ReconciliationRequest>,
): Promise<SignedReconciliation> {
  const isForgotten = await forgottenReceipt(parts, tx, station, body.lastReceipt);
  const isOlder = await forgottenStatusList(parts, tx, body.lastStatusList);
  const at = parts.clock.now();
  if (isForgotten || isOlder) {
    await insertIncident(tx, {
      at: at.toISOString(),
      kind: 'registry-rolled-back',
      station: station.station,
      detail: `receipt ${body.lastReceipt?.statement.number ?? 0}, status ${body.lastStatusList?.statement.number ?? 0}`,
    });
  }
  await appendAudit(tx, {
    at,
    actor: station.station,
    action: 'usage.reconcile',
    facts: { isRolledBack: isForgotten || isOlder, ledgerSize: station.ledger_size },
  });
  return parts.authority.signStatement('reconciliation', {
    registry: parts.authority.registry,
    station: station.station,
    ledgerSize: station.ledger_size,
    root: station.root,
    lastReceipt: (await lastReceiptOf(tx, station.station))?.number ?? 0,
    isRolledBack: isForgotten || isOlder,
    at: at.toISOString(),
  });
}

async function forgottenReceipt(
  parts: RegistryParts,
  tx: StoreTransaction,
  station: StationRow,
  shown: { readonly statement: Receipt; readonly signature: string } | undefined,
): Promise<boolean> {
  if (shown === undefined || shown.statement.station !== station.station) return false;
  if (!parts.authority.isOwnStatement('receipt', shown.statement, shown.signature)) return false;
  if ((await findReceipt(tx, shown.statement.number))?.signature === shown.signature) return false;
  await raiseNumber(tx, 'receipt', shown.statement.number + forgottenNumbers);
  return true;
}

async function forgottenStatusList(
  parts: RegistryParts,
  tx: StoreTransaction,
  shown: { readonly statement: StatusList; readonly signature: string } | undefined,
): Promise<boolean> {
  if (shown === undefined) return false;
  if (!parts.authority.isOwnStatement('statusList', shown.statement, shown.signature)) return false;
  if (shown.statement.number <= (await currentNumber(tx, 'status'))) return false;
  await raiseNumber(tx, 'status', shown.statement.number + forgottenNumbers);
  for (const listed of shown.statement.seals) await restoreRestriction(parts, tx, listed);
  return true;
}

/** Only towards less: a seal the newer list stopped must not come back to life with an old copy. */
async function restoreRestriction(
  parts: RegistryParts,
  tx: StoreTransaction,
  listed: StatusList['seals'][number],
): Promise<void> {
  const seal = await findCaseOfSeal(tx, listed.esId);
  if (seal === undefined || seal.state === listed.state) return;
  const cause = { by: 'program', as: 'program', reason: '@registry.restoredFromList' } as const;
  if (listed.state === 'suspended' && seal.state === 'active') await suspendSeal(parts, tx, seal, cause);
  if (listed.state === 'cancelled' && seal.state !== 'cancelled')
    await moveSeal(parts, tx, seal, { event: 'void', ...cause });
}

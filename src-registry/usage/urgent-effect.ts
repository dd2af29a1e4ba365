import type { LeafBody } from '#shared/log/record.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import { suspendSeal } from '../seals/seal-standing.ts';
import type { StoreTransaction } from '../store/registry-schema.ts';
import { findCaseOfSeal } from '../store/seal-case-repository.ts';
import { insertIncident } from '../store/usage-repository.ts';

/**
 * What an urgent leaf does: a suspension, a loss or an incident stops the seal it names at once (AY-12, U-REG-1), and
 * each opens an incident. A seal that is not in use, or is kept elsewhere, is not touched; the incident stays.
 */
export async function applyUrgent(
  parts: RegistryParts,
  tx: StoreTransaction,
  station: string,
  notice: LeafBody<'urgent'>,
): Promise<void> {
  const { sealEsId, type, reason, by } = notice;
  const seal = sealEsId === undefined ? undefined : await findCaseOfSeal(tx, sealEsId);
  await insertIncident(tx, {
    at: parts.clock.now().toISOString(),
    kind: `urgent-${type}`,
    station,
    es_id: sealEsId ?? null,
    detail: reason,
  });
  if (seal?.station === station && seal.state === 'active') {
    await suspendSeal(parts, tx, seal, { by: by.account, as: 'custodian', reason });
  }
}

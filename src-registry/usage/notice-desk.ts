import { StationError } from '#shared/errors/station-error.ts';
import type { UrgentNotice } from '#shared/registry/usage.ts';
import type { Refusal } from '../server/refusal.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import type { StationCall } from '../server/station-call.ts';
import { appendAudit } from '../store/audit-repository.ts';
import { currentNumber } from '../store/registry-store.ts';
import type { StoreTransaction } from '../store/registry-schema.ts';
import { insertNotice, leavesBetween, noticesFrom } from '../store/usage-repository.ts';
import { keepDivergence } from './divergence.ts';
import { refuseDiverged } from './ledger-desk.ts';
import { readLeaf } from './received-leaf.ts';
import { applyUrgent } from './urgent-effect.ts';

export interface NoticeAnswer {
  readonly accepted: true;
  readonly index: number;
  readonly statusNumber: number;
}

/**
 * Take an urgent leaf ahead of the ledger. It acts at once; the ledger brings the same leaf in its place later, and a
 * different one there would be a contradiction the station has signed.
 *
 * @throws REGISTRY_LEAF_INVALID when it is no urgent leaf
 */
export async function receiveNotice(
  parts: RegistryParts,
  tx: StoreTransaction,
  { station, body }: StationCall<UrgentNotice>,
): Promise<NoticeAnswer | Refusal> {
  refuseDiverged(station);
  const { index, hashHex, text, record } = readLeaf(station.station, body.leaf);
  if (record.kind !== 'urgent') {
    throw new StationError('REGISTRY_LEAF_INVALID', { index, detail: '@registry.leafTooEarly' });
  }
  const known =
    (await leavesBetween(tx, station.station, index, index + 1))[0] ??
    (await noticesFrom(tx, station.station, index)).find((row) => row.leaf_index === index);
  if (known !== undefined && known.leaf_hash !== hashHex) {
    return keepDivergence(parts, tx, station, {
      evidence: text,
      size: index + 1,
      root: hashHex,
      detail: '@registry.leafDiffers',
      facts: { index },
    });
  }
  if (known === undefined) {
    const at = parts.clock.now();
    await insertNotice(tx, {
      station: station.station,
      leaf_index: index,
      leaf_hash: hashHex,
      record: text,
      received_at: at.toISOString(),
    });
    await applyUrgent(parts, tx, station.station, record.body);
    const facts = { index, type: record.body.type };
    await appendAudit(tx, { at, actor: station.station, action: 'usage.notice', facts });
  }
  return { accepted: true, index, statusNumber: await currentNumber(tx, 'status') };
}

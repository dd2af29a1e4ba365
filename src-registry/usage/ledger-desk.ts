import { StationError } from '#shared/errors/station-error.ts';
import { parseRecord } from '#shared/log/record.ts';
import type { SignedReceipt } from '#shared/registry/registry-statements.ts';
import type { LeavesPush } from '#shared/registry/usage.ts';
import type { Refusal } from '../server/refusal.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import type { StationCall } from '../server/station-call.ts';
import { appendAudit } from '../store/audit-repository.ts';
import type { StationRow, StoreTransaction } from '../store/registry-schema.ts';
import { findCaseOfSeal, stateAt } from '../store/seal-case-repository.ts';
import { saveHead } from '../store/station-repository.ts';
import { insertIncident, insertLeaves, leavesBetween, noticesFrom } from '../store/usage-repository.ts';
import { keepDivergence } from './divergence.ts';
import { appendAll, frontierText, keptFrontier, rootHex, rootOfFirst } from './kept-tree.ts';
import { giveReceipt } from './receipt-desk.ts';
import { readLeaves, type ReceivedLeaf } from './received-leaf.ts';
import { readSignedHead } from './signed-head.ts';
import { applyUrgent } from './urgent-effect.ts';
import { reviewUsage, type UsageFlag, type UsedSeal } from './usage-review.ts';

/**
 * Take ledger leaves in order and sign for them.
 *
 * The registry holds every leaf hash, so it recomputes the root itself: equality with the checkpoint proves that the
 * new head extends what was received before. Leaves it already has are compared, not stored again; the receipt is for
 * all it holds.
 *
 * @returns a receipt, or the refusal REGISTRY_INCONSISTENT with both heads kept
 * @throws REGISTRY_SIGNATURE_INVALID, REGISTRY_LEAF_INVALID, REGISTRY_SEQUENCE_GAP
 */
export async function receiveLeaves(
  parts: RegistryParts,
  tx: StoreTransaction,
  { station, machineKey, body }: StationCall<LeavesPush>,
): Promise<SignedReceipt | Refusal> {
  refuseDiverged(station);
  const head = readSignedHead(body.checkpoint, station.station, machineKey);
  if (head.size !== body.fromIndex + body.leaves.length) {
    throw new StationError('REGISTRY_LEAF_INVALID', { index: body.fromIndex, detail: '@registry.checkpointSize' });
  }
  const leaves = readLeaves(station.station, body.fromIndex, body.leaves);
  const kept = station.ledger_size;
  if (body.fromIndex > kept) {
    throw new StationError('REGISTRY_SEQUENCE_GAP', { expected: kept, received: body.fromIndex });
  }
  const diverge = (detail: string, facts: Record<string, string | number>): Promise<Refusal> =>
    keepDivergence(parts, tx, station, {
      evidence: head.note,
      size: head.size,
      root: head.root,
      detail: `@registry.${detail}`,
      facts,
    });

  const changed = await firstChanged(tx, station.station, leaves);
  if (changed !== undefined) return diverge('leafDiffers', { index: changed });
  if (head.size <= kept) {
    const keptRoot = head.size === kept ? station.root : await rootOfFirst(tx, station.station, head.size);
    if (keptRoot !== head.root) {
      return diverge('rootDiffers', { size: head.size, kept: keptRoot, offered: head.root });
    }
    return receiptFor(parts, tx, station, head.size);
  }
  const fresh = leaves.filter(({ index }) => index >= kept);
  const frontier = appendAll(
    keptFrontier(station),
    fresh.map(({ hash }) => hash),
  );
  const root = rootHex(frontier);
  if (root !== head.root) return diverge('rootDiffers', { size: head.size, kept: root, offered: head.root });
  await keepLeaves(parts, tx, station, fresh);
  const grown = { ledger_size: head.size, root, frontier: frontierText(frontier), checkpoint: head.note };
  await saveHead(tx, station.station, grown);
  return receiptFor(parts, tx, { ...station, ...grown }, kept);
}

export function refuseDiverged(station: StationRow): void {
  if (station.is_diverged === 1) {
    throw new StationError('REGISTRY_INCONSISTENT', { detail: '@registry.stationDiverged' });
  }
}

function receiptFor(
  parts: RegistryParts,
  tx: StoreTransaction,
  station: StationRow,
  fromIndex: number,
): Promise<SignedReceipt> {
  return giveReceipt(parts, tx, {
    station: station.station,
    fromIndex,
    toIndex: station.ledger_size,
    ledgerSize: station.ledger_size,
    root: station.root,
  });
}

/** Index of the first leaf that differs from what was received before, in the ledger or as an urgent notice. */
async function firstChanged(
  tx: StoreTransaction,
  station: string,
  leaves: readonly ReceivedLeaf[],
): Promise<number | undefined> {
  const [first] = leaves;
  if (first === undefined) return undefined;
  const known = new Map<number, string>();
  for (const row of await noticesFrom(tx, station, first.index)) known.set(row.leaf_index, row.leaf_hash);
  for (const row of await leavesBetween(tx, station, first.index, first.index + leaves.length)) {
    known.set(row.leaf_index, row.leaf_hash);
  }
  return leaves.find(({ index, hashHex }) => (known.get(index) ?? hashHex) !== hashHex)?.index;
}

async function keepLeaves(
  parts: RegistryParts,
  tx: StoreTransaction,
  station: StationRow,
  leaves: readonly ReceivedLeaf[],
): Promise<void> {
  const at = parts.clock.now();
  const from = leaves[0]?.index ?? station.ledger_size;
  const noticed = new Set((await noticesFrom(tx, station.station, from)).map((row) => row.leaf_index));
  for (const { index, hashHex, text, record } of leaves) {
    const flags = await flagsOf(tx, { record });
    await insertLeaves(tx, [
      {
        station: station.station,
        leaf_index: index,
        leaf_hash: hashHex,
        record: text,
        flags: flags.join(' '),
        received_at: at.toISOString(),
      },
    ]);
    if (record.kind === 'urgent' && !noticed.has(index)) await applyUrgent(parts, tx, station.station, record.body);
    if (record.kind !== 'outcome') continue;
    for (const flag of flags) {
      const { esId, entryId } = record.body.entry;
      await insertIncident(tx, {
        at: at.toISOString(),
        kind: flag,
        station: station.station,
        es_id: esId,
        detail: entryId,
      });
    }
  }
  const facts = { from, count: leaves.length };
  await appendAudit(tx, { at, actor: station.station, action: 'usage.receive', facts });
}

async function flagsOf(tx: StoreTransaction, { record }: Pick<ReceivedLeaf, 'record'>): Promise<UsageFlag[]> {
  if (record.kind !== 'outcome') return [];
  const { esId, usedAtUtc } = record.body.entry;
  const seal = await findCaseOfSeal(tx, esId);
  const used: UsedSeal | undefined =
    seal === undefined
      ? undefined
      : {
          station: seal.station,
          custodianAccount: seal.custodian_account,
          stateAtUse: await stateAt(tx, seal.case_id, usedAtUtc),
        };
  const [intent] = await leavesBetween(tx, record.station, record.body.intentIndex, record.body.intentIndex + 1);
  return reviewUsage(record, used, intent && parseRecord(new TextEncoder().encode(intent.record)));
}

import { StationError } from '#shared/errors/station-error.ts';
import { leafHash } from '#shared/log/merkle-tree.ts';
import { parseRecord, type LedgerRecord } from '#shared/log/record.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import type { UsageLeaf } from '#shared/registry/usage.ts';
import { sm3 } from '#main/sm/sm3.ts';

export interface ReceivedLeaf {
  readonly index: number;
  readonly hash: Uint8Array;
  readonly hashHex: string;
  readonly text: string;
  readonly record: LedgerRecord;
}

function refuse(index: number, detail: string): StationError {
  return new StationError('REGISTRY_LEAF_INVALID', { index, detail: `@registry.${detail}` });
}

/**
 * Read one leaf as it came over the network: canonical text, of this station, at this index, with the hash it claims.
 *
 * @throws REGISTRY_LEAF_INVALID
 */
export function readLeaf(station: string, leaf: UsageLeaf): ReceivedLeaf {
  const bytes = new TextEncoder().encode(leaf.record);
  const hash = leafHash(sm3, bytes);
  const hashHex = toHex(hash);
  if (hashHex !== leaf.leafHash) throw refuse(leaf.index, 'leafHash');
  let record: LedgerRecord;
  try {
    record = parseRecord(bytes);
  } catch (error) {
    if (error instanceof StationError) throw refuse(leaf.index, 'leafNotCanonical');
    throw error;
  }
  if (record.station !== station || record.index !== leaf.index) throw refuse(leaf.index, 'leafOrder');
  return { index: leaf.index, hash, hashHex, text: leaf.record, record };
}

/** @throws REGISTRY_LEAF_INVALID when the indexes do not run on from `fromIndex` */
export function readLeaves(station: string, fromIndex: number, leaves: readonly UsageLeaf[]): ReceivedLeaf[] {
  return leaves.map((leaf, at) => {
    if (leaf.index !== fromIndex + at) throw refuse(leaf.index, 'leafOrder');
    return readLeaf(station, leaf);
  });
}

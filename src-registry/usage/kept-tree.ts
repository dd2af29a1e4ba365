import { append, rootOf, type Frontier } from '#shared/log/merkle-tree.ts';
import { readerOfLeaves, subtreeHash } from '#shared/log/subtree-hash.ts';
import { fromHex, toHex } from '#shared/log/text-bytes.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { ReadStore, StationRow } from '../store/registry-schema.ts';
import { leafHashesUpTo } from '../store/usage-repository.ts';

/** The frontier kept with a station: enough to append and to compute the root, whatever the length of the ledger. */
export function keptFrontier(station: StationRow): Frontier {
  const hashes = station.frontier.split(' ').flatMap((hex) => fromHex(hex) ?? []);
  return { size: station.ledger_size, hashes: hashes.filter((hash) => hash.length > 0) };
}

export function frontierText({ hashes }: Frontier): string {
  return hashes.map(toHex).join(' ');
}

export function appendAll(frontier: Frontier, hashes: readonly Uint8Array[]): Frontier {
  return hashes.reduce((grown, hash) => append(sm3, grown, hash).frontier, frontier);
}

export const rootHex = (frontier: Frontier): string => toHex(rootOf(sm3, frontier));

/** Root over the first `size` leaves this registry holds; for comparing a head that is shorter than the kept one. */
export async function rootOfFirst(db: ReadStore, station: string, size: number): Promise<string> {
  if (size === 0) return toHex(sm3());
  const hashes = (await leafHashesUpTo(db, station, size)).map((hex) => fromHex(hex) ?? new Uint8Array(0));
  return toHex(subtreeHash(sm3, readerOfLeaves(sm3, hashes), 0, size));
}

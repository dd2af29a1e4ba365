import { get, run } from '#main/storage/queries.ts';
import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { consistencyProof } from '#shared/log/consistency-proof.ts';
import { inclusionProof } from '#shared/log/inclusion-proof.ts';
import type { CompleteSubtree, Frontier } from '#shared/log/merkle-tree.ts';
import type { SubtreeReader } from '#shared/log/subtree-hash.ts';
import { ledgerQueries as queries } from './ledger-schema.ts';

/** The Merkle tree as it is kept in the database. */

const hashLength = 32;

export function readFrontier(db: ReadableDb): Frontier {
  const row = get(db, queries.selectFrom('ledger_frontier').select(['size', 'hashes']))!;
  return { size: row.size, hashes: splitHashes(row.hashes) };
}

export function writeFrontier(tx: WriteTransaction, frontier: Frontier): void {
  const hashes = joinHashes(frontier.hashes);
  run(tx, queries.updateTable('ledger_frontier').set({ size: frontier.size, hashes }).where('id', '=', 1));
}

export function writeSubtree(tx: WriteTransaction, { level, position, hash }: CompleteSubtree): void {
  run(tx, queries.insertInto('ledger_nodes').values({ level, position, hash }));
}

/** @returns 32-byte hashes from the bottom up, for leaf `index` under the root at `size` */
export function proveInclusion(db: ReadableDb, index: number, size: number): Uint8Array[] {
  return inclusionProof(sm3, subtreeReader(db), index, size);
}

/** @returns 32-byte hashes showing that the ledger of `newSize` leaves begins with that of `oldSize` */
export function proveConsistency(db: ReadableDb, oldSize: number, newSize: number): Uint8Array[] {
  return consistencyProof(sm3, subtreeReader(db), oldSize, newSize);
}

function subtreeReader(db: ReadableDb): SubtreeReader {
  return (level, position) => {
    const hash = level === 0 ? leafHashAt(db, position) : nodeHashAt(db, level, position);
    if (!hash) throw new RangeError(`the ledger has no complete subtree ${level}/${position}`);
    return hash;
  };
}

function leafHashAt(db: ReadableDb, index: number): Uint8Array | undefined {
  const query = queries.selectFrom('ledger_leaves').select('leaf_hash').where('leaf_index', '=', index);
  return get(db, query)?.leaf_hash;
}

function nodeHashAt(db: ReadableDb, level: number, position: number): Uint8Array | undefined {
  const query = queries.selectFrom('ledger_nodes').select('hash').where('level', '=', level);
  return get(db, query.where('position', '=', position))?.hash;
}

export function splitHashes(joined: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.floor(joined.length / hashLength) }, (_, at) =>
    joined.subarray(at * hashLength, (at + 1) * hashLength),
  );
}

export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(hashes.length * hashLength);
  hashes.forEach((hash, at) => joined.set(hash, at * hashLength));
  return joined;
}

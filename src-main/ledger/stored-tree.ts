import { prepareQuery, type Slots } from '#main/storage/prepared-query.ts';
import { get, run } from '#main/storage/queries.ts';
import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { consistencyProof } from '#shared/log/consistency-proof.ts';
import { inclusionProof } from '#shared/log/inclusion-proof.ts';
import type { CompleteSubtree, Frontier } from '#shared/log/merkle-tree.ts';
import type { SubtreeReader } from '#shared/log/subtree-hash.ts';
import { ledgerQueries as queries, type LedgerSchema } from './ledger-schema.ts';

/** The Merkle tree as it is kept in the database. */

const hashLength = 32;

const storedFrontier = prepareQuery(() => queries.selectFrom('ledger_frontier').select(['size', 'hashes']));
const setFrontier = prepareQuery((value: Slots<{ size: number; hashes: Uint8Array }>) =>
  queries
    .updateTable('ledger_frontier')
    .set({ size: value('size'), hashes: value('hashes') })
    .where('id', '=', 1),
);
const addNode = prepareQuery((value: Slots<LedgerSchema['ledger_nodes']>) =>
  queries
    .insertInto('ledger_nodes')
    .values({ level: value('level'), position: value('position'), hash: value('hash') }),
);
const leafHashOf = prepareQuery((value: Slots<{ index: number }>) =>
  queries.selectFrom('ledger_leaves').select('leaf_hash').where('leaf_index', '=', value('index')),
);
const nodeHashOf = prepareQuery((value: Slots<{ level: number; position: number }>) =>
  queries
    .selectFrom('ledger_nodes')
    .select('hash')
    .where('level', '=', value('level'))
    .where('position', '=', value('position')),
);

export function readFrontier(db: ReadableDb): Frontier {
  const row = get(db, storedFrontier({}))!;
  return { size: row.size, hashes: splitHashes(row.hashes) };
}

export function writeFrontier(tx: WriteTransaction, frontier: Frontier): void {
  run(tx, setFrontier({ size: frontier.size, hashes: joinHashes(frontier.hashes) }));
}

export function writeSubtree(tx: WriteTransaction, subtree: CompleteSubtree): void {
  run(tx, addNode(subtree));
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
    const hash =
      level === 0
        ? get(db, leafHashOf({ index: position }))?.leaf_hash
        : get(db, nodeHashOf({ level, position }))?.hash;
    if (!hash) throw new RangeError(`the ledger has no complete subtree ${level}/${position}`);
    return hash;
  };
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

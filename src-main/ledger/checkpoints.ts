import { prepareQuery, type Slots } from '#main/storage/prepared-query.ts';
import { get, run } from '#main/storage/queries.ts';
import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { checkpointTbs, encodeCheckpoint, isSignedBy, machineKeyId, type Checkpoint } from '#shared/log/checkpoint.ts';
import { ledgerQueries as queries } from './ledger-schema.ts';

/** The machine key, as far as the ledger needs it. */
export interface CheckpointSigner {
  /** 65 bytes, 04 || X || Y. */
  readonly publicKey: Uint8Array;
  /** SM2 with SM3 and the default user id over `tbs`. @returns 64 bytes, r then s */
  readonly sign: (tbs: Uint8Array) => Uint8Array;
}

/** A signed head of the ledger; `note` is what the registry is shown. */
export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
}

const addCheckpoint = prepareQuery((value: Slots<Head>) =>
  queries.insertInto('ledger_checkpoints').values({ size: value('size'), root: value('root'), note: value('note') }),
);
const newestCheckpoint = prepareQuery(() =>
  queries.selectFrom('ledger_checkpoints').selectAll().orderBy('size', 'desc').limit(1),
);

const proven = new WeakSet<CheckpointSigner>();

/**
 * Sign and keep a checkpoint.
 *
 * The first signature of each signer is verified before it is kept: a checkpoint cannot be taken back, and a signer
 * given the wrong key would break the ledger for good.
 *
 * @throws LEDGER_CHECKPOINT_INVALID
 */
export function writeCheckpoint(tx: WriteTransaction, signer: CheckpointSigner, checkpoint: Checkpoint): Head {
  const keyId = machineKeyId(sm3, checkpoint.station, signer.publicKey);
  const signed = { checkpoint, keyId, signatureRs: signer.sign(checkpointTbs(checkpoint)) };
  if (!proven.has(signer)) {
    if (!isSignedBy(signed, [signer.publicKey], { hash: sm3, verify: sm2Verify })) {
      throw new StationError('LEDGER_CHECKPOINT_INVALID', { detail: 'machine key and its public key differ' });
    }
    proven.add(signer);
  }
  const head = { size: checkpoint.size, root: checkpoint.root, note: encodeCheckpoint(signed) };
  run(tx, addCheckpoint(head));
  return head;
}

/** The newest checkpoint, or undefined while the ledger is empty. */
export function latestHead(db: ReadableDb): Head | undefined {
  return get(db, newestCheckpoint({}));
}

/** The checkpoint at exactly this size, if one was written there. */
export function headAt(db: ReadableDb, size: number): Head | undefined {
  return get(db, queries.selectFrom('ledger_checkpoints').selectAll().where('size', '=', size));
}

/** The first checkpoint that covers leaf `index`. */
export function headCovering(db: ReadableDb, index: number): Head | undefined {
  const query = queries.selectFrom('ledger_checkpoints').selectAll().where('size', '>', index);
  return get(db, query.orderBy('size').limit(1));
}

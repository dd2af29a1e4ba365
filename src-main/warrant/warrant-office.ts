import { StationError } from '#shared/errors/station-error.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Ids } from '#main/platform/ids.ts';
import { transaction, type WritableDb, type WriteTransaction } from '#main/storage/database.ts';
import { ApprovedUse, copyBinding, type UseBinding } from './approved-use.ts';
import {
  findWarrant,
  findWarrantOfRequest,
  insertWarrant,
  reserveRow,
  settleRow,
  takeRow,
  type WarrantRow,
} from './warrant-repository.ts';

const mintKey = Symbol('warrant office');

/** Takes the warrant to the key once; throws when it may not be. */
type Gate = (warrant: StampingWarrant, e: Uint8Array) => void;

/**
 * 用印许可: a single-use permission to let the key sign for one approved document (`kind: 'stamping'`).
 *
 * Nominal: the office mints it and nobody else can. Holding one is not enough either: the database must say that it
 * is reserved for the digest that is to be signed, and it goes to the key once.
 */
export class StampingWarrant {
  readonly kind = 'stamping';
  readonly #binding: UseBinding;
  readonly #gate: Gate;
  readonly warrantId: string;

  constructor(key: typeof mintKey, warrantId: string, binding: UseBinding, gate: Gate) {
    if (key !== mintKey) throw useRefused('forged');
    this.warrantId = warrantId;
    this.#binding = copyBinding(binding);
    this.#gate = gate;
  }

  /** A copy of what the warrant is bound to. */
  get binding(): UseBinding {
    return copyBinding(this.#binding);
  }

  static isGenuine(value: unknown): value is StampingWarrant {
    return typeof value === 'object' && value !== null && #gate in value;
  }

  /** For the signing session, immediately before the key is asked. */
  static take(warrant: StampingWarrant, e: Uint8Array): void {
    if (!StampingWarrant.isGenuine(warrant)) throw useRefused('forged');
    warrant.#gate(warrant, e);
  }
}

/** Why the key was refused; the words are in the catalogue under `token.use`. */
export type UseRefusal =
  | 'forged'
  | 'notLive'
  | 'notReserved'
  | 'takenBefore'
  | 'otherDigest'
  | 'otherForm'
  | 'inProgress'
  | 'useSpent'
  | 'otherCertificate'
  | 'notInBatch'
  | 'batchLimit'
  | 'sessionClosed';

export function useRefused(why: UseRefusal): StationError {
  return new StationError('TOKEN_USE_REFUSED', { detail: `@token.use.${why}` });
}

/**
 * The office that issues warrants and keeps their book. States go issued -> reserved -> spent | released | unknown;
 * every step is a transaction of the caller, so that it stands or falls with the ledger entry written beside it.
 */
export interface WarrantOffice {
  /**
   * One request has one warrant. A second call for the same approval gives a fresh instance of the warrant that was
   * issued and not yet reserved (the station may have been restarted), and the earlier instance is dead.
   * @throws TOKEN_USE_REFUSED for a forged approval or while the warrant is in use; APPROVAL_EXPIRED; APPROVAL_SPENT;
   *   STAMP_OUTCOME_UNKNOWN while an earlier attempt waits to be settled
   */
  issue(tx: WriteTransaction, approved: ApprovedUse): StampingWarrant;
  /**
   * In the transaction of the intent: from here on this warrant may be taken to the key for `e` (32 bytes) and for
   * nothing else.
   * @throws APPROVAL_EXPIRED, APPROVAL_SPENT, TOKEN_USE_REFUSED
   */
  reserve(tx: WriteTransaction, warrant: StampingWarrant, e: Uint8Array): void;
  /** In the transaction of the outcome. */
  spend(tx: WriteTransaction, warrantId: string, entryNumber: string | null): void;
  /** Give it back: certainly nothing was signed. The request may get another warrant. Refused once it has a signature. */
  release(tx: WriteTransaction, warrantId: string): void;
  /** The key may have signed; a person must settle it. */
  markUnknown(tx: WriteTransaction, warrantId: string): void;
}

export function createWarrantOffice(deps: { db: WritableDb; clock: Clock; ids: Ids }): WarrantOffice {
  const { db, clock, ids } = deps;
  /** The one living instance of each warrant in this process. */
  const live = new Map<string, StampingWarrant>();
  const taken = new WeakSet<StampingWarrant>();

  const take = (warrant: StampingWarrant, e: Uint8Array): void => {
    // An earlier instance must not be taken in the name of the one that replaced it.
    if (live.get(warrant.warrantId) !== warrant) throw useRefused('notLive');
    if (taken.has(warrant)) throw useRefused('takenBefore');
    const isTaken = transaction(db, (tx) => takeRow(tx, warrant.warrantId, e, clock.now()));
    if (!isTaken) throw refusalOf(findWarrant(db, warrant.warrantId), e);
    taken.add(warrant);
  };

  const mint = (warrantId: string, binding: UseBinding): StampingWarrant => {
    const warrant = new StampingWarrant(mintKey, warrantId, binding, take);
    live.set(warrantId, warrant);
    return warrant;
  };

  const settle = (
    tx: WriteTransaction,
    id: string,
    to: 'spent' | 'released' | 'unknown',
    entry: string | null,
  ): void => {
    if (!settleRow(tx, id, to, entry)) throw refusalOf(findWarrant(tx, id), undefined);
    if (to !== 'unknown') live.delete(id);
  };

  return {
    issue(tx, approved) {
      if (!ApprovedUse.isGenuine(approved)) throw useRefused('forged');
      const { binding } = approved;
      refuseExpired(binding, clock);
      const earlier = findWarrantOfRequest(tx, binding.requestId);
      if (earlier === undefined) {
        const warrantId = ids.uuid();
        insertWarrant(tx, warrantId, binding, clock.now());
        return mint(warrantId, binding);
      }
      if (earlier.state !== 'issued') throw refusalOf(earlier, undefined);
      if (!isSameBinding(earlier.binding, binding)) throw useRefused('inProgress');
      return mint(earlier.warrantId, earlier.binding);
    },
    reserve(tx, warrant, e) {
      if (!StampingWarrant.isGenuine(warrant)) throw useRefused('forged');
      if (live.get(warrant.warrantId) !== warrant) throw refusalOf(findWarrant(tx, warrant.warrantId), undefined);
      refuseExpired(warrant.binding, clock);
      if (!reserveRow(tx, warrant.warrantId, e)) throw refusalOf(findWarrant(tx, warrant.warrantId), e);
    },
    spend: (tx, warrantId, entryNumber) => settle(tx, warrantId, 'spent', entryNumber),
    release: (tx, warrantId) => settle(tx, warrantId, 'released', null),
    markUnknown: (tx, warrantId) => settle(tx, warrantId, 'unknown', null),
  };
}

function refuseExpired(binding: UseBinding, clock: Clock): void {
  if (clock.now() <= binding.expiresAt) return;
  throw new StationError('APPROVAL_EXPIRED', { until: binding.expiresAt.toISOString(), request: binding.requestId });
}

/** Why a warrant in this state cannot go on; `e` is the digest that was wanted. */
function refusalOf(row: WarrantRow | undefined, e: Uint8Array | undefined): StationError {
  if (row === undefined || row.state === 'released') return useRefused('notLive');
  if (row.state === 'spent') {
    return new StationError('APPROVAL_SPENT', { entry: row.entryNumber ?? '', request: row.binding.requestId });
  }
  if (row.state === 'unknown') return new StationError('STAMP_OUTCOME_UNKNOWN', { entry: row.entryNumber ?? '' });
  if (row.takenAt !== null) return useRefused('takenBefore');
  if (row.state === 'issued') return useRefused('notReserved');
  const isOther = e !== undefined && row.reservedE !== null && !Buffer.from(row.reservedE).equals(e);
  return useRefused(isOther ? 'otherDigest' : 'inProgress');
}

function isSameBinding(a: UseBinding, b: UseBinding): boolean {
  return comparable(a) === comparable(b);
}

/** Without the request, which was looked up by, and without the end of validity, which a renewed approval may move. */
function comparable(binding: UseBinding): string {
  const { documentDigestSm3, placementsDigest, signerCertSm3, sealEsId, copies, tokenSerial, signatureProfile } =
    binding;
  const digests = [documentDigestSm3, placementsDigest, signerCertSm3];
  return JSON.stringify([
    sealEsId,
    copies,
    tokenSerial,
    signatureProfile,
    ...digests.map((digest) => Buffer.from(digest).toString('hex')),
  ]);
}

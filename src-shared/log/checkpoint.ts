import { StationError } from '../errors/station-error.ts';
import { sameBytes, type HashFunction } from './merkle-tree.ts';
import { fromBase64, toBase64 } from './text-bytes.ts';

/**
 * A checkpoint: how long the ledger was and what its root was, at a time, under the machine key's signature.
 *
 *     sealkeeper/ledger/v1/<station>\n
 *     <size, decimal>\n
 *     <root, Base64>\n
 *     at <UTC with milliseconds>\n
 *     \n
 *     — sealkeeper/ledger/v1/<station> <Base64 of 4 bytes key id followed by 64 bytes r||s>\n
 *
 * The layout is that of a signed note (C2SP signed-note, tlog-checkpoint); the signature is SM2 with SM3 and the
 * default user id over the first four lines with their newlines. The first line keeps a checkpoint from being taken
 * for anything else the machine key signs.
 */
export interface Checkpoint {
  readonly station: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
}

export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** 4 bytes, see {@link machineKeyId}. */
  readonly keyId: Uint8Array;
  /** SM2, r then s, 32 bytes each. */
  readonly signatureRs: Uint8Array;
}

const originPrefix = 'sealkeeper/ledger/v1/';
const rootLength = 32;
const keyIdLength = 4;
const signatureLength = 64;
const utf8 = new TextEncoder();

export function checkpointOrigin(station: string): string {
  return originPrefix + station;
}

/** The signed text, final newline included. @throws LEDGER_CHECKPOINT_INVALID */
export function checkpointText({ station, size, root, at }: Checkpoint): string {
  const isStation = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(station);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at);
  if (!isStation || !isTime || !Number.isSafeInteger(size) || size < 0 || root.length !== rootLength) {
    throw new StationError('LEDGER_CHECKPOINT_INVALID', { detail: 'malformed body' });
  }
  return `${checkpointOrigin(station)}\n${size}\n${toBase64(root)}\nat ${at}\n`;
}

/** The bytes the machine key signs. @throws LEDGER_CHECKPOINT_INVALID */
export function checkpointTbs(checkpoint: Checkpoint): Uint8Array {
  return utf8.encode(checkpointText(checkpoint));
}

/**
 * Which key signed: the first 4 bytes of H(origin || 0x0A || 0xFF || "sm2-sm3" || public key). Only to find the key
 * again; it proves nothing.
 *
 * @param publicKey 65 bytes, 04 || X || Y
 */
export function machineKeyId(hash: HashFunction, station: string, publicKey: Uint8Array): Uint8Array {
  const name = utf8.encode(`${checkpointOrigin(station)}\n`);
  return hash(name, Uint8Array.of(0xff), utf8.encode('sm2-sm3'), publicKey).subarray(0, keyIdLength);
}

/** The whole note. @throws LEDGER_CHECKPOINT_INVALID */
export function encodeCheckpoint({ checkpoint, keyId, signatureRs }: SignedCheckpoint): string {
  if (keyId.length !== keyIdLength || signatureRs.length !== signatureLength) {
    throw new StationError('LEDGER_CHECKPOINT_INVALID', { detail: 'malformed signature' });
  }
  const signed = new Uint8Array(keyIdLength + signatureLength);
  signed.set(keyId);
  signed.set(signatureRs, keyIdLength);
  return `${checkpointText(checkpoint)}\n— ${checkpointOrigin(checkpoint.station)} ${toBase64(signed)}\n`;
}

/**
 * Read a note strictly: whatever {@link encodeCheckpoint} would have written differently is refused. The signature is
 * not checked here.
 *
 * @throws LEDGER_CHECKPOINT_INVALID
 */
export function parseCheckpoint(text: string): SignedCheckpoint {
  const [origin = '', size = '', root = '', at = '', blank, signature = '', end] = text.split('\n');
  const signed = fromBase64(signature.split(' ')[2] ?? '');
  const rootBytes = fromBase64(root);
  if (!signed || !rootBytes || blank !== '' || end !== '') {
    throw new StationError('LEDGER_CHECKPOINT_INVALID', { detail: 'malformed note' });
  }
  const parsed: SignedCheckpoint = {
    checkpoint: {
      station: origin.slice(originPrefix.length),
      size: /^(?:0|[1-9]\d*)$/.test(size) ? Number(size) : Number.NaN,
      root: rootBytes,
      at: at.slice('at '.length),
    },
    keyId: signed.subarray(0, keyIdLength),
    signatureRs: signed.subarray(keyIdLength),
  };
  if (encodeCheckpoint(parsed) !== text) {
    throw new StationError('LEDGER_CHECKPOINT_INVALID', { detail: 'malformed note' });
  }
  return parsed;
}

/** SM2 verification with SM3 and the default user id; false on anything malformed. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signatureRs: Uint8Array) => boolean;

/** Was this checkpoint signed by one of these machine keys (65 bytes each)? */
export function isSignedBy(
  { checkpoint, keyId, signatureRs }: SignedCheckpoint,
  publicKeys: readonly Uint8Array[],
  { hash, verify }: { readonly hash: HashFunction; readonly verify: VerifySignature },
): boolean {
  const key = publicKeys.find((each) => sameBytes(machineKeyId(hash, checkpoint.station, each), keyId));
  return key !== undefined && verify(key, checkpointTbs(checkpoint), signatureRs);
}

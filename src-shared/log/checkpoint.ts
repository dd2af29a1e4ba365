import { StationError } from '../errors/station-error.ts';
import type { HashFunction } from './merkle-tree.ts';
import { encodeNote, isNoteSignedBy, noteKeyId, parseNote, type VerifySignature } from './signed-note.ts';
import { fromBase64, toBase64 } from './text-bytes.ts';

/**
 * A checkpoint: how long the ledger was and what its root was, at a time, as a note signed by the machine key.
 *
 *     sealkeeper/ledger/v1/<station>\n
 *     <size, decimal>\n
 *     <root, Base64>\n
 *     at <UTC with milliseconds>\n
 *
 * followed by the empty line and the signature line of a signed note.
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
const utf8 = new TextEncoder();

export function checkpointOrigin(station: string): string {
  return originPrefix + station;
}

/** The signed text, final newline included. @throws LEDGER_CHECKPOINT_INVALID */
export function checkpointText({ station, size, root, at }: Checkpoint): string {
  const isStation = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(station);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at);
  if (!isStation || !isTime || !Number.isSafeInteger(size) || size < 0 || root.length !== rootLength) {
    throw invalid('malformed body');
  }
  return `${checkpointOrigin(station)}\n${size}\n${toBase64(root)}\nat ${at}\n`;
}

/** The bytes the machine key signs. @throws LEDGER_CHECKPOINT_INVALID */
export function checkpointTbs(checkpoint: Checkpoint): Uint8Array {
  return utf8.encode(checkpointText(checkpoint));
}

/** 4 bytes that tell which machine key signed a checkpoint. @param publicKey 65 bytes */
export function machineKeyId(hash: HashFunction, station: string, publicKey: Uint8Array): Uint8Array {
  return noteKeyId(hash, checkpointOrigin(station), publicKey);
}

/** The whole note. @throws LEDGER_CHECKPOINT_INVALID */
export function encodeCheckpoint(signed: SignedCheckpoint): string {
  const note = encodeNote(noteOf(signed));
  if (note === null) throw invalid('malformed signature');
  return note;
}

/**
 * Read a note strictly: whatever {@link encodeCheckpoint} would have written differently is refused. The signature is
 * not checked here.
 *
 * @throws LEDGER_CHECKPOINT_INVALID
 */
export function parseCheckpoint(note: string): SignedCheckpoint {
  const parsed = parseNote(note);
  if (!parsed) throw invalid('malformed note');
  const [origin = '', size = '', root = '', at = ''] = parsed.text.split('\n');
  const checkpoint: Checkpoint = {
    station: origin.slice(originPrefix.length),
    size: /^(?:0|[1-9]\d*)$/.test(size) ? Number(size) : Number.NaN,
    root: fromBase64(root) ?? new Uint8Array(),
    at: at.slice('at '.length),
  };
  if (checkpointText(checkpoint) !== parsed.text) throw invalid('malformed note');
  return { checkpoint, keyId: parsed.keyId, signatureRs: parsed.signatureRs };
}

/** Was this checkpoint signed by one of these machine keys (65 bytes each)? */
export function isSignedBy(
  signed: SignedCheckpoint,
  publicKeys: readonly Uint8Array[],
  by: { readonly hash: HashFunction; readonly verify: VerifySignature },
): boolean {
  return isNoteSignedBy(noteOf(signed), publicKeys, by);
}

function noteOf({ checkpoint, keyId, signatureRs }: SignedCheckpoint) {
  return { origin: checkpointOrigin(checkpoint.station), text: checkpointText(checkpoint), keyId, signatureRs };
}

function invalid(detail: string): StationError {
  return new StationError('LEDGER_CHECKPOINT_INVALID', { detail });
}

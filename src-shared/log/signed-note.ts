import { sameBytes, type HashFunction } from './merkle-tree.ts';
import { fromBase64, toBase64 } from './text-bytes.ts';

/**
 * A short text under one SM2 signature, in the layout of C2SP signed-note:
 *
 *     <origin>\n
 *     <more lines>\n
 *     \n
 *     — <origin> <Base64 of 4 bytes key id followed by 64 bytes r||s>\n
 *
 * Signed are the lines before the empty one, with their newlines, by SM2 with SM3 and the default user id. The origin
 * says what kind of statement this is and whose, so that one kind is never taken for another.
 */
export interface SignedNote {
  /** First line of the text. */
  readonly origin: string;
  /** The signed text, final newline included. */
  readonly text: string;
  /** 4 bytes, see {@link noteKeyId}. */
  readonly keyId: Uint8Array;
  /** SM2, r then s, 32 bytes each. */
  readonly signatureRs: Uint8Array;
}

/** SM2 verification with SM3 and the default user id; false on anything malformed. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signatureRs: Uint8Array) => boolean;

const keyIdLength = 4;
const signatureLength = 64;
const utf8 = new TextEncoder();

/**
 * Which key signed: the first 4 bytes of H(origin || 0x0A || 0xFF || "sm2-sm3" || public key). Only to find the key
 * again; it proves nothing.
 *
 * @param publicKey 65 bytes, 04 || X || Y
 */
export function noteKeyId(hash: HashFunction, origin: string, publicKey: Uint8Array): Uint8Array {
  return hash(utf8.encode(`${origin}\n`), Uint8Array.of(0xff), utf8.encode('sm2-sm3'), publicKey).slice(0, keyIdLength);
}

/** @returns null when key id or signature have another length */
export function encodeNote({ origin, text, keyId, signatureRs }: SignedNote): string | null {
  if (keyId.length !== keyIdLength || signatureRs.length !== signatureLength) return null;
  const signed = new Uint8Array(keyIdLength + signatureLength);
  signed.set(keyId);
  signed.set(signatureRs, keyIdLength);
  return `${text}\n— ${origin} ${toBase64(signed)}\n`;
}

/** Strict: whatever {@link encodeNote} would have written differently gives null. The signature is not checked here. */
export function parseNote(note: string): SignedNote | null {
  const end = note.indexOf('\n\n');
  if (end < 0) return null;
  const text = note.slice(0, end + 1);
  const origin = text.slice(0, text.indexOf('\n'));
  const signed = fromBase64(
    note
      .slice(end + 2)
      .split(' ')[2]
      ?.trimEnd() ?? '',
  );
  if (!signed) return null;
  const parsed = { origin, text, keyId: signed.slice(0, keyIdLength), signatureRs: signed.slice(keyIdLength) };
  return encodeNote(parsed) === note ? parsed : null;
}

/** Was this note signed by one of these keys (65 bytes each)? */
export function isNoteSignedBy(
  { origin, text, keyId, signatureRs }: SignedNote,
  publicKeys: readonly Uint8Array[],
  { hash, verify }: { readonly hash: HashFunction; readonly verify: VerifySignature },
): boolean {
  const key = publicKeys.find((each) => sameBytes(noteKeyId(hash, origin, each), keyId));
  return key !== undefined && verify(key, utf8.encode(text), signatureRs);
}

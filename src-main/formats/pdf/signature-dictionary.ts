import { PDFHexString, type PDFObject, PDFString } from 'pdf-lib';
import { StationError } from '#shared/errors/station-error.ts';
import type { SignatureProfile } from '#shared/model/signature-profile.ts';
import type { Increment } from './increment.ts';

/** Room beside the seal for certificates, signature and a time stamp. */
const SPARE_BYTES = 16 * 1024;
const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

export interface SignatureDetails {
  readonly signedAt: Date;
  readonly profile: SignatureProfile;
  /** Of the seal, which the seal profile carries. */
  readonly sealBytes: number;
  /** Size of the file before signing; the ByteRange numbers get room for it. */
  readonly fileSize: number;
  /** Who signs, for Name. */
  readonly name: string | undefined;
  readonly reason: string | undefined;
}

/**
 * The signature dictionary (签名字典) with an empty Contents and a ByteRange still to be written.
 *
 * Under the seal profile Filter names this project because its handler is needed, and SubFilter `GM.sm2seal` says that
 * Contents is a SES_Signature of GB/T 38540. The compatible profile bears the names every reader has a handler for.
 *
 * @see ISO 32000-1 clause 12.8.1, table 252
 */
export function signatureDictionary(increment: Increment, details: SignatureDetails): PDFObject {
  // The file doubles at most; ten digits are the least, so that small files all look alike.
  const digits = Math.max(10, String(details.fileSize * 2).length);
  const anyNumber = Number('9'.repeat(Math.min(15, digits)));
  return increment.context.obj({
    Type: 'Sig',
    ...names[details.profile],
    ByteRange: [0, anyNumber, anyNumber, anyNumber],
    Contents: PDFHexString.of('00'.repeat((details.profile === 'seal' ? details.sealBytes : 0) + SPARE_BYTES)),
    M: PDFString.of(pdfDate(details.signedAt)),
    ...(details.name === undefined ? {} : { Name: PDFHexString.fromText(details.name) }),
    ...(details.reason === undefined ? {} : { Reason: PDFHexString.fromText(details.reason) }),
    Prop_Build: { App: { Name: 'SealKeeper' } },
  });
}

const names = {
  seal: { Filter: 'SealKeeper.GMPkiLite', SubFilter: 'GM.sm2seal' },
  compatible: { Filter: 'Adobe.PPKLite', SubFilter: 'adbe.pkcs7.detached' },
} as const;

/** `D:20250102110405+08'00'` (ISO 32000-1 clause 7.9.4), in the legal time of China. */
export function pdfDate(time: Date): string {
  const local = new Date(time.getTime() + BEIJING_OFFSET_MS).toISOString();
  return `D:${local.slice(0, 19).replace(/[-:T]/g, '')}+08'00'`;
}

/** The hole in an appended part, in positions of that part; ByteRange counts from the start of the file. */
export interface SignatureHole {
  /** Position of `<`. */
  readonly start: number;
  /** Position behind `>`. */
  readonly end: number;
  readonly byteRange: readonly [number, number, number, number];
}

/**
 * Write the ByteRange into the appended bytes, in place, padded with spaces.
 *
 * @param at position of the signature dictionary's object in `bytes`
 */
export function fillByteRange(bytes: Uint8Array, at: number, fileSize: number): SignatureHole {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = view.indexOf('<0000', view.indexOf('/Contents', at));
  const end = view.indexOf('>', start) + 1;
  const byteRange = [0, fileSize + start, fileSize + end, bytes.length - end] as const;
  const open = view.indexOf('[', view.indexOf('/ByteRange', at)) + 1;
  const close = view.indexOf(']', open);
  const text = byteRange.join(' ').padEnd(close - open);
  if (text.length !== close - open) throw new Error('the ByteRange placeholder is too narrow');
  view.write(text, open, 'latin1');
  return { start, end, byteRange };
}

/** @returns a copy with the signed value in hexadecimal, the rest of the hole staying 0 */
export function fillContents(bytes: Uint8Array, hole: SignatureHole, signedValue: Uint8Array): Uint8Array {
  const reserved = (hole.end - hole.start - 2) / 2;
  if (signedValue.length > reserved) {
    throw new StationError('STAMP_CONTENTS_TOO_LARGE', { needed: signedValue.length, reserved });
  }
  const filled = Buffer.from(bytes);
  const hex = Buffer.from(signedValue.buffer, signedValue.byteOffset, signedValue.byteLength).toString('hex');
  filled.write(hex, hole.start + 1, 'latin1');
  return filled;
}

/** What GB/T 38540 calls the protected range, in 7-bit characters. */
export function rangeText(byteRange: readonly number[]): string {
  return `ByteRange:[${byteRange.join(' ')}]`;
}

import { childrenOf, readDer, TAG } from '../der/der-element.ts';
import { readAs } from '../der/der-error.ts';
import { openFields } from '../der/der-fields.ts';
import { readSmallInteger } from '../der/der-primitives.ts';
import { derBitString, derInteger, derSequence } from '../der/der-write.ts';

/** A token with a certificate or two; more is refused before it is read. */
export const TIMESTAMP_RESPONSE_MAX_BYTES = 64 * 1024;

/** Bits of PKIFailureInfo that are given here (RFC 3161 2.4.2). */
export const timestampFailures = { badAlg: 0, badRequest: 2, badDataFormat: 5, unacceptedPolicy: 15 } as const;
export type TimestampFailure = keyof typeof timestampFailures;

/** TimeStampResp: 0 granted, 1 granted with changes, else refused. */
export interface TimestampResponse {
  readonly status: number;
  /** DER of the token; null when there is none. */
  readonly token: Uint8Array | null;
}

export function writeTimestampResponse(answer: { token: Uint8Array } | { failure: TimestampFailure }): Uint8Array {
  if ('token' in answer) return derSequence(derSequence(derInteger(0)), answer.token);
  const bit = timestampFailures[answer.failure];
  const bits = new Uint8Array((bit >> 3) + 1);
  bits[bit >> 3] = 0x80 >> (bit & 7);
  return derSequence(derSequence(derInteger(2), derBitString(bits, 7 - (bit & 7))));
}

/** @throws DOC_SIGNATURE_MALFORMED */
export function readTimestampResponse(bytes: Uint8Array): TimestampResponse {
  const where = 'TimeStampResp';
  return readAs('DOC_SIGNATURE_MALFORMED', () => {
    const fields = openFields(readDer(bytes, where, TIMESTAMP_RESPONSE_MAX_BYTES), TAG.sequence, where);
    const info = fields.take('status', TAG.sequence);
    const token = fields.takeOptional(TAG.sequence);
    fields.end();
    // The first field of PKIStatusInfo; texts and failure bits behind it are for people.
    const first = openFields(info, TAG.sequence, `${where}.status`).take('status', TAG.integer);
    childrenOf(info, `${where}.status`);
    return { status: readSmallInteger(first, `${where}.status`), token: token?.bytes ?? null };
  });
}

import { contextConstructed, readDer, TAG } from '../der/der-element.ts';
import { readAs } from '../der/der-error.ts';
import { openFields } from '../der/der-fields.ts';
import { readBoolean, readInteger, readOctetString, readOid, readSmallInteger } from '../der/der-primitives.ts';
import { derBoolean, derInteger, derOctetString, derOid, derSequence } from '../der/der-write.ts';
import { OID } from '../der/object-identifiers.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';

/** Requests are small; more is not one. */
export const TIMESTAMP_REQUEST_MAX_BYTES = 16 * 1024;

/** TimeStampReq of RFC 3161 and GB/T 20520, as an authority reads it. */
export interface TimestampRequest {
  readonly version: number;
  /** Digest algorithm of the imprint, dotted. */
  readonly imprintAlgorithm: string;
  readonly imprint: Uint8Array;
  readonly policy: string | undefined;
  readonly nonce: bigint | undefined;
  readonly isCertificateWanted: boolean;
  readonly hasExtensions: boolean;
}

/**
 * Ask for a timestamp with the certificate of the authority in the token.
 *
 * @param imprint 32 bytes: SM3 of what is to be stamped
 * @param nonce positive and unguessable: the answer must repeat it
 */
export function writeTimestampRequest(input: { readonly imprint: Uint8Array; readonly nonce: bigint }): Uint8Array {
  if (input.imprint.length !== 32) throw new RangeError('imprint must be 32 bytes');
  return derSequence(
    derInteger(1),
    derSequence(derSequence(derOid(OID.sm3)), derOctetString(input.imprint)),
    derInteger(input.nonce),
    derBoolean(true),
  );
}

/** @throws DOC_SIGNATURE_MALFORMED */
export function readTimestampRequest(bytes: Uint8Array): TimestampRequest {
  const where = 'TimeStampReq';
  return readAs('DOC_SIGNATURE_MALFORMED', () => {
    const fields = openFields(readDer(bytes, where, TIMESTAMP_REQUEST_MAX_BYTES), TAG.sequence, where);
    const version = readSmallInteger(fields.take('version', TAG.integer), `${where}.version`);
    const imprintFields = openFields(fields.take('messageImprint', TAG.sequence), TAG.sequence, 'MessageImprint');
    const imprintAlgorithm = readAlgorithmIdentifier(imprintFields.take('hashAlgorithm', TAG.sequence), where).oid;
    const imprint = readOctetString(imprintFields.take('hashedMessage', TAG.octetString), `${where}.hashedMessage`);
    imprintFields.end();
    const policy = fields.takeOptional(TAG.oid);
    const nonce = fields.takeOptional(TAG.integer);
    const certReq = fields.takeOptional(TAG.boolean);
    const extensions = fields.takeOptional(contextConstructed(0));
    fields.end();
    return {
      version,
      imprintAlgorithm,
      imprint,
      policy: policy && readOid(policy, `${where}.reqPolicy`),
      nonce: nonce && readInteger(nonce, `${where}.nonce`),
      isCertificateWanted: certReq !== undefined && readBoolean(certReq, `${where}.certReq`),
      hasExtensions: extensions !== undefined,
    };
  });
}

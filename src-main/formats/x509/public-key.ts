import { isSm2Point } from '#main/sm/sm2.ts';
import { TAG, type DerElement } from '../der/der-element.ts';
import { openFields } from '../der/der-fields.ts';
import { readBitStringBytes, readOid } from '../der/der-primitives.ts';
import { derBitString, derOid, derSequence } from '../der/der-write.ts';
import { OID } from '../der/object-identifiers.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';

export type PublicKeyAlgorithm = 'SM2' | 'RSA' | 'EC-P256' | 'EC-P384' | 'EC-P521' | 'other';

/** SubjectPublicKeyInfo (RFC 5280 4.1.2.7; for SM2 GB/T 35276, 91 bytes). */
export interface PublicKeyInfo {
  readonly algorithm: PublicKeyAlgorithm;
  /** 65 bytes `04 || X || Y`, or `null` when the key is not SM2 or the point does not lie on its curve. */
  readonly sm2Point: Uint8Array | null;
  /** SubjectPublicKeyInfo as stored; a view. */
  readonly spki: Uint8Array;
  /** Content of the subjectPublicKey BIT STRING; a view. */
  readonly keyBytes: Uint8Array;
}

const CURVES: Readonly<Record<string, PublicKeyAlgorithm>> = {
  [OID.sm2Curve]: 'SM2',
  '1.2.840.10045.3.1.7': 'EC-P256',
  '1.3.132.0.34': 'EC-P384',
  '1.3.132.0.35': 'EC-P521',
};

/** @throws DerError */
export function readPublicKeyInfo(element: DerElement, where: string): PublicKeyInfo {
  const fields = openFields(element, TAG.sequence, where);
  const identifier = readAlgorithmIdentifier(fields.take('algorithm', TAG.sequence), `${where}.algorithm`);
  const keyBytes = readBitStringBytes(fields.take('subjectPublicKey', TAG.bitString), `${where}.subjectPublicKey`);
  fields.end();
  const algorithm = algorithmOf(identifier.oid, identifier.parameters, where);
  // The curve named in the certificate is a claim: a P-256 point under the SM2 label fails here, not later.
  const sm2Point = algorithm === 'SM2' && isSm2Point(keyBytes) ? keyBytes : null;
  return { algorithm, sm2Point, spki: element.bytes, keyBytes };
}

function algorithmOf(oid: string, parameters: DerElement | undefined, where: string): PublicKeyAlgorithm {
  if (oid === OID.rsaEncryption || oid === OID.rsaPss) return 'RSA';
  if (oid === OID.sm2Curve) return 'SM2'; // some toolkits put the curve where the key type belongs
  if (oid !== OID.ecPublicKey || parameters?.identifier !== TAG.oid) return 'other';
  return CURVES[readOid(parameters, `${where}.parameters`)] ?? 'other';
}

/**
 * SubjectPublicKeyInfo of an SM2 key, 91 bytes.
 * @param point 65 bytes `04 || X || Y`
 */
export function writeSm2PublicKeyInfo(point: Uint8Array): Uint8Array {
  return derSequence(derSequence(derOid(OID.ecPublicKey), derOid(OID.sm2Curve)), derBitString(point));
}

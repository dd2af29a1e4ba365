import { childrenOf, contextPrimitive, readDer, TAG } from '#main/formats/der/der-element.ts';
import { openFields } from '#main/formats/der/der-fields.ts';
import { DerError } from '#main/formats/der/der-error.ts';
import {
  readBitString,
  readBoolean,
  readOctetString,
  readOid,
  readSmallInteger,
} from '#main/formats/der/der-primitives.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { CERTIFICATE_MAX_BYTES, type Extension } from '#main/formats/x509/certificate-fields.ts';

/** Names of the bits of keyUsage, in bit order (RFC 5280 4.2.1.3, GB/T 20518). */
export const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

/** What the extensions say, as far as this project decides by them. */
export interface ExtensionFacts {
  /** Absent when the certificate has no keyUsage. */
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined;
  readonly isCa: boolean;
  /** pathLenConstraint of a CA. */
  readonly pathLength: number | undefined;
  readonly extendedKeyUsage: { readonly oids: readonly string[]; readonly critical: boolean } | undefined;
  readonly subjectKeyId: Uint8Array | undefined;
  readonly authorityKeyId: Uint8Array | undefined;
  /** Identifiers of critical extensions that are not understood here. */
  readonly unknownCritical: readonly string[];
}

/**
 * Extensions that may be critical without a refusal: those decided by, and those that only describe.
 * Not among them: name and policy constraints, which would have to be enforced.
 */
const UNDERSTOOD = new Set<string>([
  OID.keyUsage,
  OID.basicConstraints,
  OID.extendedKeyUsage,
  OID.subjectKeyIdentifier,
  OID.authorityKeyIdentifier,
  OID.certificatePolicies,
  OID.crlDistributionPoints,
  '2.5.29.17', // subjectAltName
  '2.16.840.1.113730.1.1', // netscape-cert-type
  ...[1, 2, 3, 4, 5].map((n) => `1.2.156.10260.4.1.${n}`), // identity numbers of GB/T 20518
]);

const where = 'Extension';

/** @throws DerError when an extension that is decided by is malformed */
export function readExtensionFacts(extensions: readonly Extension[]): ExtensionFacts {
  const find = (oid: string): Extension | undefined => extensions.find((extension) => extension.oid === oid);
  const basic = readBasicConstraints(find(OID.basicConstraints)?.value);
  const extended = find(OID.extendedKeyUsage);
  return {
    keyUsage: readKeyUsage(find(OID.keyUsage)?.value),
    ...basic,
    extendedKeyUsage:
      extended === undefined ? undefined : { oids: readOids(extended.value), critical: extended.critical },
    subjectKeyId: readSubjectKeyId(find(OID.subjectKeyIdentifier)?.value),
    authorityKeyId: readAuthorityKeyId(find(OID.authorityKeyIdentifier)?.value),
    unknownCritical: extensions.filter(({ oid, critical }) => critical && !UNDERSTOOD.has(oid)).map(({ oid }) => oid),
  };
}

/** Chinese authorities write trailing zero bits without counting them (`03 02 00 C0`): read as bits all the same. */
function readKeyUsage(value: Uint8Array | undefined): ReadonlySet<KeyUsage> | undefined {
  if (value === undefined) return undefined;
  const { bytes } = readBitString(readDer(value, where, 64), `${where}.keyUsage`);
  return new Set(KEY_USAGES.filter((_, bit) => (((bytes[bit >> 3] ?? 0) << (bit & 7)) & 0x80) !== 0));
}

function readBasicConstraints(value: Uint8Array | undefined): { isCa: boolean; pathLength: number | undefined } {
  if (value === undefined) return { isCa: false, pathLength: undefined };
  const fields = openFields(readDer(value, where, 64), TAG.sequence, `${where}.basicConstraints`);
  const flag = fields.takeOptional(TAG.boolean);
  const length = fields.takeOptional(TAG.integer);
  fields.end();
  const pathLength = length === undefined ? undefined : readSmallInteger(length, `${where}.pathLength`);
  if (pathLength !== undefined && pathLength < 0) throw new DerError('value-invalid', `${where}.pathLength`);
  return { isCa: flag !== undefined && readBoolean(flag, `${where}.cA`), pathLength };
}

function readOids(value: Uint8Array): string[] {
  const list = readDer(value, where, 4096);
  return childrenOf(list, `${where}.extKeyUsage`).map((item) => readOid(item, `${where}.extKeyUsage`));
}

function readSubjectKeyId(value: Uint8Array | undefined): Uint8Array | undefined {
  return value === undefined ? undefined : readOctetString(readDer(value, where, 256), `${where}.subjectKeyIdentifier`);
}

function readAuthorityKeyId(value: Uint8Array | undefined): Uint8Array | undefined {
  if (value === undefined) return undefined;
  const list = readDer(value, where, CERTIFICATE_MAX_BYTES);
  const items = childrenOf(list, `${where}.authorityKeyIdentifier`);
  return items.find(({ identifier }) => identifier === contextPrimitive(0))?.content;
}

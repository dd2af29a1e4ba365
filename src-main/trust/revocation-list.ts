import { childrenOf, contextConstructed, readDer, TAG, type DerElement } from '#main/formats/der/der-element.ts';
import { DerError, readAs } from '#main/formats/der/der-error.ts';
import { openFields } from '#main/formats/der/der-fields.ts';
import { readBitStringBytes, readSmallInteger } from '#main/formats/der/der-primitives.ts';
import { readTime } from '#main/formats/der/der-time.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '#main/formats/x509/algorithm-identifier.ts';
import { readExtensions, type Extension } from '#main/formats/x509/certificate-fields.ts';

const CRL_MAX_BYTES = 64 * 1024 * 1024;
const CRL_MAX_ELEMENTS = 8_000_000;

/** Reason codes of RFC 5280 5.3.1 by number. */
const REASONS = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'unused',
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const;

export interface RevokedEntry {
  readonly revokedAt: Date;
  readonly reason: string;
  /** When the key is believed to have been compromised, if the authority says so. */
  readonly invalidSince?: Date;
}

/** A certificate revocation list, version 2. Byte fields are views. */
export interface RevocationList {
  readonly der: Uint8Array;
  /** TBSCertList as stored: the bytes the issuer signed. */
  readonly tbs: Uint8Array;
  readonly issuerDer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** By serial number: lower-case hex of its content as stored. */
  readonly revoked: ReadonlyMap<string, RevokedEntry>;
  readonly isDelta: boolean;
  /** Content of issuingDistributionPoint: this list covers a part of the issuer's certificates only. */
  readonly distributionPoint: Uint8Array | undefined;
  readonly unknownCritical: readonly string[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

/**
 * Read a revocation list. Nothing is verified here.
 *
 * @param der DER, up to 64 MiB
 * @throws TRUST_CRL_MALFORMED
 * @see RFC 5280 5; for SM2 the same rules for identifiers as in certificates
 */
export function readRevocationList(der: Uint8Array): RevocationList {
  return readAs('TRUST_CRL_MALFORMED', () => {
    const root = readDer(der, 'CertificateList', CRL_MAX_BYTES, CRL_MAX_ELEMENTS);
    const outer = openFields(root, TAG.sequence, 'CertificateList');
    const tbs = outer.take('tbsCertList', TAG.sequence);
    const signatureAlgorithm = readAlgorithmIdentifier(
      outer.take('signatureAlgorithm', TAG.sequence),
      'CertificateList',
    );
    const signature = readBitStringBytes(outer.take('signatureValue', TAG.bitString), 'CertificateList.signatureValue');
    outer.end();
    return { der, tbs: tbs.bytes, ...readTbs(tbs, signatureAlgorithm), signatureAlgorithm, signature };
  });
}

function readTbs(tbs: DerElement, outerAlgorithm: AlgorithmIdentifier) {
  const where = 'TBSCertList';
  const fields = openFields(tbs, TAG.sequence, where);
  const version = fields.takeOptional(TAG.integer);
  if (version !== undefined && readSmallInteger(version, where) !== 1) throw new DerError('value-invalid', where);
  const algorithm = fields.take('signature', TAG.sequence);
  if (Buffer.compare(algorithm.bytes, outerAlgorithm.bytes) !== 0) {
    throw new DerError('value-invalid', `${where}.signature`);
  }
  const issuerDer = fields.take('issuer', TAG.sequence).bytes;
  const thisUpdate = readTime(fields.takeAny('thisUpdate'), `${where}.thisUpdate`).at;
  const next = fields.takeOptional(TAG.utcTime, TAG.generalizedTime);
  const entries = fields.takeOptional(TAG.sequence);
  const wrapped = fields.takeOptional(contextConstructed(0));
  fields.end();
  const extensions = wrapped === undefined ? [] : readWrapped(wrapped);
  const understood = new Set<string>([OID.issuingDistributionPoint, OID.deltaCrlIndicator]);
  return {
    issuerDer,
    thisUpdate,
    nextUpdate: next === undefined ? undefined : readTime(next, `${where}.nextUpdate`).at,
    revoked: readEntries(entries),
    isDelta: extensions.some(({ oid }) => oid === OID.deltaCrlIndicator),
    distributionPoint: extensions.find(({ oid }) => oid === OID.issuingDistributionPoint)?.value,
    unknownCritical: extensions.filter(({ oid, critical }) => critical && !understood.has(oid)).map(({ oid }) => oid),
  };
}

function readWrapped(wrapped: DerElement): Extension[] {
  const [extensions, ...more] = childrenOf(wrapped, 'crlExtensions');
  if (extensions === undefined || more.length > 0) throw new DerError('element-missing', 'crlExtensions');
  return readExtensions(extensions);
}

function readEntries(list: DerElement | undefined): Map<string, RevokedEntry> {
  const revoked = new Map<string, RevokedEntry>();
  if (list === undefined) return revoked;
  for (const item of childrenOf(list, 'revokedCertificates')) {
    const fields = openFields(item, TAG.sequence, 'revokedCertificate');
    const serial = fields.take('userCertificate', TAG.integer).content;
    const revokedAt = readTime(fields.takeAny('revocationDate'), 'revocationDate').at;
    const extensions = fields.takeOptional(TAG.sequence);
    fields.end();
    const details = extensions === undefined ? { reason: 'unspecified' } : readEntryExtensions(extensions);
    revoked.set(Buffer.from(serial).toString('hex'), { revokedAt, ...details });
  }
  return revoked;
}

function readEntryExtensions(element: DerElement): { reason: string; invalidSince?: Date } {
  const extensions = readExtensions(element);
  const reasonCode = extensions.find(({ oid }) => oid === OID.crlReason)?.value;
  const invalidity = extensions.find(({ oid }) => oid === '2.5.29.24')?.value;
  const code = reasonCode === undefined ? 0 : (readDer(reasonCode, 'reasonCode', 16).content[0] ?? 0);
  const reason = REASONS[code] ?? 'unspecified';
  if (invalidity === undefined) return { reason };
  return { reason, invalidSince: readTime(readDer(invalidity, 'invalidityDate', 64), 'invalidityDate').at };
}

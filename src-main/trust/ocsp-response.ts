import {
  childrenOf,
  contextConstructed,
  contextPrimitive,
  readDer,
  TAG,
  type DerElement,
} from '#main/formats/der/der-element.ts';
import { DerError, readAs } from '#main/formats/der/der-error.ts';
import { openFields } from '#main/formats/der/der-fields.ts';
import { readBitStringBytes, readOctetString, readOid } from '#main/formats/der/der-primitives.ts';
import { readTime } from '#main/formats/der/der-time.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '#main/formats/x509/algorithm-identifier.ts';

const OCSP_MAX_BYTES = 1024 * 1024;
/** ENUMERATED. */
const ENUMERATED = 0x0a;
const BASIC = '1.3.6.1.5.5.7.48.1.1';

/** What a response says of one certificate. */
export interface OcspAnswer {
  /** Digest algorithm of the two hashes, as an object identifier. */
  readonly hashAlgorithm: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  /** Content of the serial number in lower-case hex, as `Certificate.serialHex`. */
  readonly serialHex: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: Date | undefined;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
}

/** An OCSP response, basic form. Byte fields are views. */
export interface OcspResponse {
  readonly der: Uint8Array;
  /** ResponseData as stored: the bytes the responder signed. */
  readonly tbs: Uint8Array;
  readonly producedAt: Date;
  readonly answers: readonly OcspAnswer[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** DER of the certificates carried along; trusted for nothing. */
  readonly certificates: readonly Uint8Array[];
}

/**
 * Read an OCSPResponse that was successful, or the BasicOCSPResponse inside one. Nothing is verified here.
 *
 * @throws TRUST_OCSP_MALFORMED, also for a responder's refusal
 * @see RFC 6960 4.2.1; GB/T 19713
 */
export function readOcspResponse(der: Uint8Array): OcspResponse {
  return readAs('TRUST_OCSP_MALFORMED', () => {
    const root = readDer(der, 'OCSPResponse', OCSP_MAX_BYTES);
    const [first] = childrenOf(root, 'OCSPResponse');
    return { der, ...readBasic(first?.identifier === ENUMERATED ? basicInside(root) : root) };
  });
}

/**
 * The BasicOCSPResponse of a response that can be read.
 *
 * @param der OCSPResponse, or the BasicOCSPResponse itself
 * @throws TRUST_OCSP_MALFORMED
 */
export function basicOcspResponse(der: Uint8Array): Uint8Array {
  return readAs('TRUST_OCSP_MALFORMED', () => {
    const root = readDer(der, 'OCSPResponse', OCSP_MAX_BYTES);
    const [first] = childrenOf(root, 'OCSPResponse');
    return first?.identifier === ENUMERATED ? basicInside(root).bytes : root.bytes;
  });
}

function basicInside(root: DerElement): DerElement {
  const fields = openFields(root, TAG.sequence, 'OCSPResponse');
  const status = fields.take('responseStatus', ENUMERATED);
  if (status.content.length !== 1 || status.content[0] !== 0) throw new DerError('value-invalid', 'responseStatus');
  const [bytes] = childrenOf(fields.take('responseBytes', contextConstructed(0)), 'responseBytes');
  if (bytes === undefined) throw new DerError('element-missing', 'responseBytes');
  const inner = openFields(bytes, TAG.sequence, 'ResponseBytes');
  if (readOid(inner.take('responseType', TAG.oid), 'responseType') !== BASIC) {
    throw new DerError('value-invalid', 'responseType');
  }
  const content = readOctetString(inner.take('response', TAG.octetString), 'response');
  inner.end();
  fields.end();
  return readDer(content, 'BasicOCSPResponse', OCSP_MAX_BYTES);
}

function readBasic(element: DerElement): Omit<OcspResponse, 'der'> {
  const where = 'BasicOCSPResponse';
  const fields = openFields(element, TAG.sequence, where);
  const data = fields.take('tbsResponseData', TAG.sequence);
  const signatureAlgorithm = readAlgorithmIdentifier(fields.take('signatureAlgorithm', TAG.sequence), where);
  const signature = readBitStringBytes(fields.take('signature', TAG.bitString), `${where}.signature`);
  const carried = fields.takeOptional(contextConstructed(0));
  fields.end();
  const [list] = carried === undefined ? [] : childrenOf(carried, `${where}.certs`);
  const certificates = list === undefined ? [] : childrenOf(list, `${where}.certs`).map(({ bytes }) => bytes);
  return { tbs: data.bytes, ...readData(data), signatureAlgorithm, signature, certificates };
}

function readData(element: DerElement): Pick<OcspResponse, 'producedAt' | 'answers'> {
  const where = 'ResponseData';
  const fields = openFields(element, TAG.sequence, where);
  fields.takeOptional(contextConstructed(0));
  fields.take('responderID', contextConstructed(1), contextConstructed(2));
  const producedAt = readTime(fields.take('producedAt', TAG.generalizedTime), `${where}.producedAt`).at;
  const answers = childrenOf(fields.take('responses', TAG.sequence), `${where}.responses`).map(readAnswer);
  fields.takeOptional(contextConstructed(1));
  fields.end();
  return { producedAt, answers };
}

function readAnswer(element: DerElement): OcspAnswer {
  const where = 'SingleResponse';
  const fields = openFields(element, TAG.sequence, where);
  const id = openFields(fields.take('certID', TAG.sequence), TAG.sequence, 'CertID');
  const hashAlgorithm = readAlgorithmIdentifier(id.take('hashAlgorithm', TAG.sequence), 'CertID').oid;
  const issuerNameHash = readOctetString(id.take('issuerNameHash', TAG.octetString), 'CertID.issuerNameHash');
  const issuerKeyHash = readOctetString(id.take('issuerKeyHash', TAG.octetString), 'CertID.issuerKeyHash');
  const serial = id.take('serialNumber', TAG.integer).content;
  id.end();
  const status = fields.take('certStatus', contextPrimitive(0), contextConstructed(1), contextPrimitive(2));
  const thisUpdate = readTime(fields.take('thisUpdate', TAG.generalizedTime), `${where}.thisUpdate`).at;
  const next = fields.takeOptional(contextConstructed(0));
  fields.takeOptional(contextConstructed(1));
  fields.end();
  const isRevoked = status.identifier === contextConstructed(1);
  const [revocationTime] = isRevoked ? childrenOf(status, 'RevokedInfo') : [];
  if (isRevoked && revocationTime === undefined) throw new DerError('element-missing', 'RevokedInfo');
  const [nextTime] = next === undefined ? [] : childrenOf(next, `${where}.nextUpdate`);
  return {
    hashAlgorithm,
    issuerNameHash,
    issuerKeyHash,
    serialHex: Buffer.from(serial).toString('hex'),
    status: isRevoked ? 'revoked' : status.identifier === contextPrimitive(0) ? 'good' : 'unknown',
    revokedAt: revocationTime === undefined ? undefined : readTime(revocationTime, 'RevokedInfo').at,
    thisUpdate,
    nextUpdate: nextTime === undefined ? undefined : readTime(nextTime, `${where}.nextUpdate`).at,
  };
}

import { StationError } from '#shared/errors/station-error.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { readDer, TAG } from '../der/der-element.ts';
import { readAs } from '../der/der-error.ts';
import { openFields } from '../der/der-fields.ts';
import { readInteger, readOctetString, readOid } from '../der/der-primitives.ts';
import { readTime } from '../der/der-time.ts';
import { OID } from '../der/object-identifiers.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { digestName, digestOf, type DigestName } from '../x509/digest-name.ts';
import { readSignedData } from './read.ts';
import type { SignedData } from './signed-data.ts';
import { signerCertificate } from './signer.ts';
import { verifySignedData } from './verify.ts';

/** A timestamp token (GB/T 20520, RFC 3161): SignedData around TSTInfo. */
export interface TimestampToken {
  readonly signedData: SignedData;
  readonly genTime: Date;
  /** Digest algorithm of the imprint, dotted. */
  readonly imprintAlgorithm: string;
  readonly imprint: Uint8Array;
  readonly policy: string;
  readonly serial: bigint;
  /** The asker's, repeated; undefined when he gave none. */
  readonly nonce: bigint | undefined;
  /** DER of the certificate of the timestamp authority, when the token carries it. */
  readonly authorityCertificate: Uint8Array | null;
}

/** What a token is about: the octets, or their digest where they are a whole file. */
export type StampedBytes = Uint8Array | { digest(name: DigestName): Uint8Array };

export function digestOfStamped(stamped: StampedBytes, name: DigestName): Uint8Array {
  return stamped instanceof Uint8Array ? digestOf(name, stamped) : stamped.digest(name);
}

/** @throws DOC_SIGNATURE_MALFORMED when it is not SignedData around TSTInfo with content and one signer */
export function readTimestampToken(bytes: Uint8Array): TimestampToken {
  const signedData = readSignedData(bytes);
  const { content, encapsulatedType } = signedData;
  const signer = signedData.signers[0];
  if (content === undefined || encapsulatedType !== OID.tstInfo || signer === undefined) {
    throw new StationError('DOC_SIGNATURE_MALFORMED', { detail: 'TimeStampToken: not TSTInfo' });
  }
  const info = readAs('DOC_SIGNATURE_MALFORMED', () => readTstInfo(content));
  return { signedData, ...info, authorityCertificate: signerCertificate(signedData, signer) };
}

function readTstInfo(content: Uint8Array) {
  const where = 'TSTInfo';
  const fields = openFields(readDer(content, where, 64 * 1024), TAG.sequence, where);
  readInteger(fields.take('version', TAG.integer), `${where}.version`); // 1; 2 is said of new editions
  const policy = readOid(fields.take('policy', TAG.oid), `${where}.policy`);
  const imprintFields = openFields(fields.take('messageImprint', TAG.sequence), TAG.sequence, 'MessageImprint');
  const imprintAlgorithm = readAlgorithmIdentifier(imprintFields.take('hashAlgorithm', TAG.sequence), where).oid;
  const imprint = readOctetString(imprintFields.take('hashedMessage', TAG.octetString), `${where}.hashedMessage`);
  imprintFields.end();
  const serial = readInteger(fields.take('serialNumber', TAG.integer), `${where}.serialNumber`);
  const genTime = readTime(fields.take('genTime', TAG.generalizedTime), `${where}.genTime`).at;
  fields.takeOptional(TAG.sequence); // accuracy
  fields.takeOptional(TAG.boolean); // ordering
  const nonce = fields.takeOptional(TAG.integer);
  return {
    policy,
    imprintAlgorithm,
    imprint,
    serial,
    genTime,
    nonce: nonce && readInteger(nonce, `${where}.nonce`),
  };
}

/**
 * Is the token over these bytes and rightly signed? Whether its authority is trusted is decided in `trust` with the
 * role `timestamp` at `genTime` (ATK-28).
 *
 * @param stamped the signature value octets: DER SEQUENCE{r,s}, without the BIT STRING's octet of unused bits; of a
 *   document timestamp the bytes of its range
 * @returns `timestamp.imprint` (`fail` imprint-mismatch, digest-algorithm-unsupported), and the facts of the token's
 * SignedData with `cms.` replaced by `timestamp.`
 */
export function verifyTimestampToken(token: TimestampToken, stamped: StampedBytes): Fact[] {
  const content = token.signedData.content ?? new Uint8Array();
  const facts = verifySignedData(token.signedData, { contentDigest: (name) => digestOf(name, content), content });
  const renamed = facts.map(({ check, ...rest }): Fact =>
    Object.assign(rest, { check: check.replace(/^cms\./, 'timestamp.') }),
  );
  return [imprintFact(token, stamped), ...renamed];
}

function imprintFact(token: TimestampToken, stamped: StampedBytes): Fact {
  const check = 'timestamp.imprint';
  const name = digestName(token.imprintAlgorithm);
  const evidence = { algorithm: name ?? token.imprintAlgorithm, genTime: token.genTime.toISOString() };
  if (name === undefined) return { check, state: 'fail', reason: 'digest-algorithm-unsupported', evidence };
  if (Buffer.compare(digestOfStamped(stamped, name), token.imprint) !== 0) {
    return { check, state: 'fail', reason: 'imprint-mismatch', evidence };
  }
  return name === 'sha1' ? { check, state: 'warn', reason: 'weak-digest', evidence } : { check, state: 'ok', evidence };
}

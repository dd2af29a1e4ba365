import { readSignatureValue } from '#main/sm/signature-encoding.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { OID } from '../der/object-identifiers.ts';
import { remembering } from '../remembered.ts';
import type { AlgorithmIdentifier } from './algorithm-identifier.ts';
import { verifyClassic, type ClassicDigest } from './classic-crypto.ts';
import { digestName, type DigestName } from './digest-name.ts';
import type { PublicKeyInfo } from './public-key.ts';
import { readPssParameters } from './pss-parameters.ts';

export type SignatureFailure =
  | 'signature-mismatch'
  | 'signature-malformed'
  | 'public-key-not-on-curve'
  | 'key-algorithm-mismatch'
  | 'algorithm-unsupported';

/** Verified, but in a way that has to be named. */
export type SignatureRemark = 'raw-signature-encoding' | 'nonminimal-signature-encoding' | 'weak-digest';

export interface SignatureCheck {
  readonly ok: boolean;
  readonly failure?: SignatureFailure;
  readonly remarks: readonly SignatureRemark[];
}

type Family = 'SM2' | 'RSA' | 'RSA-PSS' | 'ECDSA';
interface Scheme {
  readonly family: Family;
  /** Absent when the digest is named elsewhere (CMS digestAlgorithm). */
  readonly hash?: ClassicDigest;
}

const SCHEMES: Readonly<Record<string, Scheme>> = {
  [OID.sm2SignSm3]: { family: 'SM2' },
  [OID.sm2Sign]: { family: 'SM2' },
  [OID.sm2Curve]: { family: 'SM2' }, // met in CMS as digestEncryptionAlgorithm
  [OID.rsaEncryption]: { family: 'RSA' },
  '1.2.840.113549.1.1.5': { family: 'RSA', hash: 'sha1' },
  '1.2.840.113549.1.1.11': { family: 'RSA', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { family: 'RSA', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { family: 'RSA', hash: 'sha512' },
  '1.2.840.113549.1.1.14': { family: 'RSA', hash: 'sha224' },
  [OID.rsaPss]: { family: 'RSA-PSS' },
  [OID.ecPublicKey]: { family: 'ECDSA' },
  '1.2.840.10045.4.1': { family: 'ECDSA', hash: 'sha1' },
  '1.2.840.10045.4.3.1': { family: 'ECDSA', hash: 'sha224' },
  '1.2.840.10045.4.3.2': { family: 'ECDSA', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { family: 'ECDSA', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { family: 'ECDSA', hash: 'sha512' },
};

const failed = (failure: SignatureFailure): SignatureCheck => ({ ok: false, failure, remarks: [] });

/**
 * Verify one signature with the key of a certificate. Never throws: anything unreadable is a failure with a name.
 *
 * @param digestOid digest named beside the algorithm (CMS), for algorithms that do not name one themselves
 * @param message the bytes that were signed; for SM2 the user identity 1234567812345678 goes in front (GB/T 35276)
 * @param signature for SM2 DER SEQUENCE{r,s} or raw r||s; for the others as their standard says
 */
export function verifySignature(
  key: PublicKeyInfo,
  algorithm: Pick<AlgorithmIdentifier, 'oid' | 'parameters'>,
  message: Uint8Array,
  signature: Uint8Array,
  digestOid?: string,
): SignatureCheck {
  const scheme = SCHEMES[algorithm.oid];
  if (scheme === undefined) return failed('algorithm-unsupported');
  if (scheme.family === 'SM2') return verifySm2(key, message, signature, digestOid);
  if (key.algorithm === 'SM2' || key.algorithm === 'other') return failed('key-algorithm-mismatch');
  if ((key.algorithm === 'RSA') !== (scheme.family === 'RSA' || scheme.family === 'RSA-PSS')) {
    return failed('key-algorithm-mismatch');
  }
  const named = digestOid === undefined ? undefined : digestName(digestOid);
  if (digestOid !== undefined && named === undefined) return failed('algorithm-unsupported');
  return verifyRsaOrEcdsa(key, scheme, algorithm, message, signature, named);
}

const remembered = remembering<SignatureCheck>(512);

/**
 * The same for signatures that many documents bring along, those of certificates and seals: an answer that was given
 * once is given again without the work.
 */
export function verifyLastingSignature(
  key: PublicKeyInfo,
  algorithm: Pick<AlgorithmIdentifier, 'oid' | 'parameters'>,
  message: Uint8Array,
  signature: Uint8Array,
): SignatureCheck {
  const { oid, parameters } = algorithm;
  const parts = [key.spki, Buffer.from(oid), parameters?.bytes ?? new Uint8Array(0), message, signature];
  return remembered(parts, () => verifySignature(key, algorithm, message, signature));
}

function verifySm2(
  key: PublicKeyInfo,
  message: Uint8Array,
  signature: Uint8Array,
  digestOid: string | undefined,
): SignatureCheck {
  if (key.algorithm !== 'SM2') return failed('key-algorithm-mismatch');
  if (key.sm2Point === null) return failed('public-key-not-on-curve');
  if (digestOid !== undefined && digestName(digestOid) !== 'sm3') return failed('key-algorithm-mismatch');
  const value = readSignatureValue(signature);
  if (value === null) return failed('signature-malformed');
  if (!sm2Verify(key.sm2Point, message, value.rs)) return failed('signature-mismatch');
  if (value.encoding === 'raw') return { ok: true, remarks: ['raw-signature-encoding'] };
  if (value.encoding === 'der-nonminimal') return { ok: true, remarks: ['nonminimal-signature-encoding'] };
  return { ok: true, remarks: [] };
}

function verifyRsaOrEcdsa(
  key: PublicKeyInfo,
  scheme: Scheme,
  algorithm: Pick<AlgorithmIdentifier, 'parameters'>,
  message: Uint8Array,
  signature: Uint8Array,
  named: DigestName | undefined,
): SignatureCheck {
  const pss = scheme.family === 'RSA-PSS' ? readPssParameters(algorithm.parameters) : undefined;
  if (pss === null) return failed('algorithm-unsupported');
  const hash = pss?.hash ?? scheme.hash ?? named;
  if (hash === undefined || hash === 'sm3') return failed('algorithm-unsupported');
  // A message digest under one algorithm and a signature under another is how digests get downgraded.
  if (named !== undefined && named !== hash) return failed('key-algorithm-mismatch');
  const method =
    pss === undefined
      ? ({ family: scheme.family === 'ECDSA' ? 'ECDSA' : 'RSA', hash } as const)
      : ({ family: 'RSA-PSS', hash, saltLength: pss.saltLength } as const);
  const isRight = verifyClassic(key.spki, method, message, signature);
  if (isRight === null) return failed('signature-malformed');
  if (!isRight) return failed('signature-mismatch');
  return { ok: true, remarks: hash === 'sha1' ? ['weak-digest'] : [] };
}

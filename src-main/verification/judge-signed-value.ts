import { isSesSignature, readSesSignature } from '#main/formats/ses/read.ts';
import type { Certificate } from '#main/trust/certificate.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { judgeSes } from './check-ses.ts';
import type { TrustContext } from './trust-context.ts';

/** The original text (原文) of a signature, hashed in the way the signature wants it. */
export interface SignedContent {
  sm3(): Uint8Array;
  digest(algorithm: 'sha1' | 'sha256' | 'sha384' | 'sha512'): Uint8Array;
  /** The whole content: for signatures that sign it directly. */
  bytes(): Uint8Array;
}

export interface Judgement {
  readonly facts: readonly Fact[];
  readonly signedAt: Date | null;
  readonly signer: Certificate | null;
  readonly maker: Certificate | null;
  readonly sealDer: Uint8Array | null;
  readonly sealName: string | null;
  readonly esId: string | null;
}

/**
 * What a signature value is, is told by its bytes: SES_Signature, SignedData, or something this program does not know.
 * A form that is not known is never taken for "no signature".
 */
export function judgeSignedValue(value: Uint8Array, content: SignedContent, context: TrustContext): Judgement {
  try {
    if (isSesSignature(value)) return judgeSeal(value, content, context);
    return undecided({ check: 'signature.format', state: 'unknown', reason: 'unsupported' });
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    return undecided({ check: 'signature.value', state: 'fail', reason: 'malformed' });
  }
}

function judgeSeal(value: Uint8Array, content: SignedContent, context: TrustContext): Judgement {
  const signature = readSesSignature(value);
  return {
    ...judgeSes(signature, content.sm3(), context),
    sealDer: signature.sealDer,
    sealName: signature.seal.name,
    esId: signature.seal.esId,
  };
}

function undecided(fact: Fact): Judgement {
  return { facts: [fact], signedAt: null, signer: null, maker: null, sealDer: null, sealName: null, esId: null };
}

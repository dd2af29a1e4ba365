import { bareSignatureFact, signedValueKind } from '#main/formats/cms/signed-value.ts';
import type { ClassicDigest } from '#main/formats/x509/classic-crypto.ts';
import { readSesSignature } from '#main/formats/ses/read.ts';
import type { StatedTime } from '#main/formats/stated-time.ts';
import type { Certificate } from '#main/trust/certificate.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Fact } from '#shared/model/verdict.ts';
import type { CarriedMaterial } from '#main/trust/revocation-material.ts';
import { judgeCms } from './check-cms.ts';
import { judgeSes } from './check-ses.ts';
import { noTime, type SigningTime } from './check-time.ts';
import type { TrustContext } from './trust-context.ts';

/** The original text (原文) of a signature, hashed in the way the signature wants it. */
export interface SignedContent {
  sm3(): Uint8Array;
  digest(algorithm: ClassicDigest): Uint8Array;
  /** The whole content: for signatures that sign it directly. */
  bytes(): Uint8Array;
  /** A time the content states, and the signature covers: for signatures that carry none of their own. */
  readonly statedTime?: StatedTime | null;
  /** What the document brings for checking, outside the signature: trusted for nothing by itself. */
  readonly material?: CarriedMaterial;
  /** DER. */
  readonly carriedCertificates?: readonly Uint8Array[];
  /** When a trusted document timestamp, which covers the signature, proves it to have been there. */
  readonly existedAt?: Date | null;
}

export interface Judgement {
  readonly facts: readonly Fact[];
  readonly time: SigningTime;
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
    switch (signedValueKind(value)) {
      case 'ses':
        return judgeSeal(value, content, context);
      case 'cms':
        return { ...withoutSeal, ...judgeCms(value, content, context) };
      case 'bare-sm2':
        return { ...withoutSeal, ...nobody, facts: [bareSignatureFact] };
      case 'unknown':
        return undecided({ check: 'signature.format', state: 'unknown', reason: 'unsupported' });
    }
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    return undecided({ check: 'signature.value', state: 'fail', reason: 'malformed' });
  }
}

function judgeSeal(value: Uint8Array, content: SignedContent, context: TrustContext): Judgement {
  const signature = readSesSignature(value);
  return {
    ...judgeSes(signature, content.sm3, context, content.statedTime, content),
    sealDer: signature.sealDer,
    sealName: signature.seal.name,
    esId: signature.seal.esId,
  };
}

const nobody = { time: noTime, signer: null } as const;
const withoutSeal = { maker: null, sealDer: null, sealName: null, esId: null } as const;

function undecided(fact: Fact): Judgement {
  return { ...nobody, ...withoutSeal, facts: [fact] };
}

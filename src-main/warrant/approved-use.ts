import type { SignatureProfile } from '#shared/model/signature-profile.ts';

/**
 * What one approval permits: this document, this seal, these places, this signing certificate on this token, until
 * then. Digests are 32 bytes of SM3.
 */
export interface UseBinding {
  readonly requestId: string;
  /** SM3 of the original file as it was submitted. */
  readonly documentDigestSm3: Uint8Array;
  readonly sealEsId: string;
  /** SM3 over the canonical list of placements. */
  readonly placementsDigest: Uint8Array;
  /** 份数: a fact for the register. One warrant gives one sealed file whatever it says. */
  readonly copies: number;
  /** In which form the key signs: a warrant for a seal signs no SignedData, and the other way round. */
  readonly signatureProfile: SignatureProfile;
  readonly signerCertSm3: Uint8Array;
  readonly tokenSerial: string;
  readonly expiresAt: Date;
}

const mintKey = Symbol('approvals');

/**
 * A use that was approved. Nominal: only `mintApprovedUse` makes one, and only the approvals room may import that
 * function (an architecture test checks it).
 */
export class ApprovedUse {
  readonly #binding: UseBinding;

  constructor(key: typeof mintKey, binding: UseBinding) {
    if (key !== mintKey) throw new TypeError('an approved use comes from an approval');
    this.#binding = copyBinding(binding);
  }

  /** A copy: the approved values cannot be changed through it. */
  get binding(): UseBinding {
    return copyBinding(this.#binding);
  }

  /** True for a real one; false for anything shaped like it. */
  static isGenuine(value: unknown): value is ApprovedUse {
    return typeof value === 'object' && value !== null && #binding in value;
  }
}

/** For the approvals room alone: to be called when the last decision of a request is "approved". */
export function mintApprovedUse(binding: UseBinding): ApprovedUse {
  return new ApprovedUse(mintKey, binding);
}

/** Bytes are copied by value: `slice` of a Buffer would be a window on the same memory. */
export function copyBinding(binding: UseBinding): UseBinding {
  return {
    requestId: binding.requestId,
    documentDigestSm3: new Uint8Array(binding.documentDigestSm3),
    sealEsId: binding.sealEsId,
    placementsDigest: new Uint8Array(binding.placementsDigest),
    copies: binding.copies,
    signatureProfile: binding.signatureProfile,
    signerCertSm3: new Uint8Array(binding.signerCertSm3),
    tokenSerial: binding.tokenSerial,
    expiresAt: new Date(binding.expiresAt),
  };
}

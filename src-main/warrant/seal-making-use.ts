const mintKey = Symbol('registry');

/**
 * Sign one electronic seal with the seal maker's key. Belongs to the registry: only its making desk may import
 * `mintSealMakingUse` (an architecture test checks it). It names the exact bytes by their SM3, so that a maker's key
 * signs the seal that was reviewed and nothing else.
 */
export class SealMakingUse {
  readonly kind = 'seal-making';
  readonly #sealInfoSm3: Uint8Array;
  readonly useId: string;
  readonly sealEsId: string;

  constructor(key: typeof mintKey, fields: SealMakingFields) {
    if (key !== mintKey) throw new TypeError('a seal-making use comes from the registry');
    this.#sealInfoSm3 = fields.sealInfoSm3.slice();
    this.useId = fields.useId;
    this.sealEsId = fields.sealEsId;
  }
  get sealInfoSm3(): Uint8Array {
    return this.#sealInfoSm3.slice();
  }
  static isGenuine(value: unknown): value is SealMakingUse {
    return typeof value === 'object' && value !== null && #sealInfoSm3 in value;
  }
}

export interface SealMakingFields {
  readonly useId: string;
  readonly sealEsId: string;
  /** SM3 (without Z) of the DER that the maker signs: the seal's information structure, GB/T 38540. */
  readonly sealInfoSm3: Uint8Array;
}

export function mintSealMakingUse(fields: SealMakingFields): SealMakingUse {
  return new SealMakingUse(mintKey, fields);
}

/**
 * What one approval of a batch permits to be stamped in one login: these documents under these requests, with this
 * certificate on this token. It gives no signature by itself: each document still needs its own warrant.
 */
export interface BatchBinding {
  readonly batchId: string;
  readonly title: string;
  readonly signerCertSm3: Uint8Array;
  readonly tokenSerial: string;
  /** SM3 of the original by request, lower-case hex. */
  readonly documents: ReadonlyMap<string, string>;
}

const mintKey = Symbol('approvals');

/** A batch that was approved. Nominal like `ApprovedUse`: only `mintApprovedBatch` makes one. */
export class ApprovedBatch {
  readonly #binding: BatchBinding;

  constructor(key: typeof mintKey, binding: BatchBinding) {
    if (key !== mintKey) throw new TypeError('an approved batch comes from an approval');
    const { signerCertSm3, documents } = binding;
    this.#binding = { ...binding, signerCertSm3: new Uint8Array(signerCertSm3), documents: new Map(documents) };
  }

  get title(): string {
    return this.#binding.title;
  }
  get tokenSerial(): string {
    return this.#binding.tokenSerial;
  }
  get signerCertSm3(): Uint8Array {
    return new Uint8Array(this.#binding.signerCertSm3);
  }
  /** How many documents may be stamped. */
  get size(): number {
    return this.#binding.documents.size;
  }
  /** Is this request one of the batch, for just this document? */
  permits(requestId: string, documentDigestSm3: Uint8Array): boolean {
    return this.#binding.documents.get(requestId) === Buffer.from(documentDigestSm3).toString('hex');
  }

  static isGenuine(value: unknown): value is ApprovedBatch {
    return typeof value === 'object' && value !== null && #binding in value;
  }
}

/** For the approvals room alone. */
export function mintApprovedBatch(binding: BatchBinding): ApprovedBatch {
  return new ApprovedBatch(mintKey, binding);
}

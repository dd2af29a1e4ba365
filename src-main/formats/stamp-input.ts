import type { Sm3Hash } from '#main/sm/sm3.ts';
import type { Placement } from '#shared/model/placement.ts';
import type { SignatureProfile } from '#shared/model/signature-profile.ts';

/** What makes a document ready for its signature, the same for PDF and OFD. Nothing in it is a key. */
export interface StampInput {
  readonly placements: readonly Placement[];
  /** The picture of the seal, for formats that draw it into the document. */
  readonly sealImage: { readonly type: 'PNG'; readonly data: Uint8Array };
  /** DER of SESeal, for formats that store the seal beside the signature. */
  readonly sealDer: Uint8Array;
  /** Written into the document; the time that counts is the one in the signature. */
  readonly signedAt: Date;
  /** What the signed value will be; only PDF knows another than the seal, which it is when left out. */
  readonly profile?: SignatureProfile;
  readonly signatureName?: string;
  readonly reason?: string;
  /** Font of the program whose outlines draw lines of text; only PDF. */
  readonly textFont?: Uint8Array;
  /** State after the whole original, so that the original is read once; only PDF, whose original is a prefix. */
  readonly originalHash?: Sm3Hash;
}

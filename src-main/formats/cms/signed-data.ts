import type { AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { DigestName } from '../x509/digest-name.ts';

/** Which certificate a SignerInfo names. */
export type SignerIdentifier =
  | { readonly kind: 'issuerAndSerial'; readonly issuerDer: Uint8Array; readonly serial: Uint8Array }
  | { readonly kind: 'subjectKeyId'; readonly keyId: Uint8Array };

/** Attributes by identifier; every value is the encoded element. One identifier may wrongly come twice. */
export interface CmsAttribute {
  readonly oid: string;
  readonly values: readonly Uint8Array[];
}

export interface SignedAttributes {
  readonly attributes: readonly CmsAttribute[];
  /** What is signed: the stored bytes with `[0]` replaced by SET OF, in stored order. */
  readonly signedBytes: Uint8Array;
  /** Stored in the order DER asks for. */
  readonly isSorted: boolean;
}

export interface SignerInfo {
  readonly version: number;
  readonly signer: SignerIdentifier;
  readonly digestAlgorithm: string;
  readonly signedAttributes: SignedAttributes | undefined;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: readonly CmsAttribute[];
}

/** SignedData of GM/T 0010, GB/T 35275, PKCS#7 or CMS. Byte fields are views into the input. */
export interface SignedData {
  /** Outer content type: the GM one or that of PKCS#7. */
  readonly contentType: string;
  readonly version: number;
  readonly digestAlgorithms: readonly string[];
  /** Type of what is signed: data of GM or PKCS#7 (any mixture with the outer one is met), TSTInfo, … */
  readonly encapsulatedType: string;
  /** The content carried inside, or `undefined` when it is detached. */
  readonly content: Uint8Array | undefined;
  /** DER of the certificates carried along; trusted for nothing. */
  readonly certificates: readonly Uint8Array[];
  /** DER of the revocation lists carried along. */
  readonly revocationLists: readonly Uint8Array[];
  /** DER of the status responses among them (RFC 5940). */
  readonly statusResponses: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
  readonly isNonDer: boolean;
  readonly raw: Uint8Array;
}

/** What the signature is expected to be over, given by whoever holds the document. */
export interface SignedContent {
  /** Digest of the document's signed bytes with the algorithm the signature asks for. */
  readonly contentDigest: (algorithm: DigestName) => Uint8Array;
  /** The signed bytes themselves: needed only for a detached signature without signed attributes. */
  readonly content?: Uint8Array;
}

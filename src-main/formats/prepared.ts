/**
 * A document made ready for its signature, the same for PDF and OFD: everything is placed, the hole is left,
 * and the key has not been touched.
 */
export interface PreparedSignature {
  /** 32 bytes: SM3 of the original text (原文): the PDF byte range, or Signature.xml. Goes into TBS_Sign.dataHash. */
  readonly dataHash: Uint8Array;
  /** TBS_Sign.propertyInfo: the protected range in 7-bit characters (GB/T 38540). */
  readonly propertyInfo: string;
  /**
   * The finished document. Deterministic: the same signed value gives the same bytes.
   * @param signedValue DER of SES_Signature or SignedData
   * @throws STAMP_CONTENTS_TOO_LARGE when the value does not fit the hole
   */
  finish(signedValue: Uint8Array): FinishedDocument;
}

/** Either the original bytes followed by `chunks` (`keepsOriginal`), or `chunks` alone. */
export interface FinishedDocument {
  readonly keepsOriginal: boolean;
  readonly chunks: Iterable<Uint8Array>;
}

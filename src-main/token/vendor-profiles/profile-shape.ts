import * as z from 'zod';

const code = z.int().min(0).max(0xffffffff);

/**
 * How one family of tokens names and does SM2. PKCS#11 has no constants for it, so every value is the vendor's, the
 * same number means different things at different vendors, and a family is data here and never an `if` in the driver.
 * A site may add profiles of its own in this form.
 */
export const vendorProfileSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  /**
   * Parts of names, compared without case. Every list that is not empty must have a part that occurs; a profile whose
   * lists are all empty is never matched and must be chosen by its id in the settings.
   */
  match: z.strictObject({
    file: z.array(z.string()),
    manufacturer: z.array(z.string()),
    description: z.array(z.string()),
    model: z.array(z.string()),
  }),
  /** A training key: software, to be refused in a production station. */
  isTraining: z.boolean(),
  keyType: code,
  /** Keys may also be CKK_EC with the SM2 curve. */
  allowsEcKeyType: z.boolean(),
  keyPairGeneration: code,
  /**
   * In order of preference; the token's own mechanism list decides which exist.
   * `e`: 32 bytes in, nothing hashed by the token. `msg+Z`: the token does SM3(Z || M). `msg-noZ`: the token does
   * SM3(M), so Z || M is passed as the message.
   */
  signMechanisms: z
    .array(
      z.strictObject({
        code,
        input: z.enum(['e', 'msg+Z', 'msg-noZ']),
        /** `none`, or the bytes of the user ID 1234567812345678. */
        parameter: z.enum(['none', 'user-id']),
      }),
    )
    .min(1),
  /** DER of CKA_EC_PARAMS for key generation in hex; null where the curve is implied by the mechanism. */
  ecParamsHex: z.string().nullable(),
  /** `auto`: exactly 64 bytes are r || s, else DER. */
  signatureForm: z.enum(['auto', 'raw', 'der']),
  /** Vendor numbers of values that mean a locked or wrong PIN; everything else unknown stays unknown. */
  vendorCkrs: z.array(z.strictObject({ value: code, sameAs: code })),
  /** Bytes one data object can hold; a larger seal is represented by its SM3. */
  maxObjectBytes: z.int().positive(),
  expectedSignMs: z.int().positive(),
  /** What has shown that these values work; null while only documents speak for them. */
  provenBy: z.string().nullable(),
});

export type VendorProfile = Readonly<z.infer<typeof vendorProfileSchema>>;
export type SignMechanism = VendorProfile['signMechanisms'][number];

/** DER of the OID 1.2.156.10197.1.301, the SM2 curve (GB/T 32918.5). */
export const sm2CurveParamsHex = '06082a811ccf5501822d';

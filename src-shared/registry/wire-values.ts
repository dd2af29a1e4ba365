import { z } from 'zod';

/** A UUID in lower case: the idempotency key of a request. */
export const uuidSchema = z.uuid();

/** SM3 digest as 64 lower-case hexadecimal digits. */
export const sm3HexSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** Standard Base64 with padding (RFC 4648, section 4). */
export const base64Schema = z.base64();

/** SM2 signature r||s, 64 bytes, in Base64. */
export const signatureRsSchema = z.base64().length(88);

/** UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const utcTimeSchema = z.iso.datetime({ offset: false });

/** Name of an enrolled station, given by the registry. */
export const stationIdSchema = z.string().regex(/^[A-Z0-9][A-Z0-9-]{3,39}$/);

/** Unique identifier of a seal (GB/T 38540 esID): 14 digits, the first six a region. */
export const esIdSchema = z.string().regex(/^[0-9]{14}$/);

/** 统一社会信用代码 (GB 32100-2015), shape only. */
export const unitCodeSchema = z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/);

/** An office account with the name people read; never an identity-card number. */
export const personSchema = z.strictObject({
  account: z.string().min(1).max(60),
  name: z.string().min(1).max(60),
});

export type Person = z.infer<typeof personSchema>;

/** Numbers count from zero and stay exact in JSON. */
export const indexSchema = z.int().nonnegative();

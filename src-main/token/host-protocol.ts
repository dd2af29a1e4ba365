import * as z from 'zod';
import { vendorProfileSchema } from './vendor-profiles/profile-shape.ts';

/**
 * The words between the station and a token host, checked on both sides of the border: a driver lives in the host's
 * process, and what comes from there is not trusted for being ours.
 */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const pin = z.string().min(1).max(255);
const session = z.int().positive();

/** A token is named by what it is, never by its slot or label. */
export const tokenRefSchema = z.strictObject({ serial: z.string(), manufacturer: z.string() });
export type TokenRef = Readonly<z.infer<typeof tokenRefSchema>>;

export const tokenInfoSchema = z.strictObject({
  serial: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  /** As the token gives it; a label in GBK may look broken. For the eye only. */
  label: z.string(),
  firmware: z.string(),
  flags: z.int().min(0),
  minPinLength: z.int().min(0),
  maxPinLength: z.int().min(0),
  /** Bytes; null when the token does not say. */
  freePublicBytes: z.number().nullable(),
  isTraining: z.boolean(),
  /** The vendor profile that fits; null means that the token is unknown to us. */
  profileId: z.string().nullable(),
  /** Counts how often something was plugged into its slot: a pull and re-plug between two looks shows here. */
  series: z.int().min(0),
});
export type HostTokenInfo = Readonly<z.infer<typeof tokenInfoSchema>>;

const certificateSchema = z.strictObject({ ckaId: bytes, label: z.string(), der: bytes });
export type TokenCertificate = Readonly<z.infer<typeof certificateSchema>>;

const ref = { token: tokenRefSchema };

export const requestSchema = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('load'),
    modulePath: z.string().min(1),
    /** 32 bytes: the file that was tested; any other is not loaded. Null when none was tested yet. */
    moduleSm3: bytes.nullable(),
    /** Chosen in the settings; without it the profile is matched. */
    profileId: z.string().nullable(),
    siteProfiles: z.array(vendorProfileSchema),
  }),
  z.strictObject({ op: z.literal('list') }),
  /** Cheap: asks the card nothing while nothing happened. */
  z.strictObject({ op: z.literal('watch') }),
  z.strictObject({ op: z.literal('state'), ...ref }),
  z.strictObject({ op: z.literal('certificates'), ...ref }),
  z.strictObject({ op: z.literal('readData'), ...ref, label: z.string() }),
  z.strictObject({ op: z.literal('open'), ...ref, isReadWrite: z.boolean() }),
  z.strictObject({
    op: z.literal('login'),
    session,
    user: z.enum(['user', 'officer']),
    pin,
    /** The key that is going to sign. One with CKA_ALWAYS_AUTHENTICATE needs the PIN once more, within the host. */
    signingKey: bytes.nullable(),
    /** The login is to give more than one signature; refused by such a key, because no PIN is kept for the others. */
    forSeveral: z.boolean(),
  }),
  z.strictObject({ op: z.literal('close'), session }),
  z.strictObject({
    op: z.literal('sign'),
    session,
    ckaId: bytes,
    /** The certificate that must be on the token at that moment; null for a key that has none yet. */
    certificate: bytes.nullable(),
    /** 65 bytes; for a token that hashes without Z. */
    publicKey: bytes,
    /** 32 bytes. */
    e: bytes,
    /** What e was computed from; needed only by a token that hashes by itself. */
    message: bytes.nullable(),
  }),
  z.strictObject({ op: z.literal('publicKey'), session, ckaId: bytes }),
  z.strictObject({ op: z.literal('generateKeyPair'), session, ckaId: bytes, label: z.string() }),
  z.strictObject({ op: z.literal('writeCertificate'), session, ckaId: bytes, label: z.string(), der: bytes }),
  z.strictObject({ op: z.literal('writeData'), session, label: z.string(), value: bytes }),
  z.strictObject({ op: z.literal('initToken'), ...ref, officerPin: pin, label: z.string() }),
  z.strictObject({ op: z.literal('initPin'), session, pin }),
  z.strictObject({ op: z.literal('changePin'), session, oldPin: pin, newPin: pin }),
]);

export type HostRequest = z.infer<typeof requestSchema>;
export type HostOp = HostRequest['op'];
export type RequestOf<Op extends HostOp> = Omit<Extract<HostRequest, { op: Op }>, 'op'>;

const done = z.null();

export const resultSchemas = {
  load: z.strictObject({ description: z.string(), version: z.string(), manufacturer: z.string() }),
  list: z.array(tokenInfoSchema),
  watch: z.array(z.strictObject({ serial: z.string(), manufacturer: z.string(), series: z.int().min(0) })),
  state: tokenInfoSchema,
  certificates: z.array(certificateSchema),
  readData: bytes.nullable(),
  open: session,
  login: done,
  close: done,
  sign: z.strictObject({ signature: bytes, mechanism: z.int().min(0), input: z.enum(['e', 'msg+Z', 'msg-noZ']) }),
  publicKey: bytes,
  generateKeyPair: bytes,
  writeCertificate: done,
  writeData: done,
  initToken: tokenInfoSchema,
  initPin: done,
  changePin: done,
} as const satisfies Record<HostOp, z.ZodType>;

export type ResultOf<Op extends HostOp> = z.infer<(typeof resultSchemas)[Op]>;

/** One call: a number, and the request it carries. */
export const callSchema = z.strictObject({ id: z.int().positive(), request: requestSchema });

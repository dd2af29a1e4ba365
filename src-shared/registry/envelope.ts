import { z } from 'zod';
import {
  base64Schema,
  indexSchema,
  signatureRsSchema,
  sm3HexSchema,
  stationIdSchema,
  utcTimeSchema,
  uuidSchema,
} from './wire-values.ts';

/** The part of a station's request that its machine key signs. The body is bound by its digest. */
export const envelopeSchema = z.strictObject({
  /** Idempotency key: the same id with the same body gives the same answer, with another body it is refused. */
  id: uuidSchema,
  station: stationIdSchema,
  /** On routes that carry ledger leaves: the index of the first one. */
  sequence: indexSchema.optional(),
  sentAt: utcTimeSchema,
  /** Method and path, e.g. `POST /v1/usage/leaves`: an envelope made for one route opens no other. */
  route: z.string().max(120),
  /** SM3 of the canonical JSON of the body. */
  bodySm3: sm3HexSchema,
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** A request of an enrolled station: envelope, body, and the machine key's signature over the envelope. */
export function enveloped<T extends z.ZodType>(body: T) {
  return z.strictObject({
    envelope: envelopeSchema,
    body,
    /** SM2 by the machine key over the canonical envelope with its purpose in front. */
    signature: signatureRsSchema,
    /** DER in Base64; when present it must be the certificate the registry issued to this station. */
    certificate: base64Schema.optional(),
  });
}

export interface Enveloped<T> {
  readonly envelope: Envelope;
  readonly body: T;
  readonly signature: string;
  readonly certificate?: string | undefined;
}

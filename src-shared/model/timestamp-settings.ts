import * as z from 'zod';

/**
 * Where a stamp's timestamp comes from. Off until the office decides; no address comes with the program. `isRequired`:
 * without a timestamp nothing is stamped; else a silent authority stops nobody, and the register says so.
 */
export const timestampSettingsSchema = z
  .strictObject({
    source: z.enum(['off', 'registry', 'address']),
    /** Of another authority than the registry's. */
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .nullable(),
    isRequired: z.boolean(),
  })
  .refine(({ source, url }) => (source === 'address') === (url !== null), { path: ['url'] })
  .refine(({ source, isRequired }) => source !== 'off' || !isRequired, { path: ['isRequired'] });
export type TimestampSettings = Readonly<z.infer<typeof timestampSettingsSchema>>;

export const noTimestamps: TimestampSettings = { source: 'off', url: null, isRequired: false };

/** What an authority answered when it was tried. */
export interface TimestampTest {
  /** ISO 8601, as the token says. */
  readonly genTime: string;
  /** Name in the authority's certificate. */
  readonly authority: string;
  /** Object identifier of the authority's policy, dotted. */
  readonly policy: string;
  /** From asking to having checked the answer. */
  readonly tookMs: number;
  /** Does the authority chain to the roots this station trusts? A verifier here believes no other. */
  readonly isTrusted: boolean;
  /** Facts that keep it from being trusted, `check: reason`. */
  readonly doubts: readonly string[];
}

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

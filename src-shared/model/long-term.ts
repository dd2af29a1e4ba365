import * as z from 'zod';

/**
 * What is put behind a stamped PDF, so that it can be checked when authorities are gone. `off`: nothing, and the stamp
 * is the last thing in the file. `material`: certificates, revocation lists and responses (DSS). `timestamped`: the
 * same, and a document timestamp over all of it, where timestamps are on.
 */
export const longTermLevelSchema = z.enum(['off', 'material', 'timestamped']);
export type LongTermLevel = z.infer<typeof longTermLevelSchema>;

/** What the custodian asks for a stamp beyond the office's decision; nobody asks for less than the office wants. */
export const askedLongTermSchema = longTermLevelSchema.exclude(['off']);
export type AskedLongTerm = z.infer<typeof askedLongTermSchema>;

/** The higher of the two. */
export function longTermLevelOf(office: LongTermLevel, asked: AskedLongTerm | null): LongTermLevel {
  const { options } = longTermLevelSchema;
  return asked !== null && options.indexOf(asked) > options.indexOf(office) ? asked : office;
}

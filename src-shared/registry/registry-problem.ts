import { z } from 'zod';

/** The `data` of every error answer: our code, its facts, and the words for a person. No stack, no cause. */
export const registryProblemSchema = z.strictObject({
  code: z.string().max(60),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  words: z.strictObject({ what: z.string(), why: z.string(), next: z.string() }),
});

export type RegistryProblem = z.infer<typeof registryProblemSchema>;

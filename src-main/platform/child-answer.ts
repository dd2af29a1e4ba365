import * as z from 'zod';

/** What a child process answers to the call of a number: a value, or a failure that has a code. */
export const childAnswerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ id: z.int().positive(), ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    id: z.int().positive(),
    ok: z.literal(false),
    failure: z.strictObject({
      code: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  }),
]);

/** The number of a call that cannot be read otherwise, so that its refusal finds whoever waits. */
export function idOfCall(message: unknown): number {
  const id = (message as { readonly id?: unknown } | null)?.id;
  return typeof id === 'number' && Number.isInteger(id) && id > 0 ? id : 1;
}

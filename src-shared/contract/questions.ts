import { type } from '@orpc/contract';
import * as z from 'zod';
import { method } from './procedure.ts';

/** A PIN is wanted, now, by a call that the same session started; `pin-change`: the old one and a new one. */
export interface StationQuestion {
  readonly kind: 'pin' | 'pin-change';
  readonly questionId: string;
  /** The use of the key: `stamping`, `self-test` and the others of the closed list; `pin-change` signs nothing. */
  readonly purpose: string;
  /** The request or the batch that is being stamped; null for other uses of the key. */
  readonly requestId: string | null;
  /** One login for so many documents, for so many minutes at most; null for a single one. */
  readonly batch: { readonly documents: number; readonly minutes: number } | null;
  readonly documentName: string | null;
  readonly tokenSerial: string;
  /** At `final` the answer must carry `confirmedFinalTry`. */
  readonly triesState: 'normal' | 'tried' | 'final';
  readonly minLength: number;
  /** 0 when the token names no limit. */
  readonly maxLength: number;
}

export const questionsContract = {
  /** Answers a question of one's own session, once. Whatever is not an answer in time is a no. */
  answer: method
    .input(
      z.strictObject({
        questionId: z.uuid(),
        answer: z.discriminatedUnion('kind', [
          z.strictObject({
            kind: z.literal('pin'),
            pin: z.string().min(1).max(256),
            confirmedFinalTry: z.boolean().default(false),
          }),
          z.strictObject({
            kind: z.literal('pin-change'),
            oldPin: z.string().min(1).max(256),
            newPin: z.string().min(1).max(256),
            newPinAgain: z.string().min(1).max(256),
            confirmedFinalTry: z.boolean().default(false),
          }),
          z.strictObject({ kind: z.literal('cancelled') }),
        ]),
      }),
    )
    .output(type<{ readonly accepted: true }>()),
};

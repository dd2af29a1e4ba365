import { StationError } from '#shared/errors/station-error.ts';
import type { guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function questionsMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  return {
    answer: guarded.questions.answer.handler(({ input, context }) => {
      if (context.session === undefined) throw new StationError('RPC_SIGNED_OUT', {});
      parts.questions.answer(context.session, input.questionId, input.answer);
      return { accepted: true } as const;
    }),
  };
}

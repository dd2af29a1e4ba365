import { ORPCError } from '@orpc/server';
import { StationError, toErrorShape, type ErrorFacts } from '#shared/errors/station-error.ts';
import { isErrorCode } from '#shared/errors/error-codes.ts';

/**
 * An error crosses a border with its code and facts, and without stack or cause. Input that does not fit the schema
 * becomes RPC_INVALID_INPUT with the first place that is wrong.
 */
export function toCrossing(error: unknown): ORPCError<string, ErrorFacts> {
  if (error instanceof ORPCError && isErrorCode(error.code)) return error as ORPCError<string, ErrorFacts>;
  const shape = error instanceof ORPCError ? schemaProblem(error) : toErrorShape(error);
  const status = shape.code === 'RPC_FORBIDDEN' ? 403 : shape.code === 'RPC_SIGNED_OUT' ? 401 : 400;
  return new ORPCError(shape.code, { status, message: shape.code, data: shape.facts, cause: error });
}

function schemaProblem(error: ORPCError<string, unknown>): { code: string; facts: ErrorFacts } {
  if (error.code === 'NOT_FOUND') return { code: 'RPC_NOT_FOUND', facts: { detail: error.message } };
  if (error.code !== 'BAD_REQUEST') return { code: 'INTERNAL_UNEXPECTED', facts: { detail: error.message } };
  const issues = (error.data as { issues?: readonly { path?: readonly unknown[]; message: string }[] })?.issues ?? [];
  const first = issues[0];
  const detail = first ? `${(first.path ?? []).join('.')}: ${first.message}` : error.message;
  return { code: 'RPC_INVALID_INPUT', facts: { detail } };
}

/** The other side: an error that arrived becomes a StationError again. */
export function fromCrossing(error: unknown): unknown {
  if (error instanceof ORPCError && isErrorCode(error.code)) {
    return new StationError(error.code, (error.data ?? {}) as ErrorFacts, error);
  }
  return error;
}

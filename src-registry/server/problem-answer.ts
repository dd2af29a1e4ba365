import { ORPCError } from '@orpc/server';
import { isErrorCode, type ErrorCode } from '#shared/errors/error-codes.ts';
import { StationError, type ErrorFacts } from '#shared/errors/station-error.ts';
import type { RegistryProblem } from '#shared/registry/registry-problem.ts';
import type { Logger } from '#main/platform/logger.ts';
import { createWords } from '#main/platform/words.ts';

const statusOfCode: Partial<Record<ErrorCode, number>> = {
  RPC_INVALID_INPUT: 400,
  REGISTRY_STATION_UNKNOWN: 401,
  REGISTRY_SIGNATURE_INVALID: 401,
  REGISTRY_FORBIDDEN: 403,
  RPC_NOT_FOUND: 404,
  SEAL_NOT_FOUND: 404,
  REGISTRY_SEQUENCE_GAP: 409,
  REGISTRY_INCONSISTENT: 409,
  REGISTRY_REQUEST_REUSED: 409,
  REGISTRY_SEAL_STATE: 409,
};

const words = createWords('zh-CN');

/** Code, facts and Chinese words for an answer. Nothing of the stack or the cause leaves the process. */
export function problemOf(code: ErrorCode, facts: ErrorFacts): RegistryProblem {
  const { what, why, next } = words.error({ code, facts });
  return { code, facts: { ...facts }, words: { what, why, next } };
}

function answer(code: ErrorCode, facts: ErrorFacts, status: number): ORPCError<string, RegistryProblem> {
  const problem = problemOf(code, facts);
  return new ORPCError(code, { status, message: problem.words.what, data: problem });
}

/** Where zod found the fault: paths only, because values may hold what should not be repeated. */
function inputFault(error: ORPCError<string, unknown>): string {
  const issues = (error.data as { issues?: readonly { path?: readonly PropertyKey[] }[] } | undefined)?.issues ?? [];
  const paths = issues.slice(0, 5).map((issue) => (issue.path ?? []).map(String).join('.') || '(body)');
  return paths.length > 0 ? paths.join(', ') : 'body';
}

/**
 * Turns whatever a route threw into the one form of error answer. An unexpected error is logged with its cause and
 * answered as INTERNAL_UNEXPECTED without detail.
 */
export function throwProblem(error: unknown, logger: Logger): never {
  if (error instanceof StationError) {
    const status = statusOfCode[error.code] ?? (error.row.severity === 'refused' ? 422 : 500);
    logger.info({ code: error.code, facts: error.facts }, 'request refused');
    throw answer(error.code, error.facts, status);
  }
  if (error instanceof ORPCError && error.status >= 400 && error.status < 500) {
    throw answer('RPC_INVALID_INPUT', { detail: inputFault(error) }, error.status);
  }
  logger.error({ err: error }, 'unexpected error');
  throw answer('INTERNAL_UNEXPECTED', { detail: '' }, 500);
}

/** Around the whole request: what is no answer of a route yet is a body that could not be read. */
export function throwMalformed(error: unknown): never {
  if (error instanceof ORPCError && isErrorCode(error.code)) throw error;
  const isTooLarge = error instanceof ORPCError && error.status === 413;
  throw answer('RPC_INVALID_INPUT', { detail: 'body' }, isTooLarge ? 413 : 400);
}

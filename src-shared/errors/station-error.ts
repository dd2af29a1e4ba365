import { errorRows, isErrorCode, type ErrorCode } from './error-codes.ts';
import type { ErrorRow } from './error-row.ts';

/** Values that explain one occurrence; they fill the placeholders of the words and go to the log. Never a PIN. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | null>>;

/**
 * An expected failure: it has a stable code, facts, and the failure below it.
 * Anything else that is thrown is a defect of ours and is reported as INTERNAL_UNEXPECTED at the border.
 */
export class StationError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(facts)}`, cause === undefined ? undefined : { cause });
    this.name = 'StationError';
    this.code = code;
    this.facts = facts;
  }

  get row(): ErrorRow {
    return errorRows[this.code];
  }
}

/** What crosses a border: no stack, no cause, nothing but plain values. */
export interface ErrorShape {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
}

export function toErrorShape(error: unknown): ErrorShape {
  if (error instanceof StationError) return { code: error.code, facts: error.facts };
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'INTERNAL_UNEXPECTED', facts: { detail } };
}

export function fromErrorShape(shape: { code: string; facts?: ErrorFacts }): StationError {
  if (isErrorCode(shape.code)) return new StationError(shape.code, shape.facts ?? {});
  return new StationError('INTERNAL_UNEXPECTED', { detail: shape.code });
}

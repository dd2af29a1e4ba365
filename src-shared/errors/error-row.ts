/**
 * How a failure behaves, apart from its words.
 *
 * - `severity`: `refused` = a rule said no, nothing happened; `failed` = something broke, nothing was released;
 *   `unknown` = the outcome must be settled by a person; `bug` = our fault.
 * - `retryable`: trying the same thing again may succeed without a change of the input.
 * - `stopsBatch`: the rest of a batch must not go on.
 */
export interface ErrorRow {
  readonly severity: 'refused' | 'failed' | 'unknown' | 'bug';
  readonly retryable: boolean;
  readonly stopsBatch: boolean;
}

export const refused: ErrorRow = { severity: 'refused', retryable: false, stopsBatch: false };
export const refusedStop: ErrorRow = { severity: 'refused', retryable: false, stopsBatch: true };
export const failed: ErrorRow = { severity: 'failed', retryable: false, stopsBatch: false };
export const failedRetry: ErrorRow = { severity: 'failed', retryable: true, stopsBatch: false };
export const failedStop: ErrorRow = { severity: 'failed', retryable: false, stopsBatch: true };
export const failedRetryStop: ErrorRow = { severity: 'failed', retryable: true, stopsBatch: true };
export const unknownStop: ErrorRow = { severity: 'unknown', retryable: false, stopsBatch: true };
export const bug: ErrorRow = { severity: 'bug', retryable: false, stopsBatch: true };

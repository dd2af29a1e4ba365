import { StationError } from '#shared/errors/station-error.ts';
import type { ErrorCode } from '#shared/errors/error-codes.ts';

/** Why bytes are not the structure that was expected: stable words for logs and tests, never content of the data. */
export type DerReason =
  | 'truncated'
  | 'trailing-bytes'
  | 'indefinite-length'
  | 'length-too-long'
  | 'tag-unsupported'
  | 'tag-unexpected'
  | 'too-large'
  | 'too-deep'
  | 'too-many-elements'
  | 'element-missing'
  | 'element-unexpected'
  | 'value-invalid';

/** Raised inside the readers of DER; every public reader turns it into its own StationError. */
export class DerError extends Error {
  readonly reason: DerReason;
  /** The field that was being read, such as `SES_SealInfo.esID`. */
  readonly where: string;

  constructor(reason: DerReason, where: string, cause?: unknown) {
    super(`${where}: ${reason}`, cause === undefined ? undefined : { cause });
    this.name = 'DerError';
    this.reason = reason;
    this.where = where;
  }
}

/**
 * Run a reader and name its failure with the code of the thing that was read.
 *
 * @throws StationError `code` with facts `detail` when the bytes do not follow the structure
 */
export function readAs<T>(code: ErrorCode, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerError) throw new StationError(code, { detail: error.message }, error);
    throw error;
  }
}

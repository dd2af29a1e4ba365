import { docErrors } from './areas/doc-errors.ts';
import { sealErrors } from './areas/seal-errors.ts';
import { approvalErrors } from './areas/approval-errors.ts';
import { tokenErrors } from './areas/token-errors.ts';
import { stampErrors } from './areas/stamp-errors.ts';
import { trustErrors } from './areas/trust-errors.ts';
import { ledgerErrors } from './areas/ledger-errors.ts';
import { syncErrors } from './areas/sync-errors.ts';
import { rpcErrors } from './areas/rpc-errors.ts';
import { stationErrors } from './areas/station-errors.ts';
import { registryErrors } from './areas/registry-errors.ts';
import { internalErrors } from './areas/internal-errors.ts';

/** Every code this program can report. A released code keeps its meaning for ever; it may be retired, never reused. */
export const errorRows = {
  ...docErrors,
  ...sealErrors,
  ...approvalErrors,
  ...tokenErrors,
  ...stampErrors,
  ...trustErrors,
  ...ledgerErrors,
  ...syncErrors,
  ...rpcErrors,
  ...stationErrors,
  ...registryErrors,
  ...internalErrors,
} as const;

export type ErrorCode = keyof typeof errorRows;

export function isErrorCode(value: string): value is ErrorCode {
  return Object.hasOwn(errorRows, value);
}

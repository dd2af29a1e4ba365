import type { RecoveryResult, StampStep } from '#shared/contract/stamping.ts';

/** What is said to the process that is going to be killed. */
export type ToStamping =
  | { readonly kind: 'open'; readonly data: string }
  | { readonly kind: 'go' }
  /** Stamps a batch with one login, as far as it comes. */
  | { readonly kind: 'batch'; readonly batchId: string }
  | { readonly kind: 'pause' };

/** What it says before it is. */
export type FromStamping =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'opened'; readonly recovered: readonly RecoveryResult[]; readonly hostPid: number | undefined }
  | { readonly kind: 'step'; readonly step: StampStep }
  | { readonly kind: 'failed'; readonly code: string; readonly mayHaveSigned: boolean }
  | { readonly kind: 'paused'; readonly isExhausted: boolean; readonly hostPid: number | undefined };

import { failedRetry, refused, type ErrorRow } from '../error-row.ts';

export const rpcErrors = {
  RPC_INVALID_INPUT: refused,
  RPC_FORBIDDEN: refused,
  RPC_SIGNED_OUT: refused,
  RPC_SIGN_IN_FAILED: refused,
  RPC_ACCOUNT_LOCKED: refused,
  RPC_PASSWORD_MUST_CHANGE: refused,
  RPC_ONE_TIME_PASSWORD_OVER: refused,
  RPC_NOT_FOUND: refused,
  RPC_LOCAL_ONLY: refused,
  RPC_QUESTION_OVER: refused,
  RPC_CHANNEL_LOST: failedRetry,
} as const satisfies Record<string, ErrorRow>;

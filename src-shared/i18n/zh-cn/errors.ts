import type { ErrorCode } from '../../errors/error-codes.ts';
import type { ErrorWords } from '../error-words.ts';
import { docErrorWords } from './errors/doc.ts';
import { sealErrorWords } from './errors/seal.ts';
import { approvalErrorWords } from './errors/approval.ts';
import { tokenErrorWords } from './errors/token.ts';
import { stampErrorWords } from './errors/stamp.ts';
import { trustErrorWords } from './errors/trust.ts';
import { ledgerErrorWords } from './errors/ledger.ts';
import { syncErrorWords } from './errors/sync.ts';
import { rpcErrorWords } from './errors/rpc.ts';
import { stationErrorWords } from './errors/station.ts';
import { registryErrorWords } from './errors/registry.ts';
import { internalErrorWords } from './errors/internal.ts';

export const zhCnErrors: Record<ErrorCode, ErrorWords> = {
  ...docErrorWords,
  ...sealErrorWords,
  ...approvalErrorWords,
  ...tokenErrorWords,
  ...stampErrorWords,
  ...trustErrorWords,
  ...ledgerErrorWords,
  ...syncErrorWords,
  ...rpcErrorWords,
  ...stationErrorWords,
  ...registryErrorWords,
  ...internalErrorWords,
};

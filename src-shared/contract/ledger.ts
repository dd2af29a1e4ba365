import { type } from '@orpc/contract';
import * as z from 'zod';
import { forRoles, method } from './procedure.ts';

/** One row of the register as lists show it. */
export interface EntryRow {
  readonly entryNo: string;
  readonly result: 'success' | 'signed-unsaved' | 'unknown' | 'void';
  readonly usedAt: string;
  readonly unitName: string;
  readonly deptName: string;
  readonly reason: string;
  readonly approvers: string;
  readonly handler: string;
  readonly sealUser: string;
  readonly documentTitle: string;
  readonly sealName: string;
  readonly digestAfterSm3: string;
  readonly leafIndex: number;
  readonly isReceipted: boolean;
}

export interface LedgerCheckView {
  readonly ok: boolean;
  readonly leaves: number;
  readonly entries: number;
  readonly head: string;
  readonly firstBad: { readonly index: number; readonly reason: string } | null;
}

export const ledgerContract = {
  list: method
    .meta(forRoles('custodian', 'approver', 'head', 'auditor', 'exporter'))
    .input(
      z.strictObject({
        text: z.string().max(100).optional(),
        from: z.iso.date().optional(),
        to: z.iso.date().optional(),
        limit: z.int().min(1).max(1000).default(50),
      }),
    )
    .output(type<readonly EntryRow[]>()),
  check: method.meta(forRoles('auditor', 'custodian', 'head', 'security')).output(type<LedgerCheckView>()),
  export: method
    .meta(forRoles('exporter', 'auditor'))
    .input(
      z.strictObject({
        format: z.enum(['csv', 'json']),
        path: z.string().min(1).max(4096),
        purpose: z.string().trim().min(2).max(200),
      }),
    )
    .output(type<{ readonly path: string; readonly entries: number; readonly sm3: string }>()),
};

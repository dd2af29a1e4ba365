import { type } from '@orpc/contract';
import * as z from 'zod';
import { correctableFields } from '../model/correctable-fields.ts';
import { sealEsIdSchema, stampResults } from '../model/register-entry.ts';
import type {
  EntryFileView,
  EntryStoryView,
  ExportedRegister,
  ExportPreview,
  LedgerBook,
  LedgerStateView,
  RegisterCounts,
  RegisterPage,
  SavedFilter,
} from './ledger-views.ts';
import { forRoles, method, naming } from './procedure.ts';

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

/** Views of the register page: everything, used outside working hours, voided numbers, not receipted yet. */
export const registerViews = ['all', 'out-of-hours', 'void', 'pending'] as const;

export const registerFilterSchema = z.strictObject({
  /** Words separated by spaces; all of them, anywhere in an entry. */
  text: z.string().max(100).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  sealEsId: sealEsIdSchema.optional(),
  result: z.enum([...stampResults, 'void']).optional(),
  deptName: z.string().min(1).max(100).optional(),
  view: z.enum(registerViews).default('all'),
});
export type RegisterFilter = Readonly<z.input<typeof registerFilterSchema>>;

const readers = forRoles('custodian', 'approver', 'head', 'auditor', 'exporter');
const filter = registerFilterSchema.default({ view: 'all' });
const entryNo = z.strictObject({ entryNo: z.string().regex(/^\d{4}-\d{1,9}$/) });
const exporters = forRoles('exporter', 'auditor');

export const ledgerContract = {
  list: method
    .meta(readers)
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
    .meta(naming(exporters, 'path'))
    .input(
      z.strictObject({
        format: z.enum(['csv', 'json']),
        path: z.string().min(1).max(4096),
        purpose: z.string().trim().min(2).max(200),
      }),
    )
    .output(type<{ readonly path: string; readonly entries: number; readonly sm3: string }>()),
  /** The head of the register page: the book of the year, the last check, what the registry has witnessed. */
  book: method.meta(readers).output(type<LedgerBook>()),
  /** Departments that stand in the register, to filter by. */
  departments: method.meta(readers).output(type<readonly string[]>()),
  /** Checks everything now, every signature included, and says what was found. */
  recheck: method.meta(forRoles('auditor', 'custodian', 'head', 'security')).output(type<LedgerStateView>()),
  /** Entries newest first, a page at a time: `before` is `next` of the page before. */
  page: method
    .meta(readers)
    .input(z.strictObject({ filter, before: z.int().min(0).optional(), limit: z.int().min(1).max(500).default(200) }))
    .output(type<RegisterPage>()),
  count: method.meta(readers).input(z.strictObject({ filter })).output(type<RegisterCounts>()),
  /** Everything about one number: request, decisions, key, file, proof, receipt, corrections. */
  story: method.meta(readers).input(entryNo).output(type<EntryStoryView>()),
  /** The sealed file of an entry; its bytes have the address `/resource/entry/{entryNo}/output`. */
  file: method
    .meta(forRoles('custodian', 'approver', 'head', 'auditor'))
    .input(entryNo)
    .output(type<EntryFileView>()),
  /** Own filters of the register, by their names. */
  filters: method.meta(readers).output(type<readonly SavedFilter[]>()),
  saveFilter: method
    .meta(readers)
    .input(z.strictObject({ name: z.string().trim().min(1).max(30), filter: registerFilterSchema }))
    .output(type<readonly SavedFilter[]>()),
  removeFilter: method
    .meta(readers)
    .input(z.strictObject({ name: z.string().min(1).max(30) }))
    .output(type<readonly SavedFilter[]>()),
  exportPreview: method.meta(exporters).input(z.strictObject({ filter })).output(type<ExportPreview>()),
  /** Lays an export ready for this session to fetch, after the ledger was checked. */
  exportFile: method
    .meta(exporters)
    .input(z.strictObject({ filter, format: z.enum(['csv', 'json']), purpose: z.string().trim().min(2).max(200) }))
    .output(type<ExportedRegister>()),
  /**
   * Everything about one number in one archive that can be checked without this program. Over a screen it is laid ready
   * for the session to fetch; the command line names the file.
   */
  evidence: method
    .meta(naming(exporters, 'path'))
    .input(
      z.strictObject({
        entryNo: entryNo.shape.entryNo,
        purpose: z.string().trim().min(2).max(200),
        path: z.string().min(1).max(4096).optional(),
      }),
    )
    .output(type<{ readonly exportId: string | null; readonly fileName: string; readonly sm3: string }>()),
  /**
   * Settles an outcome 结果不明 with a second person's own password: by a file that bears the signature (a path on the
   * command line, an upload on the screen), or by the statement of both that none was found.
   */
  settle: method
    .meta(naming(forRoles('custodian', 'head'), 'path'))
    .input(
      z.strictObject({
        entryNo: entryNo.shape.entryNo,
        statement: z.string().trim().min(4).max(500),
        uploadId: z.uuid().optional(),
        path: z.string().min(1).max(4096).optional(),
        consent: z.strictObject({ account: z.string().min(1).max(40), password: z.string().min(1).max(200) }),
      }),
    )
    .output(type<EntryStoryView>()),
  /**
   * Adds a correction to an entry; the entry itself stays as it is. Somebody who decides consents with his own
   * password (lifecycles C.5).
   */
  correct: method
    .meta(forRoles('custodian'))
    .input(
      z.strictObject({
        entryNo: entryNo.shape.entryNo,
        field: z.enum(correctableFields),
        value: z.string().trim().min(1).max(500),
        consent: z.strictObject({ account: z.string().min(1).max(40), password: z.string().min(1).max(200) }),
      }),
    )
    .output(type<EntryStoryView>()),
};

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { approvalMigrations } from '#main/approvals/approval-schema.ts';
import { createApprovalService, type ApprovalService, type SealForApproval } from '#main/approvals/approval-service.ts';
import { createBatchService, type BatchService } from '#main/approvals/batch-service.ts';
import type { StampingRequest } from '#main/approvals/request-repository.ts';
import { adjustableClock, type AdjustableClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/ids.ts';
import { openWritable, transaction, type WritableDb } from '#main/storage/database.ts';
import { migrate } from '#main/storage/migrations.ts';
import type { UseBinding } from '#main/warrant/approved-use.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { RequestDraft } from '#shared/model/request.ts';
import type { ApprovalChain } from '#shared/model/seal.ts';
import { issue } from './demo-authority.ts';
import { profileNamed, type ProfileId } from './policy-profiles.ts';

export function person(account: string, name: string): SignedInPerson {
  return { account, name, post: '科员', deptName: '办公室', roles: [] };
}

export const people = {
  lin: person('lin', '林晓彤'),
  sun: person('sun', '孙志远'),
  chen: person('chen', '陈国栋'),
  zhou: person('zhou', '周敏芝'),
} as const;

export const oneStep: ApprovalChain = { version: 1, steps: [{ name: '分管领导', approvers: ['chen', 'zhou'] }] };
export const twoSteps: ApprovalChain = {
  version: 2,
  steps: [
    { name: '股长', approvers: ['sun', 'zhou'] },
    { name: '分管领导', approvers: ['chen', 'zhou'] },
  ],
};

export const key = { certificateSm3: new Uint8Array(32).fill(7), tokenSerial: 'T-1' };

/** The approvals room over a database of its own, with a clock and a machine key of the test. */
export interface ApprovalDesk {
  readonly db: WritableDb;
  readonly clock: AdjustableClock;
  readonly service: ApprovalService;
  readonly batches: BatchService;
  readonly seal: SealForApproval;
  draft(changes?: Partial<RequestDraft>): RequestDraft;
  submit(
    changes?: Partial<RequestDraft>,
    handler?: SignedInPerson,
    document?: { sm3: string; pages: number },
  ): StampingRequest;
  /** Reads what must be read, then approves. */
  approve(request: StampingRequest, decider?: SignedInPerson): StampingRequest;
  /** @throws what `approvedUse` throws */
  use(request: StampingRequest): UseBinding;
  /** Changes a column of every row past every trigger, as somebody with the database file could. */
  edit(
    table: 'requests' | 'decisions' | 'batches' | 'batch_members' | 'batch_decisions',
    column: string,
    change: (before: never) => unknown,
  ): void;
  close(): void;
}

export function openApprovalDesk(
  options: { profileId?: ProfileId; seal?: Partial<SealForApproval> } = {},
): ApprovalDesk {
  const folder = mkdtempSync(join(tmpdir(), 'approvals-'));
  const file = join(folder, 'station.db');
  const db = openWritable(file);
  migrate(db, approvalMigrations);
  const clock = adjustableClock(new Date('2026-03-09T06:05:07.250Z'));
  const machine = issue('SK-1', 'machine');
  const deps = {
    db,
    clock,
    ids: systemIds,
    profile: profileNamed(options.profileId ?? 'anyang-2020'),
    signer: { stationId: 'SK-1', certificate: machine.certificate.der, sign: machine.sign },
  };
  const service = createApprovalService(deps);
  const batches = createBatchService(deps);
  const seal: SealForApproval = {
    esId: '41079900000001',
    category: 'unit_name',
    chain: oneStep,
    custodian: 'zhou',
    holder: null,
    ...options.seal,
  };
  const draft = (changes: Partial<RequestDraft> = {}): RequestDraft => ({
    documentId: '6f1c1b1e-6f7e-4d7e-9a53-000000000001',
    sealEsId: seal.esId,
    placements: [{ page: 2, xMm: 105, yMm: 210, widthMm: 42, heightMm: 42 }],
    copies: 5,
    reason: '印发专项检查通知',
    unitName: '青禾县农业农村局',
    deptName: '种业管理股',
    documentTitle: '关于开展专项检查的通知',
    documentNumber: '青农发〔2026〕18号',
    documentType: '公文',
    secrecy: '非涉密',
    remark: '急件',
    ...changes,
  });
  const document = { sm3: 'a'.repeat(64), pages: 3 };
  return {
    db,
    clock,
    service,
    batches,
    seal,
    draft,
    submit: (changes, handler = people.lin, submitted = document) =>
      service.submit({ draft: draft(changes), handler, document: submitted, seal }),
    approve: ({ requestId }, decider = people.chen) => {
      service.recordView({ requestId, account: decider.account, pages: [1, 2, 3], medium: 'screen' });
      return service.decide({ requestId, decider, decision: 'approve', opinion: '同意', seal });
    },
    use: ({ requestId }) => transaction(db, (tx) => service.approvedUse(tx, requestId, key)).binding,
    edit: (table, column, change) => edit(file, table, column, change),
    close: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Somebody with the file and a database program: the triggers go first. The same SQLite as the program's, because two
 * copies of it in one process undo each other's locks.
 */
function edit(file: string, table: string, column: string, change: (before: never) => unknown): void {
  const db = new Database(file);
  db.pragma('foreign_keys = OFF');
  const triggers = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  const rows = db.prepare<[], Record<string, unknown>>(`SELECT rowid AS row_number, * FROM ${table}`).all();
  const update = db.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`);
  for (const row of rows) update.run(change(row[column] as never), row['row_number']);
  db.close();
}

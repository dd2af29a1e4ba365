import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts, demoUnit } from '#main/app/demo/demo-people.ts';
import { programFiles } from '#main/app/program-files.ts';
import type { RequestView } from '#shared/contract/approvals.ts';
import type { EntryRow, LedgerCheckView } from '#shared/contract/ledger.ts';
import type { StampResult } from '#shared/contract/stamping.ts';
import type { DoctorLine, SealView, SyncView } from '#shared/contract/station.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import { openCommandLine, type CommandLine, type FailureLine } from '#test/support/command-line.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';

interface DemoLine {
  readonly documents: readonly Record<string, unknown>[];
  readonly ledger: { readonly entries: number; readonly head: string };
  readonly sync: { readonly pushed: number; readonly receipts: number };
}

// One office day by commands alone; each test goes on where the one before it stopped.
describe('an office day on the command line', () => {
  let line: CommandLine;
  let demo: string;
  let registry: ChildProcess | undefined;
  let made: DemoLine;
  let seal: SealView;
  let requestId: string;

  const as = (account: string): string[] => [
    '--as',
    account,
    '--password-file',
    line.passwordFile,
    '--data',
    join(demo, 'station'),
  ];
  const { handler, approver, custodian } = demoAccounts;

  beforeAll(() => {
    line = openCommandLine();
    demo = join(line.folder, 'demo');
    made = line.json<DemoLine>('demo', '--data', demo).value;
  });
  afterAll(async () => {
    registry?.kill();
    if (registry?.exitCode === null) await once(registry, 'exit');
    line.close();
  });

  async function startRegistry(): Promise<void> {
    const identity = new DatabaseSync(join(demo, 'station', 'station.db'), { readOnly: true });
    const row = identity.prepare('SELECT registry_url FROM station_identity').get() as { registry_url: string };
    identity.close();
    const { port } = new URL(row.registry_url);
    const args = [programFiles.registryEntry, '--data', join(demo, 'registry'), '--port', port, '--log', 'error'];
    registry = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const text of createInterface({ input: registry.stdout! })) {
      expect(JSON.parse(text)).toEqual({ listening: `http://127.0.0.1:${port}` });
      return;
    }
  }

  it('begins with a demonstration that tells its facts in one line of JSON', () => {
    expect(made.documents).toMatchObject([
      { format: 'PDF', verdict: 'valid', receipt: 1 },
      { format: 'OFD', verdict: 'valid', receipt: 1 },
    ]);
    for (const document of made.documents) {
      expect(Object.keys(document).toSorted()).toEqual([
        'entry',
        'format',
        'input',
        'output',
        'receipt',
        'stampMs',
        'verdict',
      ]);
      expect(existsSync(String(document['output']))).toBe(true);
      expect(document['stampMs']).toBeGreaterThan(0);
    }
    expect(made.ledger).toEqual({ entries: 2, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(made.sync).toEqual({ pushed: 4, receipts: 1 });
  });

  it('shows the seal of the unit, in use and marked as training', () => {
    [seal] = line.json<readonly [SealView]>('seals', ...as(handler)).value;
    expect(seal).toMatchObject({ name: demoUnit.name, state: 'active', custodian, isTraining: true });
    expect(line.run('seals', ...as(handler)).stdout).toContain('【演练 · 测试印章】');
  });

  it('U-APP-1: takes a request from the handler', () => {
    const document = join(line.folder, '会议纪要.pdf');
    writeFileSync(document, pdfDocument([{}, {}]));
    const what = [
      '--seal',
      seal.esId,
      '--place',
      '2,100,200',
      '--reason',
      '印发会议纪要',
      '--unit',
      demoUnit.name,
      '--dept',
      '办公室',
    ];
    const { status, value } = line.json<RequestView>(
      'request',
      document,
      ...what,
      '--number',
      '青农发〔2026〕19号',
      ...as(handler),
    );
    expect(status).toBe(0);
    expect(value).toMatchObject({ state: 'in-review', pagesToRead: [1, 2], notices: [] });
    expect(value.draft).toMatchObject({
      documentTitle: '会议纪要',
      placements: [{ page: 2, widthMm: 42, heightMm: 42 }],
    });
    ({ requestId } = value);
    expect(line.run('requests', ...as(approver)).stdout).toContain(requestId);
  });

  it('AC-XC-E-12: does not stamp before the approval', () => {
    const { status, value } = line.json<FailureLine>('stamp', requestId, '--pin-file', line.pinFile, ...as(custodian));
    expect(status).toBe(1);
    expect(value.error).toMatchObject({ code: 'APPROVAL_MISSING', what: '未经批准，不能用印。' });
    expect(value.error.why).toContain('审批中');
  });

  it('U-APR-1: wants the approver to have read, then takes the decision', () => {
    const shown = line.run('approve', requestId, ...as(approver)).stdout;
    expect(shown).toContain('盖章位置：第 2 页');
    const unread = line.json<FailureLine>('approve', requestId, '--approve', ...as(approver));
    expect(unread).toMatchObject({
      status: 1,
      value: { error: { code: 'APPROVAL_NOT_VIEWED', facts: { pages: '1、2' } } },
    });
    const decided = line.json<RequestView>(
      'approve',
      requestId,
      '--approve',
      '--viewed',
      '1,2',
      '--opinion',
      '同意',
      ...as(approver),
    );
    expect(decided).toMatchObject({
      status: 0,
      value: { state: 'approved', decisions: [{ account: approver, proof: 'station' }] },
    });
  });

  it('U-CUS-1: stamps, and the result verifies from its file alone', () => {
    const out = join(line.folder, 'out');
    const { status, value } = line.json<StampResult>(
      'stamp',
      requestId,
      '--pin-file',
      line.pinFile,
      '--out',
      out,
      ...as(custodian),
    );
    expect(status).toBe(0);
    expect(value.output.startsWith(out)).toBe(true);
    const { value: report } = line.json<{ files: FileReport[] }>(
      'verify',
      value.output,
      '--data',
      join(demo, 'station'),
    );
    expect(report.files).toMatchObject([{ verdict: 'valid', format: 'PDF', sm3: value.digestAfterSm3 }]);
  });

  it('U-CUS-7: does not stamp the same approval twice, and names the entry', () => {
    const { status, value } = line.json<FailureLine>('stamp', requestId, '--pin-file', line.pinFile, ...as(custodian));
    expect(status).toBe(1);
    expect(value.error).toMatchObject({ code: 'APPROVAL_SPENT', facts: { entry: expect.stringMatching(/-000003$/) } });
  });

  it('lists, checks and exports the register', () => {
    const { value: rows } = line.json<readonly EntryRow[]>('ledger', 'list', ...as(custodian));
    expect(rows.map(({ result }) => result)).toEqual(['success', 'success', 'success']);
    expect(rows.find(({ documentTitle }) => documentTitle === '会议纪要')).toMatchObject({
      handler: '林晓棠',
      isReceipted: false,
    });
    expect(line.json<LedgerCheckView>('ledger', 'check', ...as('auditor'))).toMatchObject({
      status: 0,
      value: { ok: true, entries: 3, leaves: 6, firstBad: null },
    });
    const csv = join(line.folder, 'register.csv');
    const exported = line.json<{ entries: number }>('ledger', 'export', csv, '--purpose', '年度检查', ...as('auditor'));
    expect(exported).toMatchObject({ status: 0, value: { entries: 3 } });
    expect(readFileSync(csv, 'utf8')).toContain('会议纪要');
    const json = join(line.folder, 'register.json');
    const form = ['--format', 'json', '--purpose', '年度检查'];
    expect(line.run('ledger', 'export', json, ...form, ...as('auditor')).status).toBe(0);
    expect(existsSync(`${json}.sig.json`)).toBe(true);
    expect(line.json<FailureLine>('ledger', 'export', csv, '--purpose', '自用', ...as(handler)).value.error.code).toBe(
      'RPC_FORBIDDEN',
    );
  });

  it('U-CUS-9, AC-AY-12b: stops the seal at once, with the registry out of reach', () => {
    const stopped = line.json<{ noticeId: string }>('suspend', seal.esId, '--reason', '怀疑口令泄露', ...as(custodian));
    expect(stopped.status).toBe(0);
    expect(line.json<readonly SealView[]>('seals', ...as(custodian)).value[0]?.state).toBe('suspended');
    const { status, value, stderr } = line.json<FailureLine>('sync', ...as(custodian));
    expect(status).toBe(1);
    expect(value.error.code).toBe('SYNC_OFFLINE');
    expect(stderr).toMatch(/^[^\n]*[\u4e00-\u9fff][^\n]*\n原因：[^\n]+\n处理：[^\n]+\n代码：SYNC_OFFLINE\n$/);
  });

  it('sends the stop first of all when the registry is back', async () => {
    await startRegistry();
    const { status, value } = line.json<SyncView>('sync', ...as(custodian));
    expect(status).toBe(0);
    expect(value).toMatchObject({ pushed: 3, pending: 0 });
    const database = new DatabaseSync(join(demo, 'registry', 'registry.sqlite'), { readOnly: true });
    const audit = database.prepare('SELECT action, facts FROM audit ORDER BY number').all() as {
      action: string;
      facts: string;
    }[];
    database.close();
    const last = audit
      .slice(audit.findLastIndex(({ facts }) => facts.includes('"count":4')) + 1)
      .map(({ action }) => action);
    expect(last.indexOf('seal.suspend')).toBeGreaterThanOrEqual(0);
    expect(last.indexOf('seal.suspend')).toBeLessThan(last.indexOf('usage.receive'));
    expect(line.json<readonly SealView[]>('seals', ...as(custodian)).value[0]?.state).toBe('suspended');
  });

  it('says what this computer has, the PKCS#11 module by its name', () => {
    const { status, value } = line.json<{ lines: readonly DoctorLine[] }>('doctor', '--data', join(demo, 'station'));
    expect(status).toBe(0);
    const module = value.lines.find(({ item }) => item === 'pkcs11Module');
    expect(module).toMatchObject({ state: 'ok', value: expect.stringContaining('libsoftkey') });
    const read = line.run('doctor', '--data', join(demo, 'station')).stdout;
    expect(read).toContain('libsoftkey');
    // Names of the program's own are said in words; a program that reads the list gets the names.
    expect(read).toContain('本机代码');
    expect(read).not.toMatch(/：native|\(normal\)|T\d\d:\d\d/);
  });

  it('has every use of it in the operation log, with its actor', () => {
    const database = new DatabaseSync(join(demo, 'station', 'station.db'), { readOnly: true });
    const log = database.prepare('SELECT account, action, object, result FROM operations').all() as Record<
      string,
      string
    >[];
    database.close();
    const uses = log.map(({ account, action, result }) => `${account} ${action} ${result}`);
    expect(uses).toContain(`${custodian} stamping.stamp APPROVAL_MISSING`);
    expect(uses).toContain(`${custodian} stamping.stamp ok`);
    expect(uses).toContain(`${handler} ledger.export RPC_FORBIDDEN`);
    expect(uses).toContain(`${custodian} station.seals.suspend ok`);
    expect(log.filter(({ object }) => object === requestId).length).toBeGreaterThan(4);
    expect(log.every(({ account }) => account !== '')).toBe(true);
  });
});

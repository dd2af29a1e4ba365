import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { demoPassword } from '#main/app/demo/demo-people.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';

const notice = path.join(programFiles.samples, '通知.pdf');
const permit = path.join(programFiles.samples, '许可决定书.ofd');

let demo: DemoStation;
beforeAll(async () => {
  demo = await openDemoStation();
  await demo.stamp(await demo.submitApproved(notice));
  await demo.stamp(await demo.submitApproved(permit));
});
afterAll(() => demo.close());

const custodian = () => demo.client(demoPeople.custodian);
const auditor = () => demo.client(demoPeople.auditor);

async function refusal(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'not refused',
    (error: unknown) => toErrorShape(error).code,
  );
}

describe('the pages of the register', () => {
  it('come newest first, and go on where the page before ended', async () => {
    const { ledger } = await custodian();
    const first = await ledger.page({ filter: {}, limit: 1 });
    const second = await ledger.page({ filter: {}, limit: 1, before: first.next! });
    expect(first.rows.map(({ entryNo }) => entryNo)).toEqual([expect.stringMatching(/-000002$/)]);
    expect(second.rows.map(({ entryNo }) => entryNo)).toEqual([expect.stringMatching(/-000001$/)]);
    expect((await ledger.page({ filter: {}, limit: 1, before: second.next! })).rows).toEqual([]);
  });

  it('find two-character words anywhere in an entry, and nothing for a word that is not there', async () => {
    const { ledger } = await custodian();
    const found = async (text: string) => (await ledger.page({ filter: { text } })).rows.length;
    expect([await found('许可'), await found('晓棠'), await found('专项 决定'), await found('合同')]).toEqual([
      1, 2, 1, 0,
    ]);
  });

  it('count every view in one answer, whichever is shown', async () => {
    const { ledger } = await custodian();
    const counts = await ledger.count({ filter: { view: 'void' } });
    expect(counts).toMatchObject({ all: 2, voids: 0, matching: 0, pending: 2 });
  });

  it('are closed to handlers and open to the auditor', async () => {
    expect(await refusal((await demo.client(demoPeople.handler)).ledger.page({ filter: {} }))).toBe('RPC_FORBIDDEN');
    expect((await (await auditor()).ledger.page({ filter: {} })).rows).toHaveLength(2);
  });
});

describe('the story of an entry', () => {
  it('goes from the request to what is still to come, and proves where the entry stands', async () => {
    const { ledger } = await custodian();
    const { rows } = await ledger.page({ filter: { text: '通知' } });
    const story = await ledger.story({ entryNo: rows[0]!.entryNo });
    const kinds = story.steps.map(({ kind }) => kind);
    expect(kinds).toEqual(['submitted', 'approved', 'intent', 'signed', 'recorded', 'queued']);
    expect(story.steps[0]).toMatchObject({ who: '林晓棠' });
    expect(story.proof).toMatchObject({
      isIncluded: true,
      checkpoint: { isSigned: true },
      registry: { state: 'waiting', number: null },
    });
    expect(story.facts.profileId).toBe('anyang-2020');
    expect(story.hasFile).toBe(true);
  });

  it('refuses a number that was never given', async () => {
    expect(await refusal((await custodian()).ledger.story({ entryNo: '2026-999999' }))).toBe('LEDGER_NOT_FOUND');
  });

  it('tells the sealed file apart from one that was changed since', async () => {
    const { ledger } = await custodian();
    const { rows } = await ledger.page({ filter: { text: '许可' } });
    const { entryNo } = rows[0]!;
    const file = await ledger.file({ entryNo });
    expect(file).toMatchObject({ format: 'OFD', isUnchanged: true });
    const sealed = path.join(demo.station.paths.sealed, file.fileName);
    const bytes = fs.readFileSync(sealed);
    fs.chmodSync(sealed, 0o600);
    fs.copyFileSync(permit, sealed);
    expect((await ledger.file({ entryNo })).isUnchanged).toBe(false);
    fs.rmSync(sealed);
    expect(await refusal(ledger.file({ entryNo }))).toBe('DOC_NOT_FOUND');
    fs.writeFileSync(sealed, bytes);
  });
});

const order = (account: string, password = demoPassword) => ({
  field: 'archiveNo' as const,
  value: 'NY-2026-永久-0012',
  consent: { account, password },
});

describe('a correction', () => {
  it('needs the password of somebody who decides, and of nobody else', async () => {
    const { ledger } = await custodian();
    const entryNo = (await ledger.page({ filter: {}, limit: 1 })).rows[0]!.entryNo;
    expect(await refusal(ledger.correct({ entryNo, ...order(demoPeople.custodian) }))).toBe('RPC_FORBIDDEN');
    expect(await refusal(ledger.correct({ entryNo, ...order(demoPeople.handler) }))).toBe('RPC_FORBIDDEN');
    expect(await refusal(ledger.correct({ entryNo, ...order(demoPeople.approver, '不是密码') }))).toBe(
      'RPC_SIGN_IN_FAILED',
    );
    const story = await ledger.correct({ entryNo, ...order(demoPeople.approver) });
    expect(story.facts.archiveNo).toBe('NY-2026-永久-0012');
    expect(story.steps.find(({ kind }) => kind === 'corrected')).toMatchObject({ who: '周敏芝', about: '贺志远' });
    expect((await ledger.recheck({})).isSound).toBe(true);
  });
});

describe('an export', () => {
  it('shows its first lines before, and lies ready for the session that asked for it', async () => {
    const { ledger } = await auditor();
    const filter = { text: '许可' };
    const preview = await ledger.exportPreview({ filter });
    expect(preview).toMatchObject({ entries: 1 });
    expect(preview.columns.slice(0, 3)).toEqual(['序号', '用印日期', '用印单位（部门）']);
    expect(preview.sample[0]).toHaveLength(preview.columns.length);
    const made = await ledger.exportFile({ filter, format: 'csv', purpose: '季度检查' });
    expect(made).toMatchObject({
      entries: 1,
      fileName: expect.stringMatching(/^青禾县农业农村局-用印登记簿-.*\.csv$/),
    });
    const files = fs.readdirSync(demo.station.paths.exports);
    expect(files.filter((name) => name.endsWith('.csv'))).toHaveLength(1);
  });

  it('is made for auditors and exporters, not for custodians', async () => {
    const { ledger } = await custodian();
    expect(await refusal(ledger.exportFile({ filter: {}, format: 'csv', purpose: '自用' }))).toBe('RPC_FORBIDDEN');
  });
});

describe('K-8: a ledger that was changed behind the program', () => {
  it('stops stamping and exports, and is named with its first leaf, until it stands again', async () => {
    const requestId = await demo.submitApproved(
      demo.file('合同.pdf', pdfDocument([{ content: 'BT ET 0 0 9 9 re f' }])),
    );
    const db = new DatabaseSync(demo.station.paths.database);
    db.exec('DROP TRIGGER ledger_leaves_keep_update');
    const swap = (from: string, to: string): void =>
      db.exec(`UPDATE ledger_leaves SET search_text = replace(search_text, '${from}', '${to}') WHERE kind = 'outcome'`);
    swap('通知', '批复');
    const { ledger, stamping } = await custodian();
    const found = await ledger.recheck({});
    expect(found).toMatchObject({ isSound: false, firstBad: { reason: 'columns', entryNo: expect.any(String) } });
    const { checks, mayStamp } = await stamping.precheck({ requestId });
    expect(mayStamp).toBe(false);
    expect(checks.find(({ check }) => check === 'stamp.ledger')).toMatchObject({ code: 'LEDGER_BROKEN' });
    expect(await refusal(demo.stamp(requestId))).toBe('LEDGER_BROKEN');
    const forAuditor = await auditor();
    expect(await refusal(forAuditor.ledger.exportFile({ filter: {}, format: 'csv', purpose: '检查' }))).toBe(
      'LEDGER_BROKEN',
    );
    expect((await ledger.book()).state?.isSound).toBe(false);
    swap('批复', '通知');
    expect((await ledger.recheck({})).isSound).toBe(true);
    db.close();
    expect((await stamping.precheck({ requestId })).mayStamp).toBe(true);
  });
});

import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '#main/app/demo/demo-people.ts';
import { digestDocument } from '#main/documents/document-digest.ts';
import { leavesOfEntry } from '#main/ledger/ledger-repository.ts';
import { exportCsv } from '#main/ledger/export-csv.ts';
import { fileSource } from '#main/platform/files.ts';
import { embedStamp } from '#main/stamping/finish-job.ts';
import { findJob } from '#main/stamping/job-repository.ts';
import { prepareStamp } from '#main/stamping/prepare-stamp.ts';
import { notStamped } from '#main/stamping/timestamp-journal.ts';
import { gatherCase } from '#main/stamping/stamp-case.ts';
import type { StampDesk } from '#main/stamping/stamp-desk.ts';
import type { SessionSignature } from '#main/token/signing-session.ts';
import { findJournaled } from '#main/warrant/signature-journal.ts';
import { findWarrant } from '#main/warrant/warrant-repository.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { zhCnLedger } from '#shared/i18n/zh-cn/ledger.ts';
import { parseEntryNo } from '#shared/model/register-entry.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';

let demo: DemoStation;
let number = 0;
beforeAll(async () => {
  demo = await openDemoStation();
});
afterAll(() => demo.close());

const consent = (account: string) => ({ account, password: demoPassword });
const ledgerOf = async (account: string) => (await demo.client(account)).ledger;
const statement = '查过成文文件夹、回收站和发给财政局的邮件附件';

interface Lost {
  readonly requestId: string;
  readonly entryNo: string;
  readonly warrantId: string;
  readonly signature: SessionSignature;
}

/** A stamp whose key signed, and whose answer never came. */
async function lose(): Promise<Lost> {
  number += 1;
  const bytes = pdfDocument([{ content: `BT /F1 24 Tf 60 60 Td (Lost ${number}) Tj ET` }]);
  const requestId = await demo.submitApproved(demo.file(`失联-${number}.pdf`, bytes));
  const { desk } = demo.station.parts.ready();
  let signature: SessionSignature | undefined;
  const silent: StampDesk = {
    ...desk,
    key: {
      ...desk.key,
      open: async (warrant, question) => {
        const session = await desk.key.open(warrant, question);
        return {
          close: () => session.close(),
          async sign(e, message) {
            signature = await session.sign(e, message);
            throw new StationError('TOKEN_TIMEOUT', { seconds: 15, operation: 'sign', mayHaveSigned: true });
          },
        };
      },
    },
  };
  await expect(demo.stampInSteps(requestId, () => undefined, silent)).rejects.toMatchObject({ code: 'TOKEN_TIMEOUT' });
  expect(await demo.requestState(requestId)).toBe('unsettled');
  const [row] = await (await ledgerOf(demoPeople.auditor)).list({ limit: 1 });
  expect(row).toMatchObject({ result: 'unknown' });
  return { requestId, entryNo: row!.entryNo, warrantId: signature!.useId, signature: signature! };
}

/** The file that this use would have given, as somebody might find it. */
async function fileOf({ requestId, warrantId, signature }: Lost): Promise<string> {
  const { desk, db } = { ...demo.station.parts, ...demo.station.parts.ready() };
  const job = findJob(db, warrantId)!;
  const stampCase = gatherCase(desk, requestId);
  const source = fileSource(stampCase.documentPath);
  try {
    const digests = await digestDocument(source);
    const { request, document, seal, certificate } = stampCase;
    const { signedAt } = job;
    const originalHash = digests.sm3State;
    const input = {
      format: document.format,
      source,
      seal,
      certificate,
      draft: request.draft,
      signedAt,
      originalHash,
      textFont: desk.textFont,
    };
    const prepared = await prepareStamp(input);
    const finish = {
      stampCase,
      job,
      prepared,
      signatureRs: signature.signatureRs,
      original: { path: stampCase.documentPath, sm3: digests.sm3State, sha256: digests.sha256State },
      digestBefore: { sm3: digests.sm3, sha256: digests.sha256 },
    };
    await embedStamp(finish, notStamped, null);
  } finally {
    source.close();
  }
  const found = path.join(demo.folder, `found-${number}.pdf`);
  fs.renameSync(job.temporaryPath, found);
  return found;
}

const leaves = (entryNo: string) => leavesOfEntry(demo.station.parts.db, parseEntryNo(entryNo)!);
const settlementOf = (entryNo: string) => {
  const record = leaves(entryNo).at(-1)!.record;
  return record.kind === 'correction' ? record.body.settlement : undefined;
};
const isSound = async () => (await (await ledgerOf(demoPeople.auditor)).check()).ok;

describe('an outcome nobody knows (结果不明)', () => {
  it('is settled by two persons who found no signature; the approval ends, and the entry stays', async () => {
    const lost = await lose();
    const before = leaves(lost.entryNo);
    const { tasks } = await (await demo.client(demoPeople.custodian)).desk.summary();
    const { requestId, entryNo } = lost;
    expect(tasks[0]).toMatchObject({ kind: 'settle', requestId, entryNo });
    const custodian = await ledgerOf(demoPeople.custodian);
    const story = await custodian.settle({ entryNo: lost.entryNo, statement, consent: consent('lu') });
    expect(story).toMatchObject({ isUnsettled: false, row: { result: 'unknown' } });
    expect(story.steps.map(({ kind }) => kind)).toContain('settled');
    expect(leaves(lost.entryNo).slice(0, -1)).toEqual(before);
    expect(settlementOf(lost.entryNo)).toEqual({ outcomeIndex: before.at(-1)!.index, finding: 'no-signature-found' });
    expect(await demo.requestState(lost.requestId)).toBe('invalidated');
    expect(findWarrant(demo.station.parts.db, lost.warrantId)?.state).toBe('released');
    await expect(demo.stamp(lost.requestId)).rejects.toMatchObject({ code: 'APPROVAL_MISSING' });
    expect(await isSound()).toBe(true);
    const again = custodian.settle({ entryNo: lost.entryNo, statement, consent: consent('lu') });
    await expect(again).rejects.toMatchObject({ code: 'STAMP_NOT_UNSETTLED' });
  });

  it('is settled by the file that bears this very signature; the use counts, and the signature is journaled', async () => {
    const lost = await lose();
    const found = await fileOf(lost);
    const custodian = await ledgerOf(demoPeople.custodian);
    const order = { entryNo: lost.entryNo, statement, consent: consent(demoPeople.auditor) };
    const { steps } = await custodian.settle({ ...order, path: found });
    expect(steps.map(({ kind }) => kind)).toContain('settled-found');
    expect(settlementOf(lost.entryNo)).toMatchObject({
      finding: 'signature-found',
      fileSm3: expect.stringMatching(/^[0-9a-f]{64}$/),
      signatureDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await demo.requestState(lost.requestId)).toBe('consumed');
    const { db } = demo.station.parts;
    expect(findJournaled(db, lost.warrantId)?.signatureRs).toEqual(lost.signature.signatureRs);
    expect(findWarrant(db, lost.warrantId)?.state).toBe('spent');
    expect(await isSound()).toBe(true);
    const csv = Buffer.concat([...exportCsv(db, zhCnLedger).chunks]).toString();
    expect(csv).toContain('结果不明（核定：已找到签名）');
  });

  it('is not settled by another stamp of the seal, nor by a file that was altered (ATK-42)', async () => {
    const other = await lose();
    const stray = await fileOf(other);
    const lost = await lose();
    const altered = await fileOf(lost);
    const bytes = fs.readFileSync(altered);
    bytes[bytes.indexOf('Lost')] = 0x4d;
    fs.writeFileSync(altered, bytes);
    const custodian = await ledgerOf(demoPeople.custodian);
    const order = { entryNo: lost.entryNo, statement, consent: consent('lu') };
    for (const file of [stray, altered])
      await expect(custodian.settle({ ...order, path: file })).rejects.toMatchObject({
        code: 'STAMP_EVIDENCE_MISSING',
      });
    expect(await demo.requestState(lost.requestId)).toBe('unsettled');
  });

  it('takes a head or an auditor who had no part in it, and nobody for himself', async () => {
    const lost = await lose();
    const custodian = await ledgerOf(demoPeople.custodian);
    const order = { entryNo: lost.entryNo, statement };
    for (const account of [demoPeople.custodian, demoPeople.approver, 'system'])
      await expect(custodian.settle({ ...order, consent: consent(account) })).rejects.toMatchObject({
        code: 'RPC_FORBIDDEN',
      });
    const head = await ledgerOf('lu');
    await expect(head.settle({ ...order, consent: consent('lu') })).rejects.toMatchObject({ code: 'RPC_FORBIDDEN' });
    const approver = await ledgerOf(demoPeople.approver);
    await expect(approver.settle({ ...order, consent: consent('lu') })).rejects.toMatchObject({
      code: 'RPC_FORBIDDEN',
    });
    const other = await ledgerOf(demoPeople.secondCustodian);
    await expect(other.settle({ ...order, consent: consent('lu') })).rejects.toMatchObject({
      code: 'SEAL_NOT_CUSTODIAN',
    });
    expect(settlementOf(lost.entryNo)).toBeUndefined();
  });

  it('is no way to settle what is known', async () => {
    const bytes = pdfDocument([{ content: 'BT /F1 24 Tf 60 60 Td (Known) Tj ET' }]);
    const { entryNo } = await demo.stamp(await demo.submitApproved(demo.file('已知.pdf', bytes)));
    const custodian = await ledgerOf(demoPeople.custodian);
    const settle = custodian.settle({ entryNo, statement, consent: consent('lu') });
    await expect(settle).rejects.toMatchObject({ code: 'STAMP_NOT_UNSETTLED' });
  });
});

import fs from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWords } from '#main/platform/words.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { makeOfd, ofdFiles, packOfd, pageXml } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';

let demo: DemoStation;
let number = 0;
beforeAll(async () => {
  demo = await openDemoStation();
});
beforeEach(() => {
  demo.pin.says = 'right';
  demo.key.control();
});
afterAll(() => demo.close());

/** A PDF like no other, so that a test may spoil the original it leads to. */
function pdf(): string {
  number += 1;
  const content = `BT /F1 24 Tf 60 60 Td (Contract ${number}) Tj ET`;
  return demo.file(`合同-${number}.pdf`, pdfDocument([{ content }]));
}

function ofd(): string {
  number += 1;
  return demo.file(`决定-${number}.ofd`, makeOfd({ text: () => `决定书 ${number}` }));
}

async function refusalOf(act: Promise<unknown>): Promise<{ code: string; facts: Readonly<Record<string, unknown>> }> {
  return toErrorShape(
    await act.then(
      () => new Error('not refused'),
      (error: unknown) => error,
    ),
  );
}

async function entries(): Promise<number> {
  return (await (await demo.client(demoPeople.auditor)).ledger.check()).leaves;
}

/** Nobody was asked for a PIN, the key signed nothing, and the register did not move. */
async function refusedBeforePin(act: () => Promise<unknown>) {
  const before = { asked: demo.pin.asked.length, signed: demo.key.signatureCount(), leaves: await entries() };
  const refusal = await refusalOf(act());
  const after = { asked: demo.pin.asked.length, signed: demo.key.signatureCount(), leaves: await entries() };
  expect(after).toEqual(before);
  return refusal;
}

function flipByte(file: string, at: number): void {
  const bytes = fs.readFileSync(file);
  bytes[at]! ^= 1;
  fs.chmodSync(file, 0o600);
  fs.writeFileSync(file, bytes);
}

describe('a document changed after its approval (U-CUS-5, ATK-32, ATK-42)', () => {
  it.each(['PDF', 'OFD'] as const)(
    '%s: one byte is refused, with both digests, in words a custodian reads',
    async (format) => {
      const requestId = await demo.submitApproved(format === 'PDF' ? pdf() : ofd());
      flipByte(await demo.originalOf(requestId), 60);
      const refusal = await refusedBeforePin(() => demo.stamp(requestId));
      expect(refusal.code).toBe('DOC_CHANGED_SINCE_APPROVAL');
      expect(refusal.facts['approved']).toMatch(/^[0-9a-f]{64}$/);
      expect(refusal.facts['actual']).not.toBe(refusal.facts['approved']);
      const text = createWords('zh-CN').error(refusal as Parameters<ReturnType<typeof createWords>['error']>[0]);
      expect(text.what).toContain('文件在批准后已被改动');
      expect(text.why).toContain(refusal.facts['approved']);
      expect(`${text.what}${text.why}${text.next}`).not.toMatch(/[{}@]/);
    },
  );

  it('ends the approval, and putting the byte back does not bring it to life again', async () => {
    const requestId = await demo.submitApproved(pdf());
    const original = await demo.originalOf(requestId);
    flipByte(original, 60);
    expect(await refusedBeforePin(() => demo.stamp(requestId))).toMatchObject({ code: 'DOC_CHANGED_SINCE_APPROVAL' });
    expect(await demo.requestState(requestId)).toBe('invalidated');
    flipByte(original, 60);
    expect(await refusedBeforePin(() => demo.stamp(requestId))).toMatchObject({ code: 'APPROVAL_MISSING' });
  });

  it('while the PIN is being entered: the file is not released, and the signature is in the register', async () => {
    const requestId = await demo.submitApproved(pdf());
    const original = await demo.originalOf(requestId);
    demo.pin.during(() => flipByte(original, 60));
    const refusal = await refusalOf(demo.stamp(requestId));
    expect(refusal.code).toBe('STAMP_SELF_CHECK_FAILED');
    const auditor = await demo.client(demoPeople.auditor);
    const [entry] = await auditor.ledger.list({ limit: 1 });
    expect(entry).toMatchObject({ result: 'signed-unsaved', digestAfterSm3: '', entryNo: refusal.facts['entry'] });
    expect(demo.sealedFiles().filter((name) => name.includes(entry!.entryNo))).toEqual([]);
    expect(await refusedBeforePin(() => demo.stamp(requestId))).toMatchObject({ code: 'APPROVAL_SPENT' });
  });

  it('replaced by another document of the same name is never stamped: the snapshot is', async () => {
    const file = pdf();
    const requestId = await demo.submitApproved(file);
    const snapshot = fs.readFileSync(file);
    fs.writeFileSync(file, pdfDocument([{ content: 'BT /F1 24 Tf 60 60 Td (Other) Tj ET' }]));
    const { output } = await demo.stamp(requestId);
    expect(fs.readFileSync(output).subarray(0, snapshot.length)).toEqual(snapshot);
  });
});

describe('a blank page (U-CUS-6, NM-14)', () => {
  it.each([
    ['PDF', () => demo.file('空白.pdf', pdfDocument([{}, { content: ' ' }]))],
    ['OFD', () => demo.file('空白.ofd', packOfd({ ...ofdFiles(), 'Doc_0/Pages/Page_0/Content.xml': pageXml('') }))],
  ] as const)('%s is refused although it was approved', async (_format, file) => {
    const requestId = await demo.submitApproved(file());
    const { code, facts } = await refusedBeforePin(() => demo.stamp(requestId));
    expect(code).toBe('DOC_BLANK');
    expect(facts).toEqual({});
    expect(await demo.requestState(requestId)).toBe('approved');
  });
});

describe('permission (ATK-42)', () => {
  it('is missing before the approver has decided', async () => {
    const requestId = await demo.submit(pdf());
    expect(await refusedBeforePin(() => demo.stamp(requestId))).toMatchObject({ code: 'APPROVAL_MISSING' });
  });

  it('is over seven days after the decision', async () => {
    const requestId = await demo.submitApproved(pdf());
    const now = demo.clock.now();
    demo.clock.advance(7 * 86_400_000 + 1000);
    const { code, facts } = await refusedBeforePin(() => demo.stamp(requestId));
    expect(code).toBe('APPROVAL_EXPIRED');
    expect(facts['until']).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
    demo.clock.set(now);
  });

  it('is taken back by the handler until the stamp begins', async () => {
    const requestId = await demo.submitApproved(pdf());
    await (await demo.client(demoPeople.handler)).approvals.withdraw({ requestId });
    expect(await refusedBeforePin(() => demo.stamp(requestId))).toMatchObject({ code: 'APPROVAL_MISSING' });
  });

  it('belongs to the keeper of the seal: another custodian with the same key is refused (U-CUS-8, XA-E-37)', async () => {
    const requestId = await demo.submitApproved(pdf());
    const act = () => demo.stamp(requestId, { account: demoPeople.secondCustodian });
    const { code, facts } = await refusedBeforePin(act);
    expect(code).toBe('SEAL_NOT_CUSTODIAN');
    expect(facts).toEqual({ custodian: '周敏芝' });
    expect(await demo.requestState(requestId)).toBe('approved');
  });

  it.each(['handler', 'approver', 'auditor'] as const)('is not the %s’s to use', async (role) => {
    const requestId = await demo.submitApproved(pdf());
    expect(await refusedBeforePin(() => demo.stamp(requestId, { account: demoPeople[role] }))).toMatchObject({
      code: 'RPC_FORBIDDEN',
    });
  });
});

describe('what the station knows of the seal (K-6)', () => {
  it('must not be older than the profile allows', async () => {
    const requestId = await demo.submitApproved(pdf());
    const now = demo.clock.now();
    demo.clock.advance(24 * 3_600_000 + 60_000);
    const { code, facts } = await refusedBeforePin(() => demo.stamp(requestId));
    expect(code).toBe('SEAL_STATUS_STALE');
    expect(facts['hours']).toBe(24);
    demo.clock.set(now);
  });
});

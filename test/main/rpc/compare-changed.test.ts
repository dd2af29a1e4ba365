import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRequest } from '#main/approvals/request-repository.ts';
import { readDocument } from '#main/documents/document-repository.ts';
import { alterAmount, noticeWithAmount } from '#test/support/altered-notice.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { refusalOf } from '#test/support/refusals.ts';

// A file that was changed after its approval is laid beside what was approved (U-CUS-4).

let demo: DemoStation;
let requestId: string;
let original: string;
let copy: string;
beforeAll(async () => {
  demo = await openDemoStation();
  requestId = await demo.submitApproved(demo.file('补助资金.pdf', noticeWithAmount()));
  const { parts, paths } = demo.station;
  const { storedName } = readDocument(parts.db, readRequest(parts.db, requestId).draft.documentId);
  original = path.join(paths.originals, storedName);
  copy = path.join(paths.copies, storedName);
});
afterAll(() => demo.close());

const custodian = () => demo.client(demoPeople.custodian);
const compare = async () => (await custodian()).stamping.compareChanged({ requestId });
function put(file: string, bytes: Uint8Array): void {
  fs.chmodSync(file, 0o600);
  fs.writeFileSync(file, bytes);
}

// Each goes on where the one before it stopped.
describe('a file that was changed after its approval', () => {
  it('was kept twice from the beginning, and nothing differs before somebody changes it', async () => {
    expect(fs.readFileSync(copy).equals(fs.readFileSync(original))).toBe(true);
    expect(fs.statSync(copy).mode & 0o222).toBe(0);
    expect((await compare()).text).toEqual({ state: 'whole', changes: [] });
  });

  it('shows both sides and the line that is another one now', async () => {
    put(original, alterAmount(noticeWithAmount()));
    const { approved, now, unreadable, text } = await compare();
    expect([approved?.pages.length, now?.pages.length, unreadable]).toEqual([2, 2, null]);
    expect(text.changes).toEqual([
      { kind: 'removed', page: 1, text: '一、本次下达补助资金128.60万元，' },
      { kind: 'added', page: 1, text: '一、本次下达补助资金182.60万元，' },
    ]);
  });

  it('says why what lies there now cannot be shown, and still shows what was approved', async () => {
    put(original, new TextEncoder().encode('%PDF-1.7 nothing'));
    const { approved, now, unreadable } = await compare();
    expect([approved?.pages.length, now, unreadable?.code]).toEqual([2, null, 'DOC_BROKEN']);
  });

  it('is never laid beside a copy that was changed as well', async () => {
    put(copy, alterAmount(noticeWithAmount()));
    expect((await compare()).approved).toBeNull();
  });

  it('is not shown to somebody who has no part in it', async () => {
    const system = await demo.client(demoPeople.handler);
    expect(await refusalOf(() => system.stamping.compareChanged({ requestId }))).toBe('RPC_FORBIDDEN');
  });
});

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '#main/app/demo/demo-people.ts';
import { listOperations } from '#main/station/operation-log.ts';
import { readEvents, sampleNotice, samplePermit } from '#test/support/screen-station.ts';
import { demoPin } from '#main/app/demo/demo-people.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { openResources, type ResourceAsker } from './resource-asker.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'resources-'));
let resources: ResourceAsker;
let notice: { requestId: string; documentId: string };

beforeAll(async () => {
  resources = await openResources();
  notice = await resources.screen.submit(sampleNotice);
});

afterAll(async () => {
  await resources.screen.close();
  fs.rmSync(folder, { recursive: true });
});

const signIn = (account: string): Promise<string> => resources.screen.signIn(account);
const problemsOf = ({ headers }: Response): unknown =>
  JSON.parse(decodeURIComponent(headers.get('x-sealkeeper-problems') ?? ''));
const problem = async (answer: Response): Promise<string> => {
  const { code } = (await answer.json()) as { code: string };
  return `${answer.status} ${code}`;
};

/** How often the approver's reading of an original stands in the log. */
const used = (): number =>
  listOperations(resources.screen.station.parts.db, 10_000).filter(
    ({ action, account }) => action === 'resource.document.original' && account === demoAccounts.approver,
  ).length;

const original = (): string => `document/${notice.documentId}/original`;

describe('an original', () => {
  it('comes whole, with its type and nothing to sniff', async () => {
    const answer = await resources.ask(original(), await signIn(demoAccounts.handler));
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(fs.statSync(sampleNotice).size),
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-disposition': "attachment; filename*=UTF-8''%E9%80%9A%E7%9F%A5.pdf",
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(fs.readFileSync(sampleNotice))).toBe(true);
  });

  it('comes in ranges', async () => {
    const session = await signIn(demoAccounts.approver);
    const bytes = fs.readFileSync(sampleNotice);
    const ask = (range: string) => resources.ask(original(), session, { headers: { range } });
    for (const [range, from, to] of [
      ['bytes=0-4', 0, 5],
      ['bytes=70000-140000', 70_000, 140_001],
      ['bytes=-7', bytes.length - 7, bytes.length],
      [`bytes=${bytes.length - 3}-`, bytes.length - 3, bytes.length],
      [`bytes=10-${bytes.length + 99}`, 10, bytes.length],
    ] as const) {
      const answer = await ask(range);
      expect({ range, status: answer.status }).toEqual({ range, status: 206 });
      expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${bytes.length}`);
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(from, to))).toBe(true);
    }
    const beyond = await ask(`bytes=${bytes.length}-`);
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
    expect((await ask('bytes=0-1,4-5')).status).toBe(200);
    expect((await ask('bytes=5-1')).status).toBe(200);
  });

  it('tells its size without its bytes', async () => {
    const answer = await resources.ask(original(), await signIn(demoAccounts.auditor), { method: 'HEAD' });
    expect(answer.headers.get('content-length')).toBe(String(fs.statSync(sampleNotice).size));
    expect(answer.body).toBeNull();
  });

  it('is drawn here only when it is an OFD', async () => {
    const picture = await resources.ask(`document/${notice.documentId}/page/1.svg`, await signIn(demoAccounts.handler));
    expect(await problem(picture)).toBe('501 DOC_PAGE_NOT_DRAWN');
  });

  it('is closed to whoever is signed out, and to those it does not concern', async () => {
    expect(await problem(await resources.ask(original(), null))).toBe('401 RPC_SIGNED_OUT');
    expect(await problem(await resources.ask(original(), 'made-up'))).toBe('401 RPC_SIGNED_OUT');
    expect(await problem(await resources.ask(original(), await signIn('security')))).toBe('404 DOC_NOT_FOUND');
  });

  it('is logged as used, once for many ranges (AC-XC-D-18)', async () => {
    const session = await signIn(demoAccounts.approver);
    const before = used();
    for (const range of ['bytes=0-9', 'bytes=10-19', 'bytes=20-29']) {
      await resources.ask(original(), session, { headers: { range } });
    }
    expect(used()).toBe(before + 1);
  });
});

describe('an address', () => {
  it('names nothing but what it says: no folder is reached through it', async () => {
    const session = await signIn(demoAccounts.auditor);
    for (const path of [
      'document/..%2f..%2fstation.db/original',
      'document/%2e%2e/original',
      `document/${notice.documentId}/original/../../../../station.db`,
      'entry/..%5C..%5Cstation.db/output',
      'export/..%2fstation.db',
      'seal/%00/picture',
      'nothing',
      '',
    ]) {
      const answer = await resources.ask(path, session);
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
    }
    expect((await resources.ask('seal/1/picture', session, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('a seal', () => {
  it('shows its picture', async () => {
    const session = await signIn(demoAccounts.handler);
    const [seal] = await resources.screen.client(session).station.seals.list();
    const answer = await resources.ask(`seal/${seal!.esId}/picture`, session);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(await problem(await resources.ask('seal/none/picture', session))).toBe('404 SEAL_NOT_FOUND');
  });
});

describe('a page of an OFD', () => {
  it('says what could not be drawn as the file asks', async () => {
    const file = path.join(folder, '借用字体.ofd');
    fs.writeFileSync(file, makeOfd());
    const { documentId } = await resources.screen.submit(file);
    const drawn = await resources.ask(`document/${documentId}/page/1.svg`, await signIn(demoAccounts.handler));
    expect(problemsOf(drawn)).toContainEqual(expect.objectContaining({ reason: 'font-not-embedded', about: '仿宋' }));
  });
});

describe('a sealed document', () => {
  it('is read by its handler and those of the register, by its entry number', async () => {
    const { screen } = resources;
    const { requestId } = await screen.submit(samplePermit);
    await screen.approve(requestId);
    const custodian = await signIn(demoAccounts.custodian);
    const client = screen.client(custodian);
    const events = readEvents(await client.events.subscribe());
    const stamping = client.stamping.stamp({ requestId });
    const { questionId } = (await events.next('question.asked')).question;
    await client.questions.answer({ questionId, answer: { kind: 'pin', pin: demoPin } });
    const { entryNo, output } = await stamping;
    for (const account of [demoAccounts.handler, demoAccounts.auditor]) {
      const answer = await resources.ask(`entry/${entryNo}/output`, await signIn(account));
      expect(answer.headers.get('content-type')).toBe('application/ofd');
      expect(Buffer.from(await answer.arrayBuffer()).equals(fs.readFileSync(output))).toBe(true);
    }
    const drawn = await resources.ask(`entry/${entryNo}/page/1.svg`, custodian);
    expect(drawn.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(problemsOf(drawn)).toEqual([]);
    expect(drawn.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await drawn.text()).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    const beyond = await resources.ask(`entry/${entryNo}/page/99.svg`, custodian);
    expect(await problem(beyond)).toBe('404 STAMP_PAGE_NOT_FOUND');
    const stranger = await signIn('system');
    expect(await problem(await resources.ask(`entry/${entryNo}/output`, stranger))).toBe('404 LEDGER_NOT_FOUND');
    expect(await problem(await resources.ask('entry/2026-999999/output', custodian))).toBe('404 LEDGER_NOT_FOUND');
  });
});

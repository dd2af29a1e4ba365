import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '#main/app/demo/demo-people.ts';
import { baseName, createUploads } from '#main/documents/uploads.ts';
import { memoryClient } from '#main/rpc/router.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/ids.ts';
import { refusalOf } from '#test/support/refusals.ts';
import { sampleNotice } from '#test/support/screen-station.ts';
import { openResources, type ResourceAsker } from './resource-asker.ts';

let resources: ResourceAsker;
const pdf = fs.readFileSync(sampleNotice);

beforeAll(async () => {
  resources = await openResources();
});

afterAll(() => resources.screen.close());

const incoming = (): string[] => {
  const { incoming: folder } = resources.screen.station.paths;
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
};

async function* chunks(count: number, end?: Error): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index += 1) yield Uint8Array.of(1, 2, 3, 4);
  if (end) throw end;
}

describe('an upload', () => {
  it('belongs to the session that made it', async () => {
    const { screen, upload, ask } = resources;
    const handler = await screen.signIn(demoAccounts.handler);
    const uploadId = await upload(handler, '通知.pdf', pdf);
    const own = await ask(`upload/${uploadId}/original`, handler, { headers: { range: 'bytes=0-4' } });
    expect(await own.text()).toBe('%PDF-');
    const approver = await screen.signIn(demoAccounts.approver);
    expect((await ask(`upload/${uploadId}/original`, approver)).status).toBe(404);
    const foreign = screen.client(approver).documents.importUpload({ uploadId, fileName: '通知.pdf' });
    expect(await refusalOf(() => foreign)).toBe('DOC_NOT_FOUND');
    expect(await refusalOf(() => screen.client(approver).verification.verifyUpload({ uploadId }))).toBe(
      'DOC_NOT_FOUND',
    );
  });

  it('becomes a document of the station under the name people gave it', async () => {
    const { screen, upload } = resources;
    const handler = await screen.signIn(demoAccounts.handler);
    const uploadId = await upload(handler, 'x.pdf', pdf);
    const client = screen.client(handler);
    const document = await client.documents.importUpload({ uploadId, fileName: '..\\..\\../关于检查的通知.pdf' });
    expect(document).toMatchObject({ fileName: '关于检查的通知.pdf', format: 'PDF', size: pdf.length, pages: 2 });
    const pages = await client.documents.pages({ documentId: document.documentId });
    expect(pages.map(({ number }) => number)).toEqual([1, 2]);
    expect([pages[0]!.widthMm, pages[0]!.heightMm].map(Math.round)).toEqual([210, 297]);
  });

  it('is gone as soon as it is a document, or could not become one', async () => {
    const { screen, upload } = resources;
    const handler = await screen.signIn(demoAccounts.handler);
    const before = incoming();
    const client = screen.client(handler);
    await client.documents.importUpload({ uploadId: await upload(handler, 'a.pdf', pdf), fileName: 'a.pdf' });
    const damaged = await upload(handler, 'b.pdf', Buffer.from('%PDF-1.7 damaged'));
    expect(await refusalOf(() => client.documents.importUpload({ uploadId: damaged, fileName: 'b.pdf' }))).toMatch(
      /^DOC_/,
    );
    expect(incoming()).toEqual(before);
  });

  it('makes room for the next when its session has two hundred, and for no other session', async () => {
    const folder = path.join(resources.screen.station.paths.folder, 'many');
    const uploads = createUploads({ folder, clock: systemClock, ids: systemIds });
    const other = await uploads.receive('t', 'a', chunks(1));
    const first = await uploads.receive('s', 'a', chunks(1));
    const second = await uploads.receive('s', 'a', chunks(1));
    for (let more = 0; more < 199; more += 1) await uploads.receive('s', 'a', chunks(1));
    expect(await refusalOf(async () => uploads.find('s', first.uploadId))).toBe('DOC_NOT_FOUND');
    expect(uploads.find('s', second.uploadId)).toMatchObject(second);
    expect(uploads.find('t', other.uploadId)).toMatchObject(other);
    expect(fs.readdirSync(folder)).toHaveLength(201);
  });

  it('is verified under its name, and no path of this computer comes back', async () => {
    const { screen, upload } = resources;
    const auditor = await screen.signIn(demoAccounts.auditor);
    const uploadId = await upload(auditor, '来文.pdf', pdf);
    const report = await screen.client(auditor).verification.verifyUpload({ uploadId });
    expect(report).toMatchObject({ file: '来文.pdf', verdict: 'unsigned', format: 'PDF' });
    expect(JSON.stringify(report)).not.toContain(screen.station.paths.folder);
  });

  it('is handed out up to where a signature ends, which is the file of that time', async () => {
    const { screen, upload, ask } = resources;
    const handler = await screen.signIn(demoAccounts.handler);
    const uploadId = await upload(handler, '通知.pdf', pdf);
    const first = await ask(`upload/${uploadId}/first/1000/original`, handler);
    expect(Buffer.from(await first.arrayBuffer()).equals(pdf.subarray(0, 1000))).toBe(true);
    const range = { headers: { range: 'bytes=990-2000' } };
    const end = await ask(`upload/${uploadId}/first/1000/original`, handler, range);
    expect(end.headers.get('content-range')).toBe('bytes 990-999/1000');
    expect((await ask(`upload/${uploadId}/first/0/original`, handler)).status).toBe(404);
    expect((await ask(`upload/${uploadId}/first/..%2F1/original`, handler)).status).toBe(404);
  });

  it('is gone when its session ends, and after an hour', async () => {
    const { screen, upload } = resources;
    const before = incoming().length;
    const system = await screen.signIn(demoAccounts.system);
    await upload(system, 'a.pdf', pdf);
    expect(incoming()).toHaveLength(before + 1);
    screen.station.parts.sessions.close(system);
    expect(incoming()).toHaveLength(before);
    await upload(await screen.signIn(demoAccounts.system), 'a.pdf', pdf);
    screen.clock.advance(3_600_001);
    screen.station.parts.uploads.removeOld();
    expect(incoming()).toEqual([]);
  });

  it('can be verified by whoever is not signed in, by its id alone, and by nothing that is signed out', async () => {
    const { screen, ask } = resources;
    const put = { method: 'PUT', body: Uint8Array.from(pdf) };
    const { uploadId } = (await (await ask('upload?name=a.pdf', null, put)).json()) as { uploadId: string };
    const anybody = memoryClient(screen.station.router);
    expect((await anybody.verification.verifyUpload({ uploadId })).verdict).toBe('unsigned');
    expect((await ask(`upload/${uploadId}/original`, null)).status).toBe(200);
    expect((await ask(`upload/${uploadId}/original`, 'made-up')).status).toBe(401);
    expect((await ask(`upload/${uploadId}/original`, await screen.signIn(demoAccounts.handler))).status).toBe(404);
  });

  it('is refused empty', async () => {
    const { screen, ask } = resources;
    const session = await screen.signIn(demoAccounts.handler);
    const answer = await ask('upload?name=a.pdf', session, { method: 'PUT' });
    expect(await answer.json()).toEqual({ code: 'DOC_EMPTY', facts: {} });
  });

  it('leaves nothing behind when it grows too large or breaks off', async () => {
    const folder = path.join(resources.screen.station.paths.folder, 'small');
    const uploads = createUploads({ folder, clock: systemClock, ids: systemIds, maxBytes: () => 10 });
    expect(await refusalOf(() => uploads.receive('s', 'a', chunks(3)))).toBe('DOC_TOO_LARGE');
    await expect(uploads.receive('s', 'a', chunks(1, new Error('cut')))).rejects.toThrow('cut');
    expect(fs.readdirSync(folder)).toEqual([]);
    expect((await uploads.receive('s', 'a', chunks(2))).size).toBe(8);
  });

  it('keeps nothing in its name that leads elsewhere', () => {
    expect(baseName('/etc/passwd')).toBe('passwd');
    expect(baseName(String.raw`C:\Users\x\印章.pdf`)).toBe('印章.pdf');
    expect(['..', '.', '', '/', 'a\u0000b.pdf'].map(baseName)).toEqual([
      'document',
      'document',
      'document',
      'document',
      'ab.pdf',
    ]);
  });
});

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import type { ChildChannel, ProcessHost } from '#main/platform/processes.ts';
import { createWords } from '#main/platform/words.ts';
import { createDocumentReader, type DocumentReader } from '#main/reader/document-reader.ts';
import { defaultReaderLimits, type ReaderLimits } from '#main/reader/reader-limits.ts';
import { readerReady } from '#main/reader/reader-protocol.ts';
import { trustWordsOf } from '#main/reader/trust-words.ts';
import { emptyTrustList } from '#main/trust/trust-list.ts';
import { makeOfd, ofdFiles, packOfd } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { refusalOf } from '#test/support/refusals.ts';
import { watchedProcesses } from '#test/support/watched-readers.ts';

// Documents that cost time and memory, and readers that are stopped and killed under them: ATK-11, ATK-27, ATK-31.

const words = createWords();
const trust = trustWordsOf(emptyTrustList, new Date());
let folder: string;
let ofd: string;
let pdf: string;
/** A quarter of a million elements: nothing that a bound refuses, and a second of work in hundreds of megabytes. */
let heavy: string;
const readers: DocumentReader[] = [];

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'readers-'));
  ofd = put('原件.ofd', makeOfd());
  pdf = put('原件.pdf', pdfDocument());
  const files = ofdFiles();
  const document = Buffer.from(files['Doc_0/Document.xml'] ?? '').toString();
  const ballast = '<ofd:CustomData Name="a" b="c" d="e">text</ofd:CustomData>'.repeat(250_000);
  heavy = put(
    'heavy.ofd',
    packOfd({ ...files, 'Doc_0/Document.xml': document.replace('</ofd:Document>', `${ballast}</ofd:Document>`) }),
  );
});
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: Uint8Array): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, bytes);
  return file;
}

function readerWith(processes: ProcessHost, limits: Partial<ReaderLimits> = {}): DocumentReader {
  const reader = createDocumentReader({
    processes,
    font: programFiles.font,
    limits: { ...defaultReaderLimits, ...limits },
  });
  readers.push(reader);
  return reader;
}

const at = (page: number) => ({ page, xMm: 10, yMm: 20, widthMm: 42, heightMm: 42 });
const soon = (op: keyof ReaderLimits['deadlineMs'], ms: number): Partial<ReaderLimits> => ({
  deadlineMs: { ...defaultReaderLimits.deadlineMs, [op]: ms },
});
const verdictOn = async (reader: DocumentReader, file: string): Promise<readonly string[]> => {
  const { verdict, reasons } = await reader.verify(file, trust, words.error);
  return [verdict, ...reasons];
};

describe('a reader of documents', () => {
  it('refuses what could not be stamped, in the words of whoever refuses it', async () => {
    const reader = readerWith(watchedProcesses());
    const refused = async (file: string, format: 'PDF' | 'OFD', more: object) =>
      await refusalOf(() => reader.rehearse(file, format, { placements: [at(1)], ...more }));
    expect(await refused(ofd, 'OFD', { signatureProfile: 'compatible' })).toBe('STAMP_PROFILE_UNSUPPORTED');
    expect(await refused(pdf, 'PDF', { placements: [at(2)] })).toBe('STAMP_PAGE_NOT_FOUND');
    expect(await refused(ofd, 'OFD', { placements: [{ ...at(1), rotation: 3 }] })).toBe('STAMP_LOOK_NOT_IN_FORMAT');
    expect(await refused(pdf, 'PDF', {})).toBe('accepted');
  });

  it('gives what the station would have read itself, from one warm process', async () => {
    const processes = watchedProcesses();
    const reader = readerWith(processes);
    expect(await reader.inspect(ofd, 'OFD')).toEqual({ pages: 1, signatures: 0, notices: [] });
    expect(await verdictOn(reader, ofd)).toEqual(['unsigned']);
    expect(await verdictOn(reader, pdf)).toEqual(['unsigned']);
    expect((await reader.look(pdf)).pages).toHaveLength(1);
    expect(processes.started).toHaveLength(1);
    expect((await reader.drawPage(ofd, 1, 'draw')).svg).toContain('<svg');
    await expect(reader.rehearse(pdf, 'PDF', { placements: [at(1)] })).resolves.toBeUndefined();
    expect((await reader.find(pdf, 'PDF', 'contract')).found).toHaveLength(1);
    expect(await reader.stamps(pdf, 'PDF')).toEqual([]);
    const files = { file: pdf, format: 'PDF', pages: 1 } as const;
    expect(await reader.textChanges(files, files)).toEqual({ state: 'whole', changes: [] });
    expect(await reader.measure(ofd, 'OFD')).toEqual(await reader.measure(ofd, 'OFD'));
    expect(processes.started).toHaveLength(2);
  });

  it('names a file as its caller does, and a missing one in words', async () => {
    const reader = readerWith(watchedProcesses());
    const report = await reader.verify('nowhere/公文.ofd', trust, words.error);
    expect(report).toMatchObject({ file: 'nowhere/公文.ofd', verdict: 'error', reasons: ['DOC_NOT_FOUND'] });
    expect(report.error?.what).toBe('找不到文件“nowhere/公文.ofd”。');
    await expect(reader.measure('nowhere.pdf', 'PDF')).rejects.toMatchObject({ code: 'DOC_NOT_FOUND' });
  });

  it('keeps the code and the facts of a refusal', async () => {
    const reader = readerWith(watchedProcesses());
    const broken = put('broken.pdf', Buffer.from('%PDF-1.7\nnothing of the kind'));
    await expect(reader.inspect(broken, 'PDF')).rejects.toMatchObject({ code: 'DOC_BROKEN' });
    await expect(reader.drawPage(ofd, 9, 'draw')).rejects.toMatchObject({
      code: 'STAMP_PAGE_NOT_FOUND',
      facts: { page: 9 },
    });
  });

  it('is given no secret of the station, writes no file and starts no program', async () => {
    process.env['SEALKEEPER_TEST_SECRET'] = 'not for readers';
    try {
      const processes = watchedProcesses();
      await verdictOn(readerWith(processes), ofd);
      const { env, execArgv } = processes.started[0]!.options;
      expect(Object.keys(env ?? {})).not.toContain('SEALKEEPER_TEST_SECRET');
      expect(execArgv).toEqual(expect.arrayContaining(['--permission', '--allow-fs-read=*', '--allow-addons']));
      expect(execArgv?.join(' ')).not.toMatch(/allow-(fs-write|child-process|wasi)/);
    } finally {
      delete process.env['SEALKEEPER_TEST_SECRET'];
    }
  });
});

describe('ATK-11, ATK-31: a document that costs too much', () => {
  it('is ended at its deadline, and the next one is read', async () => {
    const processes = watchedProcesses();
    const reader = readerWith(processes, { ...soon('verify', 400), bytesPerMs: 1e9 });
    await verdictOn(reader, ofd);
    expect(await verdictOn(reader, heavy)).toEqual(['error', 'DOC_READER_TIMEOUT']);
    expect(await verdictOn(readerWith(processes), ofd)).toEqual(['unsigned']);
  });

  it('says in Chinese what happened, why, and what to do', async () => {
    const reader = readerWith(watchedProcesses(), { ...soon('verify', 400), bytesPerMs: 1e9 });
    const { error } = await reader.verify(heavy, trust, words.error);
    expect(error?.what).toMatch(/超过了规定时间/);
    expect(error?.why).toMatch(/1 秒/);
    expect(error?.next).toMatch(/来文单位/);
  });

  it('is ended at the limit of memory, buffers counted', async () => {
    const limits = { residentBytes: 160 * 2 ** 20, lookMs: 10 };
    const reader = readerWith(watchedProcesses(), limits);
    expect(await verdictOn(reader, heavy)).toEqual(['error', 'DOC_READER_MEMORY']);
    expect(await verdictOn(reader, ofd)).toEqual(['unsigned']);
  });

  it('is ended by its own runtime when the heap is full', async () => {
    const reader = readerWith(watchedProcesses(), { heapMegabytes: 64 });
    await expect(reader.inspect(heavy, 'OFD')).rejects.toMatchObject({ code: 'DOC_READER_MEMORY' });
    expect(await reader.inspect(ofd, 'OFD')).toMatchObject({ pages: 1 });
  });
});

describe('a reader that ends', () => {
  it('in the midst of a verification costs that file alone', async () => {
    const processes = watchedProcesses();
    const reader = readerWith(processes);
    await verdictOn(reader, ofd);
    const verdicts = [heavy, ofd, pdf].map((file) => verdictOn(reader, file));
    await new Promise((resolve) => setTimeout(resolve, 100));
    processes.signal('SIGKILL');
    expect(await Promise.all(verdicts)).toEqual([['error', 'DOC_READER_CRASHED'], ['unsigned'], ['unsigned']]);
    expect(processes.started).toHaveLength(2);
  });

  it('between two readings is not noticed', async () => {
    const processes = watchedProcesses();
    const reader = readerWith(processes);
    await verdictOn(reader, ofd);
    const ended = new Promise((resolve) => processes.started[0]!.child.onExit(resolve));
    processes.signal('SIGKILL');
    await ended;
    expect(await verdictOn(reader, ofd)).toEqual(['unsigned']);
  });

  it('hears no deadline when it is stopped, and is ended all the same', async () => {
    const processes = watchedProcesses();
    const reader = readerWith(processes, soon('verify', 1_000));
    await verdictOn(reader, ofd);
    processes.signal('SIGSTOP');
    expect(await verdictOn(reader, pdf)).toEqual(['error', 'DOC_READER_TIMEOUT']);
    expect(await verdictOn(reader, pdf)).toEqual(['unsigned']);
  });

  it('holds up neither pages nor the pre-checks of a stamp while it judges', async () => {
    const processes = watchedProcesses();
    const reader = readerWith(processes, soon('verify', 3_000));
    await verdictOn(reader, ofd);
    processes.signal('SIGSTOP');
    const stuck = verdictOn(reader, pdf);
    expect((await reader.drawPage(ofd, 1, 'leave-out')).svg).toContain('<svg');
    expect(await reader.isPageBlank(pdf, 'PDF', [1])).toBe(false);
    expect(await stuck).toEqual(['error', 'DOC_READER_TIMEOUT']);
  });

  it('serves many callers in their order, each with an answer of its own', async () => {
    const reader = readerWith(watchedProcesses());
    const asked = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? ofd : pdf));
    const reports = await Promise.all(asked.map((file) => reader.verify(file, trust, words.error)));
    expect(reports.map(({ file }) => file)).toEqual(asked);
  });

  it('draws no page that nobody waits for any more when its turn comes', async () => {
    const reader = readerWith(watchedProcesses());
    const stop = new AbortController();
    const first = reader.drawPage(ofd, 1, 'draw');
    // Were it drawn, this one would say that there is no such page.
    const second = reader.drawPage(ofd, 900, 'draw', stop.signal);
    stop.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    expect((await first).svg).toContain('<svg');
    expect((await reader.drawPage(ofd, 1, 'draw', new AbortController().signal)).svg).toContain('<svg');
  });

  it('is not started again once the station has closed it', async () => {
    const processes = watchedProcesses();
    const reader = readerWith(processes);
    await verdictOn(reader, ofd);
    reader.close();
    await expect(reader.inspect(ofd, 'OFD')).rejects.toMatchObject({ code: 'DOC_READER_CRASHED' });
    expect(processes.started).toHaveLength(1);
  });
});

describe('what a reader answers', () => {
  it.each([
    ['no report at all', null],
    ['a verdict of its own', { report: { verdict: 'splendid' }, refusal: null }],
    ['a pretended error', { report: null, refusal: { code: 1, facts: {} } }],
    [
      'values with a behaviour',
      { report: { ...validReport(), signatures: [{ ...signature(), toString: new Map() }] }, refusal: null },
    ],
  ])('is not believed when it is %s: the process is ended', async (_, value) => {
    const { host, ended } = answering(value);
    expect(await verdictOn(readerWith(host), ofd)).toEqual(['error', 'DOC_READER_CRASHED']);
    expect(ended()).toBe(1);
  });

  it('is taken when it has the agreed form', async () => {
    const { host } = answering({ report: validReport(), refusal: null });
    expect(await verdictOn(readerWith(host), ofd)).toEqual(['valid']);
  });
});

function validReport() {
  return { file: '', verdict: 'valid', reasons: [], format: 'OFD', sm3: 'ab'.repeat(32), signatures: [signature()] };
}

function signature() {
  return { name: '1', verdict: 'valid', reasons: [], facts: [] };
}

/** A process that is ready and answers everything alike: a reader that a document has taken over. */
function answering(value: unknown): { readonly host: ProcessHost; readonly ended: () => number } {
  let ended = 0;
  const host: ProcessHost = {
    start() {
      let listener: ((message: unknown) => void) | undefined;
      const channel: ChildChannel = {
        pid: undefined,
        post: (message) => listener?.({ id: (message as { id: number }).id, ok: true, value }),
        onMessage(hear) {
          listener = hear;
          queueMicrotask(() => hear(readerReady));
        },
        onExit: () => {},
        kill: () => void (ended += 1),
      };
      return channel;
    },
  };
  return { host, ended: () => ended };
}

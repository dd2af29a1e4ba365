import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import type { ProcessHost } from '#main/platform/processes.ts';
import { createDocumentReader, type DocumentReader } from '#main/reader/document-reader.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { watchedProcesses } from '#test/support/watched-readers.ts';

let folder: string;
let ofd: string;
const readers: DocumentReader[] = [];

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'showing-readers-'));
  ofd = put('原件.ofd', makeOfd());
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

function readerWith(processes: ProcessHost): DocumentReader {
  const reader = createDocumentReader({ processes, font: programFiles.font });
  readers.push(reader);
  return reader;
}

describe('a reader that shows pages', () => {
  it('is there already when a document is expected', async () => {
    const processes = watchedProcesses();
    const reader = readerWith(processes);
    reader.expectDocument();
    reader.expectDocument();
    expect(processes.started).toHaveLength(2);
    expect(await reader.inspect(ofd, 'OFD')).toMatchObject({ pages: 1 });
    expect((await reader.drawPage(ofd, 1, 'draw')).svg).toContain('<svg');
    expect(processes.started).toHaveLength(2);
    reader.close();
    reader.expectDocument();
    expect(processes.started).toHaveLength(2);
  });

  it('shows a file as it is now, although the package stays open between pages', async () => {
    const reader = readerWith(watchedProcesses());
    const shown = put('shown.ofd', makeOfd({ pages: 2 }));
    await expect.poll(async () => (await reader.measure(shown, 'OFD')).length).toBe(2);
    expect((await reader.drawPage(shown, 2, 'draw')).svg).toContain('<svg');
    put('shown.ofd', makeOfd());
    expect(await reader.measure(shown, 'OFD')).toHaveLength(1);
    await expect(reader.drawPage(shown, 2, 'draw')).rejects.toMatchObject({ code: 'STAMP_PAGE_NOT_FOUND' });
  });
});

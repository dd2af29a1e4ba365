import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { attachedFiles } from '#main/documents/attached-files.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { mostAttachedFiles } from '#shared/contract/documents.ts';
import { attachmentList, listedXml, ofdWithAttachments, pdfWithAttachments } from '#test/support/attached-documents.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'attached-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const withFiles = pdfWithAttachments();
const ofdWith = (...made: Parameters<typeof ofdWithAttachments>) => memorySource(ofdWithAttachments(...made));
const nothing = { files: [], leftOut: 0 };

describe('what a PDF carries besides its pages', () => {
  it('is every file in it, at the document or at an annotation, once', async () => {
    const { files, leftOut } = await attachedFiles('PDF', memorySource(withFiles));
    expect(files).toEqual([
      { name: '清单.csv', type: 'text/csv', bytes: 3 },
      { name: 'run.exe', type: '', bytes: null },
      { name: 'note.txt', type: '', bytes: 4 },
    ]);
    expect(leftOut).toBe(0);
  });

  it.skipIf(!canRun('pdfdetach'))('has the names that poppler lists of the document', async () => {
    const file = path.join(folder, 'with-files.pdf');
    writeFileSync(file, withFiles);
    const listed = ask('pdfdetach', ['-list', file]).text;
    const { files } = await attachedFiles('PDF', memorySource(withFiles));
    for (const { name } of files.slice(0, 2)) expect(listed).toContain(name);
  });

  it('is nothing for most', async () => {
    expect(await attachedFiles('PDF', memorySource(pdfDocument()))).toEqual(nothing);
  });
});

describe('what an OFD carries besides its pages', () => {
  it('is what its list of attachments names, with the size in the package', async () => {
    const list = attachmentList(
      `${listedXml}<ofd:Attachment ID="2" Name="gone"><ofd:FileLoc>gone.bin</ofd:FileLoc></ofd:Attachment>`,
    );
    expect(await attachedFiles('OFD', ofdWith(list, { 'Doc_0/Attachs/list.xml': '<a/>' }))).toEqual({
      files: [
        { name: '清单', type: 'xml', bytes: 4 },
        { name: 'gone', type: '', bytes: null },
      ],
      leftOut: 0,
    });
  });

  it('is counted and cut where nobody would read it', async () => {
    const many = '<ofd:Attachment Name="x"><ofd:FileLoc>x</ofd:FileLoc></ofd:Attachment>'.repeat(mostAttachedFiles + 7);
    const { files, leftOut } = await attachedFiles('OFD', ofdWith(attachmentList(many)));
    expect([files.length, leftOut]).toEqual([mostAttachedFiles, 7]);
  });

  it('has names without anything that could move the words beside them, and of a length', async () => {
    const name = `报告\u202Efdp.exe${'长'.repeat(500)}`;
    const [file] = (await attachedFiles('OFD', ofdWith(attachmentList(`<ofd:Attachment Name="${name}"/>`)))).files;
    expect(file?.name).toMatch(/^报告fdp\.exe长+$/);
    expect(file?.name).toHaveLength(200);
  });

  it('is nothing where the list cannot be read or leads out of the package (ATK-18)', async () => {
    const escaping = attachmentList(
      '<ofd:Attachment Name="x"><ofd:FileLoc>../../../etc/passwd</ofd:FileLoc></ofd:Attachment>',
    );
    expect(await attachedFiles('OFD', ofdWith('<broken'))).toEqual(nothing);
    expect(await attachedFiles('OFD', ofdWith(escaping))).toEqual(nothing);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lookAtFile } from '#main/verification/look-at-file.ts';
import { attachmentList, listedXml, ofdWithAttachments, pdfWithAttachments } from '#test/support/attached-documents.ts';
import * as ofdStamps from '#test/support/ofd-stamps.ts';
import { appendUpdate, streamBody } from '#test/support/pdf-documents.ts';
import { stamp } from '#test/support/pdf-stamping.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'attachment-coverage-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function coverageIn(name: string, bytes: Uint8Array): Promise<Readonly<Record<string, readonly string[]>>> {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  const { attachments } = await lookAtFile(file);
  return Object.fromEntries(attachments.map((attachment) => [attachment.name, attachment.coverage]));
}

describe('what a signature says of the attachments', () => {
  it('of a PDF: those that were there are covered, one that came later by nobody', async () => {
    const sealed = stamp(pdfWithAttachments());
    expect(await coverageIn('sealed.pdf', sealed)).toEqual({
      '清单.csv': ['covered'],
      'run.exe': ['covered'],
      'note.txt': ['covered'],
    });
    const later = appendUpdate(sealed, {
      900: '<< /Type /Filespec /F (later.txt) /EF << /F 901 0 R >> >>',
      901: streamBody('later', '/Type /EmbeddedFile'),
    });
    expect(await coverageIn('later.pdf', later)).toMatchObject({ 'run.exe': ['covered'], 'later.txt': ['open'] });
  });

  it('of a PDF: the second signature covers what the first could not', async () => {
    const first = appendUpdate(stamp(pdfWithAttachments()), {
      900: '<< /Type /Filespec /F (later.txt) /EF << /F 901 0 R >> >>',
      901: streamBody('later', '/Type /EmbeddedFile'),
    });
    expect(await coverageIn('twice.pdf', stamp(first))).toMatchObject({
      'note.txt': ['covered', 'covered'],
      'later.txt': ['open', 'covered'],
    });
  });

  it('of an OFD: what its list of files names', async () => {
    const plain = ofdWithAttachments(attachmentList(listedXml), { 'Doc_0/Attachs/list.xml': '<a/>' });
    expect(await coverageIn('plain.ofd', plain)).toEqual({ 清单: [] });
    expect(await coverageIn('sealed.ofd', await ofdStamps.stamp(plain))).toEqual({ 清单: ['covered'] });
  });
});

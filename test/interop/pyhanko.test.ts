import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { stamp } from '#test/support/pdf-stamping.ts';
import { hasPyHanko, runPyHanko } from '#test/support/pyhanko.ts';

interface Judged {
  readonly field: string;
  readonly coverage: string;
  readonly modification: string | null;
  readonly intact: boolean;
  readonly valid: boolean;
}

describe.skipIf(!hasPyHanko)('a PDF that another program signed before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pyhanko-'));

  beforeAll(async () => {
    const original = join(folder, 'original.pdf');
    writeFileSync(original, pdfDocument([{ content: '' }, { content: '' }]));
    mkdirSync(join(folder, 'signed'));
    await runPyHanko('sign.py', [join(folder, 'signed'), '0', '1', original]);
    copyFileSync(join(folder, 'signed', 'original.pdf'), join(folder, 'signed.pdf'));
    writeFileSync(join(folder, 'stamped.pdf'), stamp(readFileSync(join(folder, 'signed.pdf'))));
  }, 300_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  async function judged(name: string): Promise<readonly Judged[]> {
    const { signatures } = JSON.parse(await runPyHanko('validate.py', [join(folder, name)])) as {
      readonly signatures: readonly Judged[];
    };
    return signatures;
  }

  it('is whole as it came', async () => {
    const sound = { field: 'Peer', coverage: 'ENTIRE_FILE', modification: 'NONE', intact: true, valid: true };
    expect(await judged('signed.pdf')).toMatchObject([sound]);
  });

  it('keeps that signature when a seal is added, as an allowed change and nothing more', async () => {
    const kept = {
      field: 'Peer',
      coverage: 'ENTIRE_REVISION',
      modification: 'FORM_FILLING',
      intact: true,
      valid: true,
    };
    expect(await judged('stamped.pdf')).toMatchObject([kept]);
  });
});

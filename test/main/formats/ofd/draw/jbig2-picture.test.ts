import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { defaultDrawLimits } from '#main/formats/ofd/draw/draw-limits.ts';
import { jbig2AsPng } from '#main/formats/ofd/draw/jbig2-picture.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { jbig2File, jbig2Stream } from '#test/support/jbig2-samples.ts';
import { drawParts, unsafeParts } from '#test/support/ofd-drawing.ts';

const object = '<ofd:ImageObject ID="7" Boundary="10 20 32 20" ResourceID="8" CTM="32 0 0 20 0 0"/>';
const media = (file: string, format = '') =>
  `<ofd:MultiMedias><ofd:MultiMedia ID="8" Type="Image"${format}><ofd:MediaFile>${file}</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>`;

describe('a JBIG2 picture', () => {
  it('looks the same from a file in either order and from a bare stream', async () => {
    const pictures = await Promise.all(
      [jbig2File('sequential'), jbig2File('random'), jbig2Stream()].map(async (each) =>
        jbig2AsPng(each, defaultDrawLimits),
      ),
    );
    const [first] = pictures;
    expect(PNG.sync.read(Buffer.from(first ?? []))).toMatchObject({ width: 64, height: 40 });
    for (const other of pictures) expect(other).toEqual(first);
  });

  it.skipIf(!canRun('jbig2dec'))('has the pixels that another decoder finds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jbig2-'));
    try {
      writeFileSync(join(folder, 'a.jb2'), jbig2File('sequential'));
      expect(ask('jbig2dec', ['-t', 'png', '-o', join(folder, 'a.png'), join(folder, 'a.jb2')]).status).toBe(0);
      const theirs = PNG.sync.read(readFileSync(join(folder, 'a.png')));
      const ours = PNG.sync.read(Buffer.from((await jbig2AsPng(jbig2File('sequential'), defaultDrawLimits)) ?? []));
      expect(ours.data.equals(theirs.data)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['cut short before its size', jbig2Stream().subarray(0, 20)],
    ['of a size nobody has memory for', jbig2Stream({ width: 60_000, height: 60_000 })],
    ['of a height it does not say', jbig2Stream({ height: 0xffffffff })],
    ['text', Buffer.from('no picture of any kind at all')],
  ])('is none when it is %s', async (_, bytes) => {
    expect(await jbig2AsPng(bytes, defaultDrawLimits)).toBeNull();
  });

  it.each([
    ['by its ending', 'a.jb2', ''],
    ['by the format that invoices write', 'a.bin', ' Format="GBIG2"'],
  ])('is drawn on the page, known %s', async (_, file, format) => {
    const page = await drawParts({
      objects: object,
      resources: media(file, format),
      files: { [`Doc_0/Res/${file}`]: jbig2Stream() },
    });
    expect(page.problems).toEqual([]);
    expect(page.svg).toContain('data:image/png;base64,');
    expect(unsafeParts(page.svg)).toEqual([]);
  });

  it('is named when it is damaged', async () => {
    const page = await drawParts({
      objects: object,
      resources: media('a.jb2'),
      files: { 'Doc_0/Res/a.jb2': jbig2Stream().subarray(0, 20) },
    });
    expect(page.problems).toEqual([{ reason: 'image-jbig2', count: 1, about: 'a.jb2' }]);
  });
});

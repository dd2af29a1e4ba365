import { expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { drawOfdPage } from '#main/formats/ofd/draw/draw-page.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { ofdFiles, packOfd } from '#test/support/ofd-maker.ts';

it('reads the resources of a document once, and tells on every page what is wrong with them', async () => {
  const files = ofdFiles({ pages: 2 });
  const document = Buffer.from(files['Doc_0/Document.xml'] ?? '').toString();
  const broken = document.replace('<ofd:PageArea>', '<ofd:PublicRes>Broken.xml</ofd:PublicRes><ofd:PageArea>');
  const bytes = packOfd({ ...files, 'Doc_0/Document.xml': broken, 'Doc_0/Broken.xml': '<ofd:Res' });
  let read = 0;
  const source = memorySource(bytes);
  const pkg = await openOfd({ ...source, inflated: () => void (read += 1) });
  const first = await drawOfdPage(pkg, 0, 1);
  const readForFirst = read;
  const second = await drawOfdPage(pkg, 0, 2);
  const about = { reason: 'resource-unreadable', count: 1, about: '/Doc_0/Broken.xml' };
  expect(first.problems).toContainEqual(about);
  expect(second.problems).toContainEqual(about);
  // The page itself for its size and for its content, and nothing that the first one has read.
  expect(read - readForFirst).toBeLessThanOrEqual(3);
});

import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { drawOfdPage } from '#main/formats/ofd/draw/draw-page.ts';
import { ofdPageText } from '#main/formats/ofd/draw/page-text.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { zhCnOfdDraw } from '#shared/i18n/zh-cn/ofd-draw.ts';
import { corpus, corpusFile } from '#test/support/corpus-entries.ts';
import { corpusOfd } from '#test/support/corpus-ofd.ts';
import { unsafeParts } from '#test/support/ofd-drawing.ts';

/** Of long documents the first pages. */
const mostPages = 12;
const longestMs = 5000;
const readable = corpusOfd.filter(({ refusal }) => refusal === undefined);

/** What the corpus is known to hold that is not drawn as asked, beside fonts that are not embedded. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'path-nonstandard.ofd': ['image-missing'],
  'signed-raw-sm2.ofd': ['outside-shown-area'],
  'text-direction.ofd': ['outside-shown-area'],
  'derived/reference-missing.ofd': ['page-unreadable'],
};
const withoutResources = new Set('vpage-5pages signed-v4-seam signed-v4-two derived/sealed-v4-riding'.split(' '));

function expectedOf(name: string): readonly string[] {
  const stem = name.replace('.ofd', '');
  return withoutResources.has(stem) ? ['resource-unreadable'] : (expected[name] ?? []);
}

describe.skipIf(!corpus)('OFD pages of the corpus', () => {
  it.each(readable)('$name is drawn safely and in time', async ({ name }) => {
    const pkg = await openOfd(memorySource(corpusFile(`ofd/${name}`)));
    const reasons = new Set<string>();
    for (const { number } of pkg.documents[0]!.pages.slice(0, mostPages)) {
      const startedAt = performance.now();
      const { svg, problems } = await drawOfdPage(pkg, 0, number);
      expect(performance.now() - startedAt).toBeLessThan(longestMs);
      expect(unsafeParts(svg)).toEqual([]);
      for (const { reason } of problems) {
        expect(zhCnOfdDraw[reason]).toBeTruthy();
        if (reason !== 'font-not-embedded') reasons.add(reason);
      }
      expect(ofdPageText(pkg, 0, number)).not.toContain('\n\n');
    }
    expect([...reasons]).toEqual(expectedOf(name));
  });
});

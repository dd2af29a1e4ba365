import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { isOfdPageBlank } from '#main/formats/ofd/blank-page.ts';
import { readOfdFacts } from '#main/formats/ofd/document-facts.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { childrenOf, descendantsOf } from '#main/formats/ofd/xml-tree.ts';
import { makeOfdSample } from '../../../../assets/samples/source/make-ofd-sample.ts';

const sample = readFileSync(fileURLToPath(new URL('../../../../assets/samples/许可决定书.ofd', import.meta.url)));
const open = (bytes: Uint8Array) => openOfd(memorySource(bytes));

describe('the OFD sample', () => {
  it('is one A4 page of a decision that anybody may seal', async () => {
    const pkg = await open(sample);
    expect(readOfdFacts(pkg)).toMatchObject({
      title: '准予行政许可决定书',
      pages: [{ widthMm: 210, heightMm: 297 }],
      permissions: { signature: true },
    });
    expect(pkg.warnings).toEqual([]);
    expect(isOfdPageBlank(pkg, pkg.documents[0]!, pkg.documents[0]!.pages[0]!)).toBe(false);
  });

  it('is what its script makes', async () => {
    const [made, kept] = [await open(await makeOfdSample()), await open(sample)];
    const contents = (pkg: typeof made) =>
      [...pkg.files.keys()].map((path) => [path, Buffer.from(pkg.read(path)).toString('base64')]);
    expect(contents(made)).toEqual(contents(kept));
  });

  it('spaces each character itself and stays in the type area of an official document', async () => {
    const { root } = (await open(sample)).readXml('/Doc_0/Pages/Page_0/Content.xml');
    for (const object of [...descendantsOf(root)].filter(({ name }) => name === 'TextObject')) {
      const [code] = childrenOf(object, 'TextCode');
      const deltas = code?.attributes.get('DeltaX')?.split(' ').map(Number) ?? [];
      const [left = 0] = object.attributes.get('Boundary')?.split(' ').map(Number) ?? [];
      const used = deltas.reduce((sum, delta) => sum + delta, 0);
      expect(deltas).toHaveLength([...(code?.text ?? '')].length - 1);
      expect(left).toBeGreaterThanOrEqual(28);
      expect(left + used).toBeLessThan(184);
    }
  });
});

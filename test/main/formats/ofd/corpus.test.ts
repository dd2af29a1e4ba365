import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { physicalBoxOf } from '#main/formats/ofd/page-area.ts';
import { corpus, corpusFile } from '#test/support/corpus-entries.ts';
import { corpusOfd } from '#test/support/corpus-ofd.ts';
import { complaints, inspect, stamp } from '#test/support/ofd-stamps.ts';
import { refusalOf } from '#test/support/refusals.ts';

const readable = corpusOfd.filter(({ refusal }) => refusal === undefined);
const unreadable = corpusOfd.filter(({ refusal }) => refusal !== undefined);
const stampable = readable.filter(({ locked }) => locked === undefined);
const locked = readable.filter(({ locked }) => locked !== undefined);

const file = (name: string) => corpusFile(`ofd/${name}`);

describe.skipIf(!corpus)('OFD of the public corpus', () => {
  it.each(readable)('opens $name with $pages pages', async ({ name, pages }) => {
    const pkg = await openOfd(memorySource(file(name)));
    expect(pkg.documents[0]?.pages).toHaveLength(pages);
  });

  it.each(unreadable)('refuses $name', async ({ name, refusal }) => {
    expect(await refusalOf(() => openOfd(memorySource(file(name))))).toBe(refusal);
  });

  it.each(readable)('reads the signatures of $name', async ({ name, signatures }) => {
    const report = await inspect(file(name));
    expect(report.signatures.map(({ facts }) => complaints(facts))).toEqual(signatures);
  });

  it.each(stampable)('seals $name twice and keeps what earlier signatures protect', async ({ name, signatures }) => {
    const once = await stamp(file(name));
    const twice = await stamp(once);
    const report = await inspect(twice);
    const before = report.signatures.slice(0, signatures.length);
    expect(before.map(({ facts }) => complaints(facts))).toEqual(signatures);
    expect(report.signatures.slice(signatures.length).map(({ facts }) => complaints(facts))).toEqual([[], []]);
  });

  it.each(stampable)('keeps every entry of $name that it does not change, byte for byte', async ({ name }) => {
    const original = file(name);
    const before = await openOfd(memorySource(original));
    const result = await stamp(original);
    const after = await openOfd(memorySource(result));
    const changed = new Set(['/OFD.xml', before.documents[0]?.body.signaturesPath]);
    for (const entry of before.entries.filter(({ path, hasPortableName }) => hasPortableName && !changed.has(path))) {
      const copy = after.entries.find(({ path }) => path === entry.path);
      const was = Buffer.from(original.subarray(entry.localStart, entry.localEnd));
      expect(was.equals(result.subarray(copy?.localStart, copy?.localEnd))).toBe(true);
    }
  });

  it.each(locked)('refuses to seal $name', async ({ name, locked: refusal }) => {
    expect(await refusalOf(() => stamp(file(name)))).toBe(refusal);
  });

  it('reads page sizes other than A4, and landscape', async () => {
    const pkg = await openOfd(memorySource(file('signed-v4-gomain-altered.ofd')));
    const document = pkg.documents[0]!;
    expect(physicalBoxOf(pkg, document, document.pages[0]!)).toEqual({
      xMm: 0,
      yMm: 0,
      widthMm: 297.0001,
      heightMm: 210.0001,
    });
  });

  it('reads GB 18030 names of a Windows tool', async () => {
    const pkg = await openOfd(memorySource(file('chinese-dir-windows.ofd')));
    expect([...pkg.files.keys()]).toContain('/Doc_0/Res/这是一个中文目录/数据文件.txt');
  });
});

import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { defaultOfdLimits } from '#main/formats/ofd/package-limits.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { ambiguousArchives, bombs, deferredArchive } from '#test/support/hostile-archives.ts';
import { makeOfd, ofdFiles } from '#test/support/ofd-maker.ts';
import { rawZip } from '#test/support/raw-zip.ts';
import { refusalOf } from '#test/support/refusals.ts';

const open = (bytes: Uint8Array, limits = defaultOfdLimits) => openOfd(memorySource(bytes), limits);
const entries = Object.entries(ofdFiles()).map(([name, content]) => ({ name, content }));
const warned = async (bytes: Uint8Array) =>
  (await open(bytes)).warnings.map(({ check, reason }) => `${check} ${String(reason)}`);

describe('package reader: archives that readers disagree about (ATK-30)', () => {
  it.each(ambiguousArchives)('refuses $title', async ({ bytes, code, reason }) => {
    expect(await refusalOf(() => open(bytes))).toBe(`${code} ${reason}`);
  });
});

describe('package reader: bombs and lies about sizes (ATK-31)', () => {
  it.each(bombs)('refuses $title', async ({ bytes, code, reason }) => {
    expect(await refusalOf(() => open(bytes))).toBe(`${code} ${reason}`);
  });

  it('refuses more entries than the limit before reading the directory', async () => {
    const limits = { ...defaultOfdLimits, maxEntries: 3 };
    expect(await refusalOf(() => open(makeOfd(), limits))).toBe('DOC_TOO_LARGE too-many-entries');
  });

  it('refuses more inflated bytes than the limit before inflating any', async () => {
    const limits = { ...defaultOfdLimits, maxInflatedBytes: 100 };
    expect(await refusalOf(() => open(makeOfd(), limits))).toBe('DOC_TOO_LARGE too-many-bytes');
  });

  it('refuses paths deeper than the limit', async () => {
    const bytes = rawZip([...entries, { name: `${'a/'.repeat(40)}b`, content: 'x' }]);
    expect(await refusalOf(() => open(bytes))).toBe('DOC_HOSTILE zip-name-unsafe');
  });

  it('refuses a million bytes and more before the archive', async () => {
    const bytes = rawZip(entries, { prefix: Buffer.alloc(1_100_000) });
    expect(await refusalOf(() => open(bytes))).toBe('DOC_HOSTILE zip-prefix-too-long');
  });
});

describe('package reader: what real files need', () => {
  it('opens an archive behind vendor bytes, and names them', async () => {
    expect(await warned(rawZip(entries, { prefix: Buffer.from('KINGGRID') }))).toEqual(['ofd.zipPrefix foreign-bytes']);
  });

  it('opens an archive whose offsets count the vendor bytes in front', async () => {
    const prefix = Buffer.from('KINGGRID');
    const counted = rawZip(
      entries.map((entry, index) => (index === 0 ? Object.assign({ gap: prefix }, entry) : entry)),
    );
    expect(await warned(counted)).toEqual(['ofd.zipPrefix foreign-bytes']);
  });

  it('opens an archive with bytes behind it, and names them', async () => {
    expect(await warned(rawZip(entries, { suffix: Buffer.alloc(9) }))).toEqual(['ofd.zipSuffix foreign-bytes']);
  });

  it('opens an archive with a comment, and names it', async () => {
    expect(await warned(rawZip(entries, { comment: Buffer.from('KRC') }))).toEqual(['ofd.zipComment foreign-bytes']);
  });

  it('reads back-slash names as folders, and names them', async () => {
    const slashed = entries.map(({ name, content }) => ({ name: name.replaceAll('/', '\\'), content }));
    const pkg = await open(rawZip(slashed));
    expect(pkg.files.has('/Doc_0/Document.xml')).toBe(true);
    expect(pkg.warnings).toMatchObject([{ check: 'ofd.zipNames', reason: 'backslash' }]);
  });

  it('reads GB 18030 names that Windows tools write, and names them', async () => {
    const name = Buffer.concat([Buffer.from('Doc_0/'), Buffer.from([0xc4, 0xbf, 0xc2, 0xbc])]);
    const pkg = await open(rawZip([...entries, { name, content: 'x', both: { flags: 0 } }]));
    expect(pkg.files.has('/Doc_0/目录')).toBe(true);
    expect(pkg.warnings).toMatchObject([{ check: 'ofd.zipNames', reason: 'gb18030' }]);
  });

  it.each([true, false])('reads sizes from a data descriptor (with signature: %s)', async (isSigned) => {
    const pkg = await open(deferredArchive(isSigned));
    expect(Buffer.from(pkg.read('/Doc_0/Pages/Page_0/Content.xml')).toString()).toContain('第 1 页');
  });

  it('reads stored entries', async () => {
    const pkg = await open(rawZip(entries.map((entry) => Object.assign({ isStored: true }, entry))));
    expect(pkg.documents[0]?.pages).toHaveLength(1);
  });

  it('streams an entry larger than one reading', async () => {
    const large = Buffer.alloc(20_000_000, 'abcdefghij');
    const pkg = await open(rawZip([...entries, { name: 'Doc_0/large', content: large }]));
    const chunks: Uint8Array[] = [];
    for await (const chunk of pkg.chunks('/Doc_0/large')) chunks.push(chunk);
    expect(chunks.length).toBeGreaterThan(1);
    expect(Buffer.concat(chunks).equals(large)).toBe(true);
  });

  it('opens 1287 pages without reading one of them', async () => {
    const bytes = makeOfd({ pages: 1287 });
    const reads: [number, number][] = [];
    const source = {
      size: bytes.length,
      read: (offset: number, length: number) => {
        reads.push([offset, offset + length]);
        return bytes.subarray(offset, offset + length);
      },
    };
    const pkg = await openOfd(source);
    // The tail is searched for the end record, whatever lies there.
    const inside = reads.filter(([start, end]) => end < bytes.length && start > 0);
    const pages = pkg.entries.filter(({ path }) => path.endsWith('/Content.xml'));
    const wasRead = pages.filter(({ dataStart }) =>
      inside.some(([start, end]) => start <= dataStart && dataStart < end),
    );
    expect(pkg.documents[0]?.pages).toHaveLength(1287);
    expect(wasRead).toEqual([]);
  });

  it('refuses a streamed entry whose size lies (ATK-31)', async () => {
    const large = Buffer.alloc(20_000_000, 'abcdefghij');
    const pkg = await open(
      rawZip([...entries, { name: 'Doc_0/large', content: large, both: { inflated: 19_000_000 } }]),
    );
    const drain = async () => {
      for await (const chunk of pkg.chunks('/Doc_0/large')) expect(chunk.length).toBeGreaterThan(0);
    };
    expect(await refusalOf(drain)).toBe('DOC_HOSTILE zip-size');
  });
});

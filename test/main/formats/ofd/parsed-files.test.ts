import { describe, expect, it } from 'vitest';
import { defaultOfdLimits } from '#main/formats/ofd/package-limits.ts';
import { keepParsed } from '#main/formats/ofd/parsed-files.ts';
import { parseXml } from '#main/formats/ofd/xml-tree.ts';

function parsing(files: Readonly<Record<string, string>>) {
  const parsed: string[] = [];
  const readXml = keepParsed(
    (path) => Buffer.from(files[path] ?? ''),
    (bytes, path) => {
      parsed.push(path);
      return parseXml(bytes, path, defaultOfdLimits);
    },
  );
  return { readXml, parsed };
}

const long = `<Page>${'x'.repeat(600_000)}</Page>`;

describe('what was parsed last', () => {
  it('is not parsed again', () => {
    const { readXml, parsed } = parsing({ '/a': '<Page/>', '/b': '<Res/>' });
    expect([readXml('/a'), readXml('/b'), readXml('/a')].map(({ root }) => root.name)).toEqual(['Page', 'Res', 'Page']);
    expect(parsed).toEqual(['/a', '/b']);
  });

  it('gives way to eight others', () => {
    const names = Array.from({ length: 9 }, (_, at) => `/${at}`);
    const { readXml, parsed } = parsing(Object.fromEntries(names.map((name) => [name, '<Page/>'])));
    names.forEach(readXml);
    readXml('/1');
    expect(parsed).toHaveLength(9);
    readXml('/0');
    expect(parsed).toHaveLength(10);
  });

  it('is not kept when it is long, nor when it cannot be read', () => {
    const { readXml, parsed } = parsing({ '/long': long, '/broken': '<Page' });
    readXml('/long');
    readXml('/long');
    expect(() => readXml('/broken')).toThrow('DOC_BROKEN');
    expect(() => readXml('/broken')).toThrow('DOC_BROKEN');
    expect(parsed).toEqual(['/long', '/long', '/broken', '/broken']);
  });
});

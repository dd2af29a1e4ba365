import { describe, expect, it } from 'vitest';
import { defaultOfdLimits } from '#main/formats/ofd/package-limits.ts';
import { childrenOf, onlyChild, parseXml } from '#main/formats/ofd/xml-tree.ts';
import { refusalOf } from '#test/support/refusals.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const parse = (text: string, limits = defaultOfdLimits) => parseXml(encode(text), '/x.xml', limits);
const ofd = 'xmlns:ofd="http://www.ofdspec.org/2016"';

describe('XML of a package: refuses (ATK-27)', () => {
  it.each([
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'DOC_HOSTILE xml-doctype'],
    [
      'an external entity',
      '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
      'DOC_HOSTILE xml-doctype',
    ],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>', 'DOC_HOSTILE xml-doctype'],
    ['an entity nobody declared', '<a>&e;</a>', 'DOC_BROKEN xml-broken'],
    ['an attribute that occurs twice', '<a b="1" b="2"/>', 'DOC_BROKEN xml-broken'],
    ['two roots', '<a/><a/>', 'DOC_BROKEN xml-broken'],
    ['an unclosed element', '<a><b></a>', 'DOC_BROKEN xml-broken'],
    ['an unbound prefix', '<ofd:a/>', 'DOC_BROKEN xml-broken'],
    ['nothing at all', '', 'DOC_BROKEN xml-broken'],
    [
      'an encoding that is not the declared one',
      '<?xml version="1.0" encoding="GB2312"?><a>中</a>',
      'DOC_HOSTILE xml-encoding-lie',
    ],
    ['nesting beyond the limit', '<a>'.repeat(200) + '</a>'.repeat(200), 'DOC_HOSTILE xml-depth'],
    [
      'more attributes than the limit',
      `<a ${Array.from({ length: 300 }, (_, i) => `a${i}=""`).join(' ')}/>`,
      'DOC_HOSTILE xml-attributes',
    ],
    [
      'an OFD element imitated in another namespace',
      `<ofd:OFD ${ofd}><x:DocBody xmlns:x="urn:evil"/></ofd:OFD>`,
      'DOC_HOSTILE xml-namespace',
    ],
  ])('%s', async (_, text, refusal) => {
    expect(await refusalOf(() => parse(text))).toBe(refusal);
  });

  it('bytes that are not UTF-8', async () => {
    const bytes = Buffer.from([0x3c, 0x61, 0x3e, 0xd6, 0xd0, 0x3c, 0x2f, 0x61, 0x3e]);
    expect(await refusalOf(() => parseXml(bytes, '/x.xml', defaultOfdLimits))).toBe('DOC_BROKEN xml-encoding');
  });

  it('more elements than the limit', async () => {
    const limits = { ...defaultOfdLimits, maxXmlElements: 10 };
    expect(await refusalOf(() => parse(`<a>${'<b/>'.repeat(10)}</a>`, limits))).toBe('DOC_TOO_LARGE xml-too-large');
  });

  it('a second element where one may be', async () => {
    const { root } = parse('<a><b/><b/></a>');
    expect(await refusalOf(() => onlyChild(root, 'b', '/x.xml'))).toBe('DOC_HOSTILE xml-duplicate-element');
  });
});

describe('XML of a package: reads', () => {
  it.each([
    ['the published namespace', `<ofd:A ${ofd}><ofd:B/></ofd:A>`],
    ['the namespace of early vendors', '<ofd:A xmlns:ofd="http://www.ofdspec.org"><ofd:B/></ofd:A>'],
    ['both in one file', `<o:A xmlns:o="http://www.ofdspec.org" ${ofd}><ofd:B/></o:A>`],
    ['a default namespace', '<A xmlns="http://www.ofdspec.org/2016"><B/></A>'],
    ['children without a namespace', `<ofd:A ${ofd}><B/></ofd:A>`],
  ])('%s', (_, text) => {
    expect(childrenOf(parse(text).root, 'B')).toHaveLength(1);
  });

  it('no element of a foreign namespace as its own', () => {
    expect(childrenOf(parse(`<ofd:A ${ofd}><x:B xmlns:x="urn:x"/></ofd:A>`).root, 'B')).toHaveLength(0);
  });

  it('character data and CDATA as one text', () => {
    expect(parse('<a>1<![CDATA[<2>]]>3</a>').root.text).toBe('1<2>3');
  });

  it('where each element stands, to the character', () => {
    const text = `\uFEFF<?xml version="1.0"?>\r\n<!-- 注 --><ofd:A ${ofd}>\r\n<ofd:B  x="1>" />𠀀<ofd:C>d</ofd:C >\n</ofd:A>`;
    const document = parse(text);
    const [first, second] = document.root.children;
    expect(text.slice(first?.start, first?.end)).toBe('<ofd:B  x="1>" />');
    expect(text.slice(second?.start, second?.end)).toBe('<ofd:C>d</ofd:C >');
    expect(text.slice(second?.contentStart, second?.contentEnd)).toBe('d');
  });
});

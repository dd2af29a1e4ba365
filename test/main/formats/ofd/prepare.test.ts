import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { expandRules } from '#shared/placing/expand-rules.ts';
import { editOfd } from '#test/support/ofd-editor.ts';
import { makeOfd, ofdFiles, ofdNamespace, packOfd, pageXml, textObject } from '#test/support/ofd-maker.ts';
import { rawZip } from '#test/support/raw-zip.ts';
import { complaints, inspect, prepare, stamp } from '#test/support/ofd-stamps.ts';
import { refusalOf } from '#test/support/refusals.ts';

const textOf = async (bytes: Uint8Array, path: string) =>
  new TextDecoder().decode((await openOfd(memorySource(bytes))).read(path));
const at = (page: number, changes = {}) => ({ page, xMm: 10, yMm: 20, widthMm: 42, heightMm: 42, ...changes });

describe('preparing an OFD for a seal', () => {
  it('states the SM3 and the path of Signature.xml as data hash and property', async () => {
    const prepared = await prepare(makeOfd());
    expect(prepared.propertyInfo).toBe('/Doc_0/Signs/Sign_0/Signature.xml');
    expect(prepared.dataHash).toEqual(sm3(prepared.signatureXml));
  });

  it('writes Signature.xml in the element order of the XSD, with OIDs and absolute paths', async () => {
    const xml = new TextDecoder().decode((await prepare(makeOfd())).signatureXml);
    expect(xml.match(/<ofd:(\w+)/g)?.map((tag) => tag.slice(5))).toEqual(
      'Signature SignedInfo Provider SignatureMethod SignatureDateTime References'
        .split(' ')
        .concat(Array.from({ length: 5 }, () => ['Reference', 'CheckValue']).flat())
        .concat('StampAnnot Seal BaseLoc SignedValue'.split(' ')),
    );
    expect(xml).toContain('CheckMethod="1.2.156.10197.1.401"');
    expect(xml).toContain('<ofd:SignatureDateTime>20260304050607Z</ofd:SignatureDateTime>');
    expect(xml).toContain('FileRef="/OFD.xml"');
    expect(xml).toContain('<ofd:StampAnnot ID="s002" PageRef="101" Boundary="120 80 42 42"/>');
  });

  it('writes a slice of a straddle seal (骑缝章) as the whole seal with a Clip, over the edge where it must be', async () => {
    const pages = [1, 2].map((number) => ({ number, widthMm: 210, heightMm: 297 }));
    const rule = { kind: 'straddle', side: 'left', pages: '全部', at: 0 } as const;
    const placements = expandRules([rule], pages, { widthMm: 42, heightMm: 42 });
    const xml = new TextDecoder().decode((await prepare(makeOfd({ pages: 2 }), { placements })).signatureXml);
    expect(xml).toContain('PageRef="101" Boundary="-21 0 42 42" Clip="21 0 21 42"/>');
    expect(xml).toContain('PageRef="102" Boundary="0 0 42 42" Clip="0 0 21 42"/>');
  });

  it.each([
    ['a turn', { rotation: 5 }],
    ['less ink', { opacity: 0.5 }],
    ['a line of text', { text: { value: '2026', heightMm: 3 } }],
  ])('refuses %s, which a StampAnnot cannot express', async (_, look) => {
    expect(await refusalOf(() => prepare(makeOfd(), { placements: [at(1, look)] }))).toBe('STAMP_LOOK_NOT_IN_FORMAT');
  });

  it('names the list in OFD.xml after DocRoot and changes nothing else there', async () => {
    const before = await textOf(makeOfd(), '/OFD.xml');
    const after = await textOf(await stamp(makeOfd()), '/OFD.xml');
    const added = '<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>';
    expect(after).toBe(before.replace('</ofd:DocRoot>', `</ofd:DocRoot>${added}`));
  });

  it.each([
    ['another prefix', 'ofd:', 'x:', '<x:Signatures>'],
    ['no prefix', 'ofd:', '', '<Signatures>'],
  ])('writes the list with %s where OFD.xml has it', async (_, from, to, expected) => {
    const files = ofdFiles();
    const declared = to === '' ? 'xmlns=' : 'xmlns:x=';
    files['OFD.xml'] = String(files['OFD.xml'])
      .replaceAll(from, to)
      .replace(/xmlns:ofd=/, declared);
    const result = await stamp(packOfd(files));
    expect(await textOf(result, '/OFD.xml')).toContain(expected);
    expect((await inspect(result)).signatures).toHaveLength(1);
  });

  it('keeps the byte order mark and line ends of OFD.xml', async () => {
    const files = ofdFiles();
    files['OFD.xml'] = `\uFEFF${String(files['OFD.xml']).replaceAll('><', '>\r\n<')}`;
    const opened = await openOfd(memorySource(await stamp(packOfd(files))));
    const after = Buffer.from(opened.read('/OFD.xml')).toString('utf8');
    expect(after.startsWith('\uFEFF')).toBe(true);
    expect(after.replace(/<ofd:Signatures>.*<\/ofd:Signatures>/, '')).toBe(files['OFD.xml']);
  });

  it('leaves OFD.xml alone when it names a list already', async () => {
    const once = await stamp(makeOfd());
    expect(await textOf(await stamp(once), '/OFD.xml')).toBe(await textOf(once, '/OFD.xml'));
  });

  it('extends a foreign list without touching what it does not know', async () => {
    const once = await editOfd(await stamp(makeOfd()), {
      '/Doc_0/Signs/Signatures.xml': (text) =>
        text.replace('<ofd:MaxSignId>s002</ofd:MaxSignId>', '<!-- 厂商 -->').replace('Type="Seal"', 'Vendor="v"'),
    });
    const list = await textOf(await stamp(once), '/Doc_0/Signs/Signatures.xml');
    expect(list).toContain('<!-- 厂商 --><ofd:Signature ID="s001" Vendor="v"');
    expect(list.match(/<ofd:MaxSignId>s004<\/ofd:MaxSignId>/g)).toHaveLength(1);
    expect(list).toContain('<ofd:Signature ID="s003" Type="Seal" BaseLoc="/Doc_0/Signs/Sign_1/Signature.xml"/>');
  });

  it('opens a list that is an empty element', async () => {
    const once = await editOfd(await stamp(makeOfd()), {
      '/Doc_0/Signs/Signatures.xml': `<ofd:Signatures ${ofdNamespace}/>`,
    });
    expect((await inspect(await stamp(once))).signatures.map(({ id }) => id)).toEqual(['s001']);
  });

  it('protects the files of earlier seals and not the list', async () => {
    const [, second] = (await inspect(await stamp(await stamp(makeOfd())))).signatures;
    const paths = second?.references.map(({ path }) => path);
    expect(paths).toContain('/Doc_0/Signs/Sign_0/SignedValue.dat');
    expect(paths).toContain('/Doc_0/Signs/Sign_0/Signature.xml');
    expect(paths).toContain('/Doc_0/Signs/Sign_1/Seal.esl');
    expect(paths).not.toContain('/Doc_0/Signs/Signatures.xml');
  });

  it('keeps three seals one after another intact', async () => {
    const report = await inspect(await stamp(await stamp(await stamp(makeOfd()))));
    expect(report.signatures.map(({ facts }) => complaints(facts))).toEqual([[], [], []]);
    expect(report.facts).toEqual([]);
  });

  it('moves placements into page space when the paper does not begin at 0,0', async () => {
    const bytes = makeOfd({ physicalBox: '-10 5 210 297' });
    const [signature] = (await inspect(await stamp(bytes, { placements: [at(1)] }))).signatures;
    expect(signature?.stamps[0]?.boundary).toEqual({ xMm: 0, yMm: 25, widthMm: 42, heightMm: 42 });
  });

  it('uses the box of the page itself before that of the document', async () => {
    const files = ofdFiles();
    const area = '<ofd:Area><ofd:PhysicalBox>0 0 420 297</ofd:PhysicalBox></ofd:Area>';
    files['Doc_0/Pages/Page_0/Content.xml'] = pageXml(textObject('横向'), area);
    expect(await refusalOf(() => stamp(packOfd(files), { placements: [at(1, { xMm: 370 })] }))).toBe('accepted');
  });

  it('places a stamp on each of several pages with identifiers of their own', async () => {
    const placements = [at(1), at(2), at(3)];
    const [signature] = (await inspect(await stamp(makeOfd({ pages: 3 }), { placements }))).signatures;
    expect(signature?.stamps.map(({ id, page }) => [id, page])).toEqual([
      ['s002', 1],
      ['s003', 2],
      ['s004', 3],
    ]);
  });

  it('keeps the path of the signature 7-bit when the folders of the document are Chinese', async () => {
    const renamed = Object.entries(ofdFiles()).map(([path, content]) => [path.replace('Doc_0', '文档'), content]);
    const files = Object.fromEntries(renamed) as ReturnType<typeof ofdFiles>;
    files['OFD.xml'] = String(files['OFD.xml']).replace('Doc_0', '文档');
    const once = await stamp(packOfd(files));
    expect((await prepare(once)).propertyInfo).toBe('/Signs/Sign_1/Signature.xml');
    expect(complaints((await inspect(once)).signatures[0]!.facts)).toEqual([]);
  });

  it('writes names in UTF-8 that other readers would decode differently, before the first seal', async () => {
    const odd = { name: Buffer.from([0xc4, 0xbf, 0xc2, 0xbc]), content: '内容', both: { flags: 0 } };
    const plain = Object.entries(ofdFiles()).map(([name, content]) => ({ name, content }));
    const result = await inspect(await stamp(rawZip([...plain, odd])));
    expect(result.package.files.get('/目录')?.hasPortableName).toBe(true);
    expect(Buffer.from(result.package.read('/目录')).toString()).toBe('内容');
    expect(complaints(result.signatures[0]!.facts)).toEqual([]);
  });

  it('gives the same bytes for the same signed value', async () => {
    const finished = (await prepare(makeOfd())).finish(Buffer.from('v'));
    const once = Buffer.concat([...finished.chunks]);
    const again = Buffer.concat([...(await prepare(makeOfd())).finish(Buffer.from('v')).chunks]);
    expect(Buffer.concat([...finished.chunks]).equals(once)).toBe(true);
    expect(again.equals(once)).toBe(true);
  });
});

describe('preparing an OFD refuses', () => {
  const permissions = '<ofd:Permissions><ofd:Signature>false</ofd:Signature></ofd:Permissions>';
  const named = '<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>';

  it.each([
    [
      'a document whose permissions forbid it',
      () => makeOfd({ documentExtra: permissions }),
      'DOC_SIGNING_FORBIDDEN signing-not-permitted',
    ],
    [
      'a package with an integrity list',
      () => packOfd({ ...ofdFiles(), 'OFDEntries.xml': '<a/>' }),
      'DOC_SIGNING_FORBIDDEN integrity-list',
    ],
    ['an encrypted package', () => packOfd({ ...ofdFiles(), 'Encryptions.xml': '<a/>' }), 'DOC_ENCRYPTED encrypted'],
  ])('%s', async (_, make, refusal) => {
    expect(await refusalOf(() => stamp(make()))).toBe(refusal);
  });

  it('a document whose list an earlier seal protects', async () => {
    const protectsList = await editOfd(await stamp(makeOfd()), {
      '/Doc_0/Signs/Sign_0/Signature.xml': (text) => text.replace('"/OFD.xml"', '"/Doc_0/Signs/Signatures.xml"'),
    });
    expect(await refusalOf(() => stamp(protectsList))).toBe('DOC_LOCKED_BY_SIGNATURE locked-signatures-xml');
  });

  it('a second document without a list when a seal on another protects OFD.xml', async () => {
    const sealed = await editOfd(await stamp(makeOfd()), {
      '/OFD.xml': (text) => text.replace('<ofd:DocBody>', `<ofd:DocBody>${named}</ofd:DocBody><ofd:DocBody>`),
    });
    expect(await refusalOf(() => stamp(sealed))).toBe('DOC_LOCKED_BY_SIGNATURE locked-main');
  });

  it('a document with a damaged earlier signature, which might lock it', async () => {
    const damaged = await editOfd(await stamp(makeOfd()), { '/Doc_0/Signs/Sign_0/Signature.xml': '<broken' });
    expect(await refusalOf(() => stamp(damaged))).toBe('DOC_BROKEN signature-unreadable');
  });

  it.each([
    ['beyond the right edge', at(1, { xMm: 169 })],
    ['beyond the lower edge', at(1, { yMm: 256 })],
    ['left of the page', at(1, { xMm: -1 })],
  ])('a placement %s', async (_, placement) => {
    expect(await refusalOf(() => stamp(makeOfd(), { placements: [placement] }))).toBe('STAMP_PLACEMENT_OUTSIDE_PAGE');
  });

  it('a page the document does not have', async () => {
    expect(await refusalOf(() => stamp(makeOfd(), { placements: [at(2)] }))).toBe('STAMP_PAGE_NOT_FOUND');
  });
});

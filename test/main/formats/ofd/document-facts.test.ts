import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { readOfdFacts } from '#main/formats/ofd/document-facts.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { ofdFiles, ofdNamespace, packOfd, pageXml, textObject, type OfdFiles } from '#test/support/ofd-maker.ts';

const facts = async (files: OfdFiles) => readOfdFacts(await openOfd(memorySource(packOfd(files))));

const attachment = (name: string, path: string) =>
  `<ofd:Attachment ID="9" Name="${name}" Format="txt"><ofd:FileLoc>${path}</ofd:FileLoc></ofd:Attachment>`;

describe('facts of an OFD', () => {
  it('counts pages and states their sizes', async () => {
    const files = ofdFiles({ pages: 3 });
    const area = '<ofd:Area><ofd:PhysicalBox>0 0 297 210</ofd:PhysicalBox></ofd:Area>';
    files['Doc_0/Pages/Page_1/Content.xml'] = pageXml(textObject('横向'), area);
    const { pages, title, documents } = await facts(files);
    expect(pages.map(({ widthMm, heightMm }) => `${widthMm}x${heightMm}`)).toEqual(['210x297', '297x210', '210x297']);
    expect([title, documents]).toEqual(['测试文件', 1]);
  });

  it('allows everything a file does not forbid', async () => {
    const { permissions } = await facts(ofdFiles());
    expect(permissions).toMatchObject({ signature: true, print: true, edit: true, validFrom: null });
  });

  it('takes the stricter of two permissions', async () => {
    const both =
      '<ofd:Permissions><ofd:Signature>true</ofd:Signature><ofd:Signature>false</ofd:Signature></ofd:Permissions>';
    expect((await facts(ofdFiles({ documentExtra: both }))).permissions.signature).toBe(false);
  });

  it('lists attachments, missing ones too', async () => {
    const files = ofdFiles({ documentExtra: '<ofd:Attachments>a.xml</ofd:Attachments>' });
    files['Doc_0/a.xml'] =
      `<ofd:Attachments ${ofdNamespace}>${attachment('甲', 'a.txt')}${attachment('乙', 'b.txt')}</ofd:Attachments>`;
    files['Doc_0/a.txt'] = 'abc';
    expect((await facts(files)).attachments).toEqual([
      { name: '甲', format: 'txt', path: '/Doc_0/a.txt', bytes: 3 },
      { name: '乙', format: 'txt', path: null, bytes: 0 },
    ]);
  });

  it('names the actions of the document and of its pages once each', async () => {
    const action =
      '<ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="http://example.com"/></ofd:Action></ofd:Actions>';
    const files = ofdFiles({ documentExtra: action });
    const movie = action.replace('ofd:URI URI="http://example.com"', 'ofd:Movie ResourceID="9"');
    files['Doc_0/Pages/Page_0/Content.xml'] = pageXml(textObject('字', '', movie + action));
    expect((await facts(files)).actions.toSorted()).toEqual(['Movie', 'URI']);
  });
});

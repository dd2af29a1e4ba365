import { describe, expect, it } from 'vitest';
import { editOfd, type FileEdits } from '#test/support/ofd-editor.ts';
import { ofdFiles, ofdNamespace, packOfd, pageXml, textObject, type OfdFiles } from '#test/support/ofd-maker.ts';
import { complaints, inspect, stamp } from '#test/support/ofd-stamps.ts';

/** A document that uses every kind of file a reader follows. */
function richFiles(): OfdFiles {
  const links =
    '<ofd:Annotations>Annotations.xml</ofd:Annotations><ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>' +
    '<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments><ofd:Extensions>Extensions.xml</ofd:Extensions>';
  const files = ofdFiles({ documentExtra: links });
  files['Doc_0/Document.xml'] = String(files['Doc_0/Document.xml']).replace(
    '</ofd:CommonData>',
    '<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>',
  );
  const resources =
    '<ofd:Font ID="3" FontName="仿宋"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font>' +
    '<ofd:MultiMedia ID="4" Type="Image"><ofd:MediaFile>i.png</ofd:MediaFile></ofd:MultiMedia>';
  return Object.assign(files, {
    'Doc_0/PublicRes.xml': `<ofd:Res ${ofdNamespace} BaseLoc="Res">${resources}</ofd:Res>`,
    'Doc_0/Res/f.ttf': 'font',
    'Doc_0/Res/i.png': 'image',
    'Doc_0/Tpls/Tpl_0/Content.xml': pageXml(textObject('模板')),
    'Doc_0/Annotations.xml': `<ofd:Annotations ${ofdNamespace}><ofd:Page PageID="101"><ofd:FileLoc>Annots/a.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
    'Doc_0/Annots/a.xml': `<ofd:PageAnnot ${ofdNamespace}/>`,
    'Doc_0/Tags/CustomTags.xml': `<ofd:CustomTags ${ofdNamespace}><ofd:CustomTag><ofd:FileLoc>t.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>`,
    'Doc_0/Tags/t.xml': '<t/>',
    'Doc_0/Attachs/Attachments.xml': `<ofd:Attachments ${ofdNamespace}><ofd:Attachment ID="9" Name="附件"><ofd:FileLoc>a.txt</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`,
    'Doc_0/Attachs/a.txt': '附件',
    'Doc_0/Extensions.xml': `<ofd:Extensions ${ofdNamespace}><ofd:Extension><ofd:ExtendData>e.dat</ofd:ExtendData></ofd:Extension></ofd:Extensions>`,
    'Doc_0/e.dat': 'x',
  });
}

const signatureXml = '/Doc_0/Signs/Sign_0/Signature.xml';
const unreference = (path: string) => (text: string) =>
  text.replace(new RegExp(`<ofd:Reference FileRef="${path}">.*?</ofd:Reference>`), '');

async function afterSealing(files: OfdFiles, edits: FileEdits): Promise<string[]> {
  const report = await inspect(await editOfd(await stamp(packOfd(files)), edits));
  return complaints([...report.facts, ...report.signatures.flatMap(({ facts }) => facts)]);
}

describe('coverage of a seal (ATK-14)', () => {
  it('finds nothing to say about an untouched rich document', async () => {
    expect(await afterSealing(richFiles(), {})).toEqual([]);
  });

  it.each([
    ['a page', '/Doc_0/Pages/Page_0/Content.xml'],
    ['a resource list', '/Doc_0/PublicRes.xml'],
    ['a font', '/Doc_0/Res/f.ttf'],
    ['an image', '/Doc_0/Res/i.png'],
    ['a template', '/Doc_0/Tpls/Tpl_0/Content.xml'],
    ['the annotations', '/Doc_0/Annotations.xml'],
    ['the annotations of a page', '/Doc_0/Annots/a.xml'],
    ['the custom tags', '/Doc_0/Tags/CustomTags.xml'],
    ['a custom tag', '/Doc_0/Tags/t.xml'],
    ['the attachments', '/Doc_0/Attachs/Attachments.xml'],
    ['an attachment', '/Doc_0/Attachs/a.txt'],
    ['an extension', '/Doc_0/e.dat'],
    ['Document.xml', '/Doc_0/Document.xml'],
  ])('fails when the references leave out %s', async (_, path) => {
    const report = await afterSealing(richFiles(), { [signatureXml]: unreference(path) });
    expect(report).toEqual(['ofd.coverage fail content-not-covered']);
  });

  it('warns when the references leave out OFD.xml, as one vendor does', async () => {
    const report = await afterSealing(richFiles(), { [signatureXml]: unreference('/OFD.xml') });
    expect(report).toEqual(['ofd.coverage warn main-not-covered']);
  });

  it('fails when OFD.xml is left out and turned to other content', async () => {
    const report = await afterSealing(richFiles(), {
      [signatureXml]: unreference('/OFD.xml'),
      '/OFD.xml': (text) => text.replace('>Doc_0/Document.xml<', '>Doc_9/Document.xml<'),
      '/Doc_9/Document.xml': String(ofdFiles()['Doc_0/Document.xml']),
    });
    expect(report).toContain('ofd.coverage fail content-not-covered');
  });

  it('warns of a file nothing leads to', async () => {
    const report = await afterSealing(richFiles(), { '/Doc_0/extra.xml': '<x/>' });
    expect(report).toEqual(['ofd.coverage warn unlisted-file']);
  });

  it('fails when a forged entry of the list declares a page to be its seal file', async () => {
    const report = await afterSealing(richFiles(), {
      [signatureXml]: unreference('/Doc_0/Annots/a.xml'),
      '/Doc_0/Signs/Signatures.xml': (text) =>
        text.replace('</ofd:Signatures>', '<ofd:Signature ID="x" BaseLoc="/forged.xml"/></ofd:Signatures>'),
      '/forged.xml': `<ofd:Signature ${ofdNamespace}><ofd:SignedInfo><ofd:References/><ofd:Seal><ofd:BaseLoc>/Doc_0/Annots/a.xml</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo><ofd:SignedValue>v</ofd:SignedValue></ofd:Signature>`,
    });
    expect(report.filter((fact) => fact === 'ofd.coverage fail content-not-covered')).toHaveLength(2);
  });

  it('fails when a page takes a resource of its own after sealing', async () => {
    const report = await afterSealing(richFiles(), {
      '/Doc_0/Pages/Page_0/Content.xml': pageXml('', '<ofd:PageRes>Own.xml</ofd:PageRes>'),
      '/Doc_0/Pages/Page_0/Own.xml': `<ofd:Res ${ofdNamespace}/>`,
    });
    expect(report).toEqual(['ofd.references fail digest-mismatch', 'ofd.coverage fail content-not-covered']);
  });
});

describe('files changed after sealing', () => {
  it.each([
    [
      'a changed page',
      { '/Doc_0/Pages/Page_0/Content.xml': pageXml(textObject('改过')) },
      'ofd.references fail digest-mismatch',
    ],
    ['a removed resource', { '/Doc_0/Res/i.png': null }, 'ofd.referenceMissing fail file-removed'],
    ['a changed seal file', { '/Doc_0/Signs/Sign_0/Seal.esl': 'other' }, 'ofd.references fail digest-mismatch'],
    ['a covering annotation (ATK-25)', { '/Doc_0/Annots/a.xml': '<evil/>' }, 'ofd.references fail digest-mismatch'],
    [
      'a removed signed value',
      { '/Doc_0/Signs/Sign_0/SignedValue.dat': null },
      'ofd.signedValue fail signed-value-missing',
    ],
  ])('%s fails', async (_, edits, expected) => {
    expect(await afterSealing(richFiles(), edits as FileEdits)).toContain(expected);
  });
});

describe('several documents in one package (ATK-16)', () => {
  const second = '<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>';
  const twoDocuments = (): OfdFiles => {
    const files = ofdFiles();
    const other = Object.entries(ofdFiles()).filter(([path]) => path.startsWith('Doc_0/'));
    for (const [path, content] of other) files[path.replace('Doc_0', 'Doc_1')] = content;
    files['OFD.xml'] = String(files['OFD.xml']).replace('</ofd:OFD>', `${second}</ofd:OFD>`);
    return files;
  };

  it('covers all of them with one seal', async () => {
    expect(await afterSealing(twoDocuments(), {})).toEqual([]);
  });

  it('fails when a seal on the first says nothing about the second', async () => {
    const report = await afterSealing(twoDocuments(), {
      [signatureXml]: (text) => text.replace(/<ofd:Reference FileRef="\/Doc_1\/.*?<\/ofd:Reference>/g, ''),
    });
    expect(report).toEqual(['ofd.documents fail document-not-covered', 'ofd.coverage warn unlisted-file']);
  });

  it('fails when another version of the document is put beside the sealed one', async () => {
    const files = twoDocuments();
    files['OFD.xml'] = String(ofdFiles()['OFD.xml']).replace(
      '</ofd:DocRoot>',
      '</ofd:DocRoot><ofd:Versions><ofd:Version ID="1" Index="1" Current="true" BaseLoc="Versions/v.xml"/></ofd:Versions>',
    );
    files['Versions/v.xml'] =
      `<ofd:DocVersion ${ofdNamespace}><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocVersion>`;
    const report = await afterSealing(files, {
      [signatureXml]: (text) => text.replace(/<ofd:Reference FileRef="\/Doc_1\/.*?<\/ofd:Reference>/g, ''),
    });
    expect(report).toEqual(['ofd.coverage fail content-not-covered']);
  });
});

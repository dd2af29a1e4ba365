import { type FileEdits } from '#test/support/ofd-editor.ts';
import {
  makeOfd,
  ofdFiles,
  ofdNamespace,
  packOfd,
  pageXml,
  textObject,
  type OfdFiles,
} from '#test/support/ofd-maker.ts';
import { attacks, type Attack, type AttackRow } from './attack.ts';
import { edited, paths, sealedOfd, signedAnew } from './ofd-base.ts';

/** Every kind of file that a reader follows. */
function richFiles(): OfdFiles {
  const links =
    '<ofd:Annotations>Annotations.xml</ofd:Annotations><ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>' +
    '<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>';
  const files = ofdFiles({ documentExtra: links });
  const template = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>';
  const res = `<ofd:Res ${ofdNamespace} BaseLoc="Res"><ofd:Font ID="3" FontName="仿宋"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font><ofd:MultiMedia ID="4" Type="Image"><ofd:MediaFile>i.png</ofd:MediaFile></ofd:MultiMedia></ofd:Res>`;
  return Object.assign(files, {
    'Doc_0/Document.xml': String(files['Doc_0/Document.xml']).replace('</ofd:CommonData>', template),
    'Doc_0/PublicRes.xml': res,
    'Doc_0/Res/f.ttf': 'font',
    'Doc_0/Res/i.png': 'image',
    'Doc_0/Tpls/Tpl_0/Content.xml': pageXml(textObject('模板')),
    'Doc_0/Annotations.xml': `<ofd:Annotations ${ofdNamespace}><ofd:Page PageID="101"><ofd:FileLoc>Annots/a.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
    'Doc_0/Annots/a.xml': `<ofd:PageAnnot ${ofdNamespace}/>`,
    'Doc_0/Tags/CustomTags.xml': `<ofd:CustomTags ${ofdNamespace}><ofd:CustomTag><ofd:FileLoc>t.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>`,
    'Doc_0/Tags/t.xml': '<t/>',
    'Doc_0/Attachs/Attachments.xml': `<ofd:Attachments ${ofdNamespace}><ofd:Attachment ID="9" Name="附件"><ofd:FileLoc>a.txt</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`,
    'Doc_0/Attachs/a.txt': '附件',
  });
}

const rich = (): Promise<Uint8Array> => sealedOfd({}, packOfd(richFiles()));

const leftOut = (path: string): FileEdits => ({
  [paths.signature]: (text) => text.replace(new RegExp(`<ofd:Reference FileRef="${path}">.*?</ofd:Reference>`), ''),
});

const uncovered = (name: string, path: string): AttackRow => [
  `without-${name}`,
  `the signer left ${path} out of the references and signed`,
  'ofd.coverage:content-not-covered',
  signedAnew(leftOut(path), rich),
];

const coverage = attacks(14, 'ofd', [
  uncovered('page', '/Doc_0/Pages/Page_0/Content.xml'),
  uncovered('resource', '/Doc_0/PublicRes.xml'),
  uncovered('font', '/Doc_0/Res/f.ttf'),
  uncovered('image', '/Doc_0/Res/i.png'),
  uncovered('template', '/Doc_0/Tpls/Tpl_0/Content.xml'),
  uncovered('annotations', '/Doc_0/Annotations.xml'),
  uncovered('page-annotations', '/Doc_0/Annots/a.xml'),
  uncovered('custom-tags', '/Doc_0/Tags/CustomTags.xml'),
  uncovered('custom-tag', '/Doc_0/Tags/t.xml'),
  uncovered('attachments', '/Doc_0/Attachs/Attachments.xml'),
  uncovered('attachment', '/Doc_0/Attachs/a.txt'),
  uncovered('document', '/Doc_0/Document.xml'),
  [
    'without-ofd-xml',
    'OFD.xml left out of the references, as one vendor does: a warning is due',
    '',
    signedAnew(leftOut('/OFD.xml'), rich),
    ['valid', 'invalid', 'indeterminate'],
  ],
  [
    'ofd-xml-turned',
    'OFD.xml left out and turned to another document afterwards',
    'ofd.coverage:content-not-covered',
    signedAnew(
      {
        ...leftOut('/OFD.xml'),
        '/OFD.xml': (text) => text.replace('>Doc_0/Document.xml<', '>Doc_9/Document.xml<'),
        '/Doc_9/Document.xml': String(ofdFiles()['Doc_0/Document.xml']),
      },
      rich,
    ),
  ],
  [
    'annotation-put-in',
    'the annotations that Document.xml names are put in after sealing',
    'ofd.coverage:content-not-covered',
    edited({ '/Doc_0/Annotations.xml': pageXml(textObject('改')) }, () =>
      sealedOfd({}, makeOfd({ documentExtra: '<ofd:Annotations>Annotations.xml</ofd:Annotations>' })),
    ),
  ],
  [
    'file-put-in',
    'a file that nothing leads to: not shown, and a warning is due',
    '',
    edited({ '/Doc_0/smuggled.xml': 'x' }),
    ['valid', 'invalid', 'indeterminate'],
  ],
]);

const body = (root: string, id: number): string =>
  `<ofd:DocBody><ofd:DocInfo><ofd:DocID>0000000000000000000000000000000${id}</ofd:DocID></ofd:DocInfo><ofd:DocRoot>${root}</ofd:DocRoot></ofd:DocBody>`;

const evilDocument: FileEdits = {
  '/Doc_1/Document.xml': String(ofdFiles()['Doc_0/Document.xml']),
  '/Doc_1/PublicRes.xml': String(ofdFiles()['Doc_0/PublicRes.xml']),
  '/Doc_1/Pages/Page_0/Content.xml': pageXml(textObject('夹带')),
};

const documents = attacks(16, 'ofd', [
  [
    'second-document',
    'a second document behind the sealed one',
    'ofd',
    edited({
      ...evilDocument,
      '/OFD.xml': (text) => text.replace('</ofd:OFD>', `${body('Doc_1/Document.xml', 2)}</ofd:OFD>`),
    }),
  ],
  [
    'first-document',
    'another document in front of the sealed one',
    'ofd',
    edited({
      ...evilDocument,
      '/OFD.xml': (text) => text.replace('<ofd:DocBody>', `${body('Doc_1/Document.xml', 2)}<ofd:DocBody>`),
    }),
  ],
  [
    'second-document-unprotected',
    'the same where the signer left OFD.xml out of the references',
    'ofd',
    signedAnew({
      ...leftOut('/OFD.xml'),
      ...evilDocument,
      '/OFD.xml': (text) => text.replace('<ofd:DocBody>', `${body('Doc_1/Document.xml', 2)}<ofd:DocBody>`),
    }),
    ['invalid', 'indeterminate'],
  ],
  [
    'version-switched',
    'a version that shows another document is added and made current',
    'ofd',
    edited({
      ...evilDocument,
      '/OFD.xml': (text) =>
        text.replace(
          '</ofd:DocBody>',
          '<ofd:Versions><ofd:Version ID="1" Index="0" Current="true" BaseLoc="Doc_1/Version.xml"/></ofd:Versions></ofd:DocBody>',
        ),
      '/Doc_1/Version.xml': `<ofd:DocVersion ${ofdNamespace} ID="1"><ofd:FileList/><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocVersion>`,
    }),
  ],
]);

export const ofdCoverage: readonly Attack[] = [...coverage, ...documents];

import { type FileEdits } from '#test/support/ofd-editor.ts';
import { makeOfd, ofdFiles, ofdNamespace, packOfd, pageXml, textObject } from '#test/support/ofd-maker.ts';
import { attacks, type Attack, type AttackRow } from './attack.ts';
import { edited, paths, sealedOfd, signedAnew } from './ofd-base.ts';
import { inPage } from './ofd-look.ts';
import { pictured, sealed } from './ofd-seal.ts';

const warned: AttackRow[4] = ['valid', 'invalid', 'indeterminate'];

const stampAt = (to: string): FileEdits => ({
  [paths.signature]: (text) => text.replace(/PageRef="\d+" Boundary="[^"]+"/, to),
});

const stamps = attacks(24, 'ofd', [
  [
    'moved-afterwards',
    'the place of the stamp is changed after sealing',
    'ses.dataHash:content-changed',
    edited(stampAt('PageRef="101" Boundary="0 0 42 42"')),
  ],
  [
    'page-missing',
    'a stamp on a page that is not there: a warning is due',
    '',
    signedAnew(stampAt('PageRef="999" Boundary="9 9 42 42"')),
    warned,
  ],
  [
    'off-the-page',
    'a stamp beside the page: a warning is due',
    '',
    signedAnew(stampAt('PageRef="101" Boundary="500 80 42 42"')),
    warned,
  ],
  [
    'page-sized',
    'a stamp as large as the page: a warning is due',
    '',
    signedAnew(stampAt('PageRef="101" Boundary="0 0 210 297"')),
    warned,
  ],
  [
    'hidden-by-clip',
    'a stamp hidden by its clip: a warning is due',
    '',
    signedAnew(stampAt('PageRef="101" Boundary="9 9 42 42" Clip="50 0 10 10"')),
    warned,
  ],
  [
    'no-stamp',
    'a seal without a stamp: a warning is due',
    '',
    signedAnew({ [paths.signature]: (text) => text.replace(/<ofd:StampAnnot[^>]+>/, '') }),
    warned,
  ],
  [
    'several-stamps',
    'three stamps of one signature on one page',
    '',
    signedAnew({
      [paths.signature]: (text) =>
        text.replace(
          /<ofd:StampAnnot[^>]+>/,
          (one) => one + one.replace(/ID="[^"]+"/, 'ID="9"') + one.replace(/ID="[^"]+"/, 'ID="10"'),
        ),
    }),
    warned,
  ],
  [
    'over-the-amount',
    'a stamp laid over the text: what it hides is for the eye',
    '',
    signedAnew(stampAt('PageRef="101" Boundary="15 15 42 42"')),
    warned,
  ],
  [
    'picture-is-svg',
    'the picture of the seal is SVG with a script, called PNG: a warning is due',
    '',
    sealed(
      pictured(
        new TextEncoder().encode(
          '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="http://example.invalid/x"/></svg>',
        ),
      ),
    ),
    warned,
  ],
  [
    'picture-is-ofd',
    'the picture of the seal is a document, called PNG: a warning is due',
    '',
    sealed(pictured(makeOfd())),
    warned,
  ],
  [
    'picture-alone',
    'the picture of a seal on a page that nobody signed',
    '',
    () =>
      packOfd({
        ...ofdFiles(),
        'Doc_0/Pages/Page_0/Content.xml': pageXml(
          `<ofd:PathObject ID="6" Boundary="100 100 42 42" LineWidth="2"><ofd:StrokeColor Value="200 0 0"/><ofd:AbbreviatedData>M 0 0 L 42 0 L 42 42 L 0 42 C</ofd:AbbreviatedData></ofd:PathObject>${textObject('验章通过 真实有效')}`,
        ),
      }),
    ['unsigned'],
  ],
]);

const annotation = `<ofd:PageAnnot ${ofdNamespace}><ofd:Annot ID="50" Type="Stamp"><ofd:Appearance Boundary="0 0 210 297"><ofd:TextObject ID="51" Boundary="0 0 200 9" Font="3" Size="5"><ofd:TextCode X="0" Y="5">改</ofd:TextCode></ofd:TextObject></ofd:Appearance></ofd:Annot></ofd:PageAnnot>`;

const annotated: FileEdits = {
  '/Doc_0/Annotations.xml': `<ofd:Annotations ${ofdNamespace}><ofd:Page PageID="101"><ofd:FileLoc>Annots/a.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
  '/Doc_0/Annots/a.xml': annotation,
};

const withAnnotations = () =>
  sealedOfd({}, makeOfd({ documentExtra: '<ofd:Annotations>Annotations.xml</ofd:Annotations>' }));

const acted = (action: string): FileEdits =>
  inPage('<ofd:TextCode', `<ofd:Actions><ofd:Action Event="CLICK">${action}</ofd:Action></ofd:Actions><ofd:TextCode`);

const later = attacks(25, 'ofd', [
  [
    'annotation-over-text',
    'annotations that Document.xml names come into being after sealing and cover the text',
    'ofd.coverage:content-not-covered',
    edited(annotated, withAnnotations),
  ],
  [
    'annotations-named',
    'Document.xml is changed to name annotations',
    'ofd',
    edited({
      ...annotated,
      [paths.document]: (text) =>
        text.replace('</ofd:Document>', '<ofd:Annotations>Annotations.xml</ofd:Annotations></ofd:Document>'),
    }),
  ],
  ...(
    [
      ['uri', '<ofd:URI URI="http://example.invalid/"/>'],
      ['goto-attachment', '<ofd:GotoA AttachID="9"/>'],
      ['sound', '<ofd:Sound ResourceID="9"/>'],
      ['movie', '<ofd:Movie ResourceID="9" Operator="Play"/>'],
    ] as const
  ).map(([name, action]): AttackRow => [
    `action-${name}`,
    `an action (${name}) put on a text after sealing`,
    'ofd.references:digest-mismatch',
    edited(acted(action)),
  ]),
  [
    'external-attachment',
    'an attachment outside the package put in after sealing',
    'ofd',
    edited(
      {
        '/Doc_0/Attachs.xml': `<ofd:Attachments ${ofdNamespace}><ofd:Attachment ID="9" Name="x"><ofd:FileLoc>http://example.invalid/a.exe</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`,
      },
      () => sealedOfd({}, makeOfd({ documentExtra: '<ofd:Attachments>Attachs.xml</ofd:Attachments>' })),
    ),
    ['invalid', 'error'],
  ],
]);

export const ofdStamps: readonly Attack[] = [...stamps, ...later];

import { ofdFiles, ofdNamespace, packOfd, pageXml, textObject } from '#test/support/ofd-maker.ts';
import { attacks, type Attack, type AttackRow } from './attack.ts';
import { edited, sealedOfd } from './ofd-base.ts';
import { inPage } from './ofd-look.ts';

const drawnPage =
  (objects: string, more: Record<string, string> = {}) =>
  (): Promise<Uint8Array> =>
    sealedOfd({}, packOfd({ ...ofdFiles(), 'Doc_0/Pages/Page_0/Content.xml': pageXml(objects), ...more }));

const params = (text: string): Record<string, string> => ({
  'Doc_0/PublicRes.xml': `<ofd:Res ${ofdNamespace} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="仿宋"/></ofd:Fonts><ofd:DrawParams>${text}</ofd:DrawParams></ofd:Res>`,
});

const signedAsIs: AttackRow[4] = ['valid', 'invalid', 'indeterminate'];

const drawing = attacks(26, 'ofd', [
  [
    'transform-afterwards',
    'a CTM put on the text after sealing',
    'ofd.references:digest-mismatch',
    edited(inPage('<ofd:TextObject', '<ofd:TextObject CTM="0.1 0 0 0.1 0 0"')),
  ],
  [
    'invisible-afterwards',
    'a text made invisible after sealing',
    'ofd.references:digest-mismatch',
    edited(inPage('<ofd:TextObject', '<ofd:TextObject Visible="false"')),
  ],
  [
    'alpha-signed',
    'text of alpha 0, signed as such: what is signed is what is stored',
    '',
    drawnPage(textObject('看不见的条款', ' Alpha="0"')),
    signedAsIs,
  ],
  [
    'invisible-signed',
    'text with Visible=false, signed as such',
    '',
    drawnPage(textObject('看不见的条款', ' Visible="false"')),
    signedAsIs,
  ],
  [
    'other-glyphs-signed',
    'a CGTransform that shows other glyphs than the text, signed as such',
    '',
    drawnPage(
      textObject(
        '壹佰元',
        '',
        '<ofd:CGTransform CodePosition="0" CodeCount="3" GlyphCount="3"><ofd:Glyphs>9 9 9</ofd:Glyphs></ofd:CGTransform>',
      ),
    ),
    signedAsIs,
  ],
  [
    'template-over-page',
    'a template drawn over the page, signed as such',
    '',
    () =>
      sealedOfd(
        {},
        packOfd({
          ...ofdFiles(),
          'Doc_0/Document.xml': String(ofdFiles()['Doc_0/Document.xml']).replace(
            '</ofd:CommonData>',
            '<ofd:TemplatePage ID="7" BaseLoc="Tpl.xml"/></ofd:CommonData>',
          ),
          'Doc_0/Tpl.xml': pageXml(textObject('模板')),
          'Doc_0/Pages/Page_0/Content.xml': pageXml(
            textObject('正文'),
            '<ofd:Template TemplateID="7" ZOrder="Foreground"/>',
          ),
        }),
      ),
    signedAsIs,
  ],
  [
    'parameters-in-a-circle',
    'drawing parameters that inherit from each other: drawing must end',
    '',
    drawnPage(
      textObject('正文', ' DrawParam="8"'),
      params('<ofd:DrawParam ID="8" Relative="9"/><ofd:DrawParam ID="9" Relative="8"/>'),
    ),
    signedAsIs,
  ],
  [
    'template-afterwards',
    'the page takes a template after sealing',
    'ofd.references:digest-mismatch',
    edited(inPage('<ofd:Content>', '<ofd:Template TemplateID="7"/><ofd:Content>')),
  ],
]);

export const ofdDrawing: readonly Attack[] = [...drawing];

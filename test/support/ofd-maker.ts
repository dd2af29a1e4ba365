import { rawZip } from './raw-zip.ts';

/** Files of a package by path without leading `/`; tests change them before packing. */
export type OfdFiles = Record<string, string | Uint8Array>;

export const ofdNamespace = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

export interface OfdMakerOptions {
  readonly pages?: number;
  /** Text of a page by its number. */
  readonly text?: (page: number) => string;
  /** ST_Box of all pages. */
  readonly physicalBox?: string;
  /** Elements after `Pages` in Document.xml. */
  readonly documentExtra?: string;
}

/** A small document of text pages on A4; page IDs are 101, 102 and so on, so that they differ from page numbers. */
export function ofdFiles(options: OfdMakerOptions = {}): OfdFiles {
  const { pages = 1, text = (page) => `第 ${page} 页`, physicalBox = '0 0 210 297', documentExtra = '' } = options;
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  const files: OfdFiles = {
    'OFD.xml':
      `${declaration}<ofd:OFD ${ofdNamespace} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>` +
      '<ofd:DocID>00000000000000000000000000000001</ofd:DocID><ofd:Title>测试文件</ofd:Title></ofd:DocInfo>' +
      '<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
    'Doc_0/Document.xml':
      `${declaration}<ofd:Document ${ofdNamespace}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID>` +
      `<ofd:PageArea><ofd:PhysicalBox>${physicalBox}</ofd:PhysicalBox></ofd:PageArea>` +
      '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>' +
      numbers.map((page) => `<ofd:Page ID="${100 + page}" BaseLoc="Pages/Page_${page - 1}/Content.xml"/>`).join('') +
      `</ofd:Pages>${documentExtra}</ofd:Document>`,
    'Doc_0/PublicRes.xml': `${declaration}<ofd:Res ${ofdNamespace} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="仿宋"/></ofd:Fonts></ofd:Res>`,
  };
  for (const page of numbers) files[`Doc_0/Pages/Page_${page - 1}/Content.xml`] = pageXml(textObject(text(page)));
  return files;
}

/** Content.xml of a page with these objects in its body layer. */
export function pageXml(objects: string, before = ''): string {
  return (
    `${declaration}<ofd:Page ${ofdNamespace}>${before}<ofd:Content><ofd:Layer ID="1">${objects}</ofd:Layer>` +
    '</ofd:Content></ofd:Page>'
  );
}

export function textObject(text: string, attributes = '', children = ''): string {
  return (
    `<ofd:TextObject ID="5" Boundary="20 20 160 8" Font="3" Size="5.644"${attributes}>${children}` +
    `<ofd:TextCode X="0" Y="5">${text}</ofd:TextCode></ofd:TextObject>`
  );
}

export function packOfd(files: OfdFiles): Uint8Array {
  return rawZip(Object.entries(files).map(([name, content]) => ({ name, content })));
}

export function makeOfd(options: OfdMakerOptions = {}): Uint8Array {
  return packOfd(ofdFiles(options));
}

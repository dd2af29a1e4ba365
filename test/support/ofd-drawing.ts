import { SaxesParser } from 'saxes';
import { memorySource } from '#main/formats/byte-source.ts';
import { drawOfdPage, type DrawOptions, type DrawnPage } from '#main/formats/ofd/draw/draw-page.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { ofdFiles, ofdNamespace, packOfd, pageXml, type OfdFiles } from '#test/support/ofd-maker.ts';

export interface PageParts {
  /** Objects of the only layer. */
  readonly objects?: string;
  /** Elements of the page before its content. */
  readonly before?: string;
  /** Content of PublicRes.xml. */
  readonly resources?: string;
  /** Elements of CommonData and of Document after Pages. */
  readonly common?: string;
  readonly documentExtra?: string;
  readonly files?: OfdFiles;
}

/** Files of a document with one page of A4 made of these parts. */
export function drawingFiles(parts: PageParts): OfdFiles {
  const files = ofdFiles({ documentExtra: parts.documentExtra ?? '' });
  files['Doc_0/Pages/Page_0/Content.xml'] = pageXml(parts.objects ?? '', parts.before ?? '');
  if (parts.resources !== undefined) {
    files['Doc_0/PublicRes.xml'] = `<ofd:Res ${ofdNamespace} BaseLoc="Res">${parts.resources}</ofd:Res>`;
  }
  if (parts.common !== undefined) {
    files['Doc_0/Document.xml'] = String(files['Doc_0/Document.xml']).replace(
      '</ofd:CommonData>',
      `${parts.common}</ofd:CommonData>`,
    );
  }
  return { ...files, ...parts.files };
}

export async function drawParts(parts: PageParts, options: DrawOptions = {}): Promise<DrawnPage> {
  return drawOfdPage(await openOfd(memorySource(packOfd(drawingFiles(parts)))), 0, 1, options);
}

/** Reasons of the problems, each once. */
export const reasonsOf = ({ problems }: DrawnPage): string[] => problems.map(({ reason }) => reason);

const allowedElements = new Set(
  'svg g rect path text use image defs clipPath pattern linearGradient radialGradient stop mask filter feColorMatrix'.split(
    ' ',
  ),
);
const allowedAddress = /^(#d\d+|data:image\/(png|jpeg|gif|bmp|svg\+xml);base64,[A-Za-z0-9+/=]+)$/;
const allowedReference = /^url\(#d\d+\)$/;

/**
 * Reads a drawing as XML and lists what a safe one may not have: scripts, handlers, styles, foreign elements,
 * addresses that lead outside, references to nothing.
 */
export function unsafeParts(svg: string): string[] {
  const found: string[] = [];
  const ids = new Set<string>();
  const used = new Set<string>();
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => found.push(String(error)));
  parser.on('doctype', () => found.push('doctype'));
  parser.on('processinginstruction', () => found.push('instruction'));
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (uri !== 'http://www.w3.org/2000/svg' || !allowedElements.has(local)) found.push(`<${local}>`);
    for (const { name, value } of Object.values(attributes)) {
      if (/^on/i.test(name) || (name === 'style' && value !== 'mix-blend-mode:multiply')) found.push(name);
      if (name.endsWith('href') && !allowedAddress.test(value)) found.push(value.slice(0, 80));
      if (value.includes('url(') && !allowedReference.test(value)) found.push(value.slice(0, 80));
      if (name === 'id') ids.add(value);
      for (const [, id] of value.slice(0, 40).matchAll(/^(?:url\()?#(d\d+)\)?$/g)) used.add(id ?? '');
    }
  });
  parser.write(svg).close();
  return [...found, ...[...used].filter((id) => !ids.has(id)).map((id) => `missing ${id}`)];
}

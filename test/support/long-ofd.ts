import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeText } from '#main/formats/ofd/draw/markup.ts';
import { ofdFiles, pageXml } from './ofd-maker.ts';
import { rawZip } from './raw-zip.ts';

const manual = fileURLToPath(new URL('../../docs/manual', import.meta.url));
const linesOnPage = 38;
const charactersInLine = 36;
const lineMm = 6.6;

/**
 * A document as long as the longest ones users complain about: 1,287 pages of Chinese text in a font that is not
 * embedded, with every distance written out, some 9 MB.
 */
export function longOfd(pages = 1287): Uint8Array {
  const text = readdirSync(manual)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(join(manual, name), 'utf8'))
    .join('')
    .replaceAll(/[^\p{Script=Han}，。、；：（）“”]+/gu, '');
  const files = ofdFiles({ pages });
  for (let page = 0; page < pages; page += 1) {
    const lines = Array.from({ length: linesOnPage }, (_, line) => {
      const from = ((page * linesOnPage + line) * charactersInLine) % (text.length - charactersInLine);
      return lineObject(line, text.slice(from, from + charactersInLine));
    });
    files[`Doc_0/Pages/Page_${page}/Content.xml`] = pageXml(lines.join(''));
  }
  // Half of the pages as they are, as some producers write them.
  return rawZip(Object.entries(files).map(([name, content], at) => ({ name, content, isStored: at % 2 === 0 })));
}

function lineObject(line: number, text: string): string {
  const y = 20 + line * lineMm;
  return (
    `<ofd:TextObject ID="${line + 5}" Boundary="20 ${y.toFixed(1)} 170 6" Font="3" Size="4.5">` +
    `<ofd:TextCode X="0" Y="5" DeltaX="${Array.from({ length: text.length - 1 }, (_, at) => (4.6 + (at % 7) / 1000).toFixed(3)).join(' ')}">${escapeText(text)}</ofd:TextCode></ofd:TextObject>`
  );
}

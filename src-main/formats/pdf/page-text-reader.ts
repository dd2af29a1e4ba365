import fs from 'node:fs';
import path from 'node:path';
import { getDocument, PDFDataRangeTransport } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { listenInThread } from '#main/platform/threads.ts';
import type { TextItem } from './page-words.ts';

/** What the station says to the thread that reads text. */
export type ToTextReader =
  | { readonly kind: 'read'; readonly size: number; readonly pages: readonly number[] }
  | { readonly kind: 'bytes'; readonly begin: number; readonly bytes: Uint8Array };

/** What the thread answers. */
export type FromTextReader =
  | { readonly kind: 'need'; readonly begin: number; readonly end: number }
  | { readonly kind: 'text'; readonly pages: readonly (readonly TextItem[])[] }
  | { readonly kind: 'failed'; readonly why: string };

const rangeBytes = 256 * 1024;

/** Character maps come with the program: among the packages, or beside the built screen. */
function mapFolder(): string {
  const packaged = path.join(import.meta.dirname, '..', 'renderer', 'pdfjs', 'cmaps');
  const installed = path.join(import.meta.dirname, '..', '..', '..', 'node_modules', 'pdfjs-dist', 'cmaps');
  return `${import.meta.url.endsWith('.ts') ? installed : packaged}${path.sep}`;
}

/** Asks the station for every piece; the thread itself opens no file of anybody's. */
class AskedTransport extends PDFDataRangeTransport {
  override requestDataRange(begin: number, end: number): void {
    say({ kind: 'need', begin, end });
  }
}

let transport: AskedTransport | undefined;

async function read(size: number, pages: readonly number[]): Promise<FromTextReader> {
  const asked = new AskedTransport(size, null);
  transport = asked;
  const task = getDocument({
    range: asked,
    rangeChunkSize: rangeBytes,
    disableAutoFetch: true,
    disableStream: true,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    cMapUrl: mapFolder(),
    cMapPacked: true,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    const texts: (readonly TextItem[])[] = [];
    for (const number of pages) {
      const page = await document.getPage(number);
      const { items, styles } = await page.getTextContent();
      texts.push(items.flatMap((item) => ('str' in item ? [plain(item, styles[item.fontName])] : [])));
      page.cleanup();
    }
    return { kind: 'text', pages: texts };
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : '' };
  } finally {
    transport = undefined;
    await task.destroy();
  }
}

function plain(
  item: { readonly str: string; readonly transform: number[]; readonly width: number; readonly height: number },
  style: { readonly vertical?: boolean } | undefined,
): TextItem {
  const { str, transform, width, height } = item;
  return { str, transform, width, height, isVertical: style?.vertical === true };
}

const say: (message: FromTextReader) => void = listenInThread((told) => {
  const message = told as ToTextReader;
  if (message.kind === 'bytes') transport?.onDataRange(message.begin, message.bytes);
  else void read(message.size, message.pages).then(say);
});

if (!fs.existsSync(mapFolder())) throw new Error('the character maps are missing');

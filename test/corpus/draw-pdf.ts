import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { fontSettings } from './font-settings.ts';

const pdfjs = fileURLToPath(new URL('../../node_modules/pdfjs-dist', import.meta.url));
const viewer = fileURLToPath(new URL('../../src-renderer/components/viewer', import.meta.url));
const executablePath = '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** Draws as the viewer of the program does (`src-renderer/components/viewer/pdf-source.ts`): same options, no text. */
const script = `
import { getDocument, GlobalWorkerOptions } from '/build/pdf.mjs';
import { loadStandardFonts } from '/standard-fonts.js';
import { LineCanvasFactory } from '/text-lines.js';
GlobalWorkerOptions.workerSrc = '/build/pdf.worker.mjs';
let open;
window.openFile = async () => {
  const task = getDocument({ url: '/file', cMapUrl: '/cmaps/', cMapPacked: true,
    standardFontDataUrl: '/standard_fonts/', wasmUrl: '/wasm/', iccUrl: '/iccs/', CanvasFactory: LineCanvasFactory, enableXfa: false, verbosity: 0 });
  [open] = await Promise.all([task.promise, loadStandardFonts('/standard_fonts/')]);
  return open.numPages;
};
window.drawPage = async (number) => {
  const page = await open.getPage(number);
  const viewport = page.getViewport({ scale: 96 / 72 });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  await page.render({ canvas, viewport }).promise;
  const address = canvas.toDataURL('image/png');
  canvas.width = 0;
  page.cleanup();
  return address.slice(address.indexOf(',') + 1);
};`;

export interface PdfPictures {
  /** @returns whether pdf.js can read the file */
  open(file: string): Promise<boolean>;
  /** PNG of a page of the open file at 96 dpi; null when pdf.js cannot draw it. */
  picture(page: number): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

interface DrawingWindow {
  openFile(): Promise<number>;
  drawPage(page: number): Promise<string>;
}

export async function openPdfPictures(): Promise<PdfPictures> {
  let current = '';
  const server = serve(() => current);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'pdf-pictures-'));
  const env = { ...process.env, ...fontSettings(folder, 'browser') };
  const browser = await chromium.launch({ executablePath, args: flags, env });
  let page: Page | undefined;
  return {
    async open(file) {
      current = file;
      // A page of its own for every file: what one leaves behind does not weigh on the next.
      await page?.close();
      page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.waitForFunction(() => 'drawPage' in window);
      const opened = page.evaluate(async () => (window as unknown as DrawingWindow).openFile());
      return opened.then(
        () => true,
        () => false,
      );
    },
    async picture(number) {
      if (!page) return null;
      const drawn = page.evaluate(async (n) => (window as unknown as DrawingWindow).drawPage(n), number);
      const base64 = await drawn.catch(() => null);
      return base64 === null ? null : Buffer.from(base64, 'base64');
    },
    async close() {
      await browser.close();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const types: Readonly<Record<string, string>> = {
  '.mjs': 'text/javascript',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

function serve(currentFile: () => string): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const answer = (type: string, body: string | Uint8Array): void => {
      response.writeHead(200, { 'content-type': type });
      response.end(body);
    };
    if (pathname === '/') return answer('text/html', '<!doctype html><script type="module" src="/draw.js"></script>');
    if (pathname === '/draw.js') return answer('text/javascript', script);
    if (pathname === '/standard-fonts.js' || pathname === '/text-lines.js') {
      return answer('text/javascript', viewerPart(pathname.replace('.js', '.ts')));
    }
    if (pathname === '/file') return answer('application/pdf', readFileSync(currentFile()));
    const asset = join(pdfjs, decodeURIComponent(pathname));
    if (asset.startsWith(pdfjs) && existsSync(asset)) {
      return answer(types[extname(asset)] ?? 'application/octet-stream', readFileSync(asset));
    }
    response.writeHead(404);
    response.end();
  });
}

/** A module of the viewer, without its types. */
function viewerPart(name: string): string {
  return stripTypeScriptTypes(readFileSync(join(viewer, name), 'utf8'));
}

import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { drawOfdPage } from '#main/formats/ofd/draw/draw-page.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { findChromium } from '../../e2e/support/chromium.ts';
import { picture, type GoldenDocument } from './golden-documents.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const hasBrowser = findChromium() !== null || process.env['CI'] === 'true';

/** The viewer of the program with its stamps over the pages, and nothing of ours beside it. */
const script = `
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import './bridge/appearance.ts';
import './styles/base.css';
import { Viewer } from './components/viewer/viewer.tsx';
import { StampOverlay } from './components/viewer/stamp-overlay.tsx';
const { address, format, pages, placements, mode } = await (await fetch('/plan.json')).json();
const overlay = (page) => placements.filter((one) => one.page === page.number).map((placement) =>
  createElement(StampOverlay, { key: 'stamp', page, placement, mode, pictureUrl: '/seal.png', sealName: 'seal' }));
const handle = (found) => { window.viewer = found; };
createRoot(document.querySelector('#root')).render(
  createElement(Viewer, { ref: handle, address, format, pages, overlay, hasThumbs: false }));
`;

export interface ViewerWindow {
  /**
   * PNG of every page as the viewer shows it.
   * @param what `preview`: as it was, with the seals laid over it where they are asked for; `stamped`: the finished
   *   file with nothing over it
   */
  pictures(document: GoldenDocument, what: 'preview' | 'stamped'): Promise<readonly Uint8Array[]>;
  close(): Promise<void>;
}

export async function openViewerWindow(): Promise<ViewerWindow> {
  const bundle = await build({
    stdin: { contents: script, resolveDir: join(root, 'src-renderer'), loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    outdir: '/',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'empty', '.svg': 'empty' },
    logLevel: 'error',
  });
  const built = (ending: string): Uint8Array => bundle.outputFiles.find(({ path }) => path.endsWith(ending))!.contents;
  let shown: { readonly document: GoldenDocument; readonly what: 'preview' | 'stamped' } | null = null;
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const executablePath = findChromium() ?? 'chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const send = (type: string, body: Uint8Array | string): void => {
      response.writeHead(200, { 'content-type': type });
      response.end(body);
    };
    const { document, what } = shown!;
    const bytes = what === 'preview' ? document.original : document.stamped;
    if (pathname === '/') return send('text/html', html);
    if (pathname === '/bundle.js') return send('text/javascript', built('.js'));
    if (pathname === '/bundle.css') return send('text/css', built('.css'));
    if (pathname === '/seal.png') return send('image/png', picture);
    if (pathname === '/plan.json') {
      const placements = what === 'preview' ? document.placements : [];
      const { format, pages } = document;
      return send(
        'application/json',
        JSON.stringify({ address: 'golden', format, pages, placements, mode: 'stamped' }),
      );
    }
    if (pathname === '/resource/golden/original') return sendRange(request, response, bytes);
    const svg = /^\/resource\/golden\/page\/(\d+)\.svg$/.exec(pathname)?.[1];
    if (svg !== undefined) {
      const drawn = await drawOfdPage(await openOfd(memorySource(bytes)), 0, Number(svg));
      return send('image/svg+xml', drawn.svg);
    }
    if (pathname.startsWith('/pdfjs/')) {
      const part = pathname.slice('/pdfjs/'.length);
      const file = part === 'pdf.worker.min.mjs' ? `build/${part}` : part;
      return send(
        part.endsWith('mjs') ? 'text/javascript' : 'application/octet-stream',
        readFileSync(join(root, 'node_modules/pdfjs-dist', file)),
      );
    }
    response.writeHead(404);
    response.end();
  }

  return {
    async pictures(document, what) {
      shown = { document, what };
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      const pictures: Uint8Array[] = [];
      for (const { number } of document.pages) {
        await page.waitForFunction(() => 'viewer' in window);
        await page.evaluate(
          (n) => (window as unknown as { viewer: { showPage(n: number): void } }).viewer.showPage(n),
          number,
        );
        const sheet = page.locator(`[data-page="${number}"][data-drawn="true"]`);
        await sheet.waitFor();
        pictures.push(new Uint8Array(await sheet.screenshot()));
      }
      return pictures;
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

const html =
  '<!doctype html><html><head><link rel="stylesheet" href="/bundle.css"><style>html,body,#root{height:100%;margin:0}' +
  '#root{display:flex}#root>*{flex:1}</style></head><body><div id="root"></div>' +
  '<script type="module" src="/bundle.js"></script></body></html>';

function sendRange(request: IncomingMessage, response: ServerResponse, bytes: Uint8Array): void {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  const [begin, end] = [Number(from ?? 0), Math.min(bytes.length - 1, Number(to ?? bytes.length))];
  response.writeHead(206, {
    'content-type': 'application/pdf',
    'content-range': `bytes ${begin}-${end}/${bytes.length}`,
  });
  response.end(bytes.subarray(begin, end + 1));
}

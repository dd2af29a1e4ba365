import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright';

const executablePath = '/usr/bin/chromium';
const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** Whether the browser is here; without it tests that look at pictures are skipped by name, and fail under CI. */
export const hasChromium = process.env['CI'] === 'true' || existsSync(executablePath);

/** The policy of the program's own pages, as far as images go: only what the page itself makes a blob of. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'";

const script = `window.show = async (svg) => {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  await image.decode();
  document.body.replaceChildren(image);
};`;

export interface SvgPictures {
  /** PNG at 96 dpi of an SVG that is shown as an image from a blob, under the policy. */
  picture(svg: string): Promise<Uint8Array>;
  /** Addresses the browser asked for beside the page itself, and what the policy refused. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export async function openSvgPictures(): Promise<SvgPictures> {
  const server = servePage();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser: Browser = await chromium.launch({ executablePath, args: flags.split(' ') });
  const page: Page = await browser.newPage({ viewport: { width: 1400, height: 1800 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('blob:'))
      complaints.push(request.url().slice(0, 80));
  });
  await page.goto(address);
  return {
    async picture(svg) {
      await page.evaluate((text) => (window as unknown as { show(svg: string): Promise<void> }).show(text), svg);
      return page.locator('img').screenshot();
    },
    complaints,
    async close() {
      await browser.close();
      server.close();
    },
  };
}

const files: Readonly<Record<string, readonly [string, string]>> = {
  '/': [
    'text/html',
    '<!doctype html><link rel="stylesheet" href="/page.css"><script src="/page.js"></script><body></body>',
  ],
  '/page.css': ['text/css', 'body { margin: 0 } img { display: block }'],
  '/page.js': ['text/javascript', script],
  '/favicon.ico': ['image/x-icon', ''],
};

function servePage(): Server {
  return createServer((request, response) => {
    const [type, content] = files[request.url ?? ''] ?? ['text/plain', ''];
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
    response.end(content);
  });
}

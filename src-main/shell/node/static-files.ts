import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { noncePlaceholder, screenHeaders, screenPolicy } from '#main/app/screen-policy.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.pfb': 'application/octet-stream',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/vnd.iccprofile',
  '.txt': 'text/plain; charset=utf-8',
};

/** Answers from the folder of the built screen: null for what is not there. */
export type StaticFiles = (pathname: string) => Response | null;

/**
 * Serves the built screen. Only regular files inside the folder, of kinds that are known; the page itself gets a
 * fresh nonce in every answer.
 */
export function staticFiles(folder: string): StaticFiles {
  return (pathname) => {
    if (pathname === '/' || pathname === '/index.html') return page(path.join(folder, 'index.html'));
    const file = fileInside(folder, pathname);
    const contentType = file && contentTypes[path.extname(file).toLowerCase()];
    if (!file || !contentType) return null;
    const isHashed = pathname.startsWith('/assets/');
    return new Response(fs.readFileSync(file), {
      headers: {
        ...screenHeaders,
        'content-type': contentType,
        'cache-control': isHashed ? 'private, max-age=31536000, immutable' : 'no-cache',
      },
    });
  };
}

function page(file: string): Response | null {
  if (!fs.existsSync(file)) return null;
  const nonce = randomBytes(16).toString('base64');
  const html = fs.readFileSync(file, 'utf8').replaceAll(noncePlaceholder, nonce);
  return new Response(html, {
    headers: {
      ...screenHeaders,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': screenPolicy(nonce),
    },
  });
}

/** A regular file below the folder, links resolved; undefined for every other name. */
function fileInside(folder: string, pathname: string): string | undefined {
  try {
    const name = decodeURIComponent(pathname);
    if (/[\0\\]|(^|\/)\.|:/.test(name)) return undefined;
    const root = fs.realpathSync(folder);
    const file = fs.realpathSync(path.join(root, name));
    return file.startsWith(root + path.sep) && fs.statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

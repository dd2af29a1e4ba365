import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShell, type Answer, type ShellVisitor } from './shell-visitor.ts';

let visitor: ShellVisitor;
let cookie: string;

beforeAll(async () => {
  visitor = await openShell();
  cookie = await visitor.enter();
});

afterAll(() => visitor.close());

const ask = (rawPath: string): Promise<Answer> => visitor.ask(rawPath, { headers: { cookie } });

describe('the page', () => {
  it('comes with a policy that lets nothing foreign in, and a nonce of its own each time', async () => {
    const [first, second] = [await ask('/'), await ask('/')];
    const policy = String(first.headers['content-security-policy']);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "worker-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' blob:",
      "font-src 'self' blob:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(first.body.toString()).toContain(`nonce="${nonce}"`);
    expect(first.body.toString()).not.toContain('SEALKEEPER_NONCE');
    expect(second.headers['content-security-policy']).not.toBe(policy);
    expect(first.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  it('has its files beside it, with their types', async () => {
    const { status, headers } = await ask('/assets/a.js');
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'text/javascript; charset=utf-8' });
    expect((await ask('/assets/b.js')).status).toBe(404);
    expect((await visitor.ask('/', { method: 'POST', headers: { cookie, origin: visitor.origin } })).status).toBe(405);
  });

  it('gives nothing that lies outside its folder, however the path is written', async () => {
    fs.symlinkSync(path.join(visitor.screenFolder, '..', 'outside.js'), path.join(visitor.screenFolder, 'link.js'));
    const paths = [
      '/../outside.js',
      '/assets/../../outside.js',
      '/%2e%2e/outside.js',
      '/..%2foutside.js',
      '/assets/..%2f..%2foutside.js',
      '/..\\outside.js',
      '/..%5coutside.js',
      '/%2e%2e%5coutside.js',
      '//etc/passwd',
      '/link.js',
      '/.hidden.js',
      '/assets',
      '/assets/a.js%00.html',
      '/%E0%A4%A',
    ];
    for (const each of paths)
      expect({ path: each, status: (await ask(each)).status }).toEqual({ path: each, status: 404 });
  });

  it('says in words when it was not built', async () => {
    fs.renameSync(path.join(visitor.screenFolder, 'index.html'), path.join(visitor.screenFolder, 'gone.html'));
    const { status, body } = await ask('/');
    expect(status).toBe(503);
    expect(body.toString()).toContain('尚未构建');
    fs.renameSync(path.join(visitor.screenFolder, 'gone.html'), path.join(visitor.screenFolder, 'index.html'));
  });
});

describe('/healthz', () => {
  it('answers without a cookie, and tells nothing but that it is well', async () => {
    const { status, body } = await visitor.ask('/healthz');
    expect({ status, body: body.toString() }).toEqual({ status: 200, body: '{"status":"ok"}' });
  });
});

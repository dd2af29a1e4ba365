import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkFromSecret } from '#main/app/launch-secret.ts';
import { createWords } from '#main/platform/words.ts';
import { startNodeShell } from '#main/shell/node/start-node-shell.ts';
import { refusalOf } from '#test/support/refusals.ts';
import { openShell, type ShellVisitor } from './shell-visitor.ts';

let visitor: ShellVisitor;
let cookie: string;

beforeAll(async () => {
  visitor = await openShell();
  cookie = await visitor.enter();
});

afterAll(() => visitor.close());

const launchPath = (): string => visitor.shell.link().slice(visitor.origin.length);

describe('a launch link', () => {
  it('is exchanged once for a cookie that no script reads, and leaves the address bar', async () => {
    const link = launchPath();
    const { status, headers } = await visitor.ask(link);
    expect({ status, location: headers.location }).toEqual({ status: 303, location: '/' });
    expect(String(headers['set-cookie'])).toMatch(/^sealkeeper-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect((await visitor.ask(link)).status).toBe(403);
  });

  it('is worth nothing when it was made up or altered', async () => {
    const [claim, seal] = [launchPath().slice(0, -43), launchPath().slice(-43)];
    expect((await visitor.ask(claim + seal)).status).toBe(403);
    expect((await visitor.ask('/?launch=')).status).toBe(403);
    expect((await visitor.ask(`/?launch=${'0'.repeat(8)}.${'a'.repeat(16)}.${'b'.repeat(43)}`)).status).toBe(403);
  });

  it('can be made by the same user from the secret in the data folder, which nobody else reads', async () => {
    const file = path.join(visitor.data, 'launch.json');
    // Windows has no such bits; there the folder belongs to the user's profile.
    expect(process.platform === 'win32' ? 0o600 : fs.statSync(file).mode & 0o777).toBe(0o600);
    const link = linkFromSecret(visitor.data, new Date()).slice(visitor.origin.length);
    expect((await visitor.ask(link)).status).toBe(303);
    const old = linkFromSecret(visitor.data, new Date(Date.now() - 3_600_000)).slice(visitor.origin.length);
    expect((await visitor.ask(old)).status).toBe(403);
  });

  it('cannot be made where nothing runs', async () => {
    expect(await refusalOf(() => linkFromSecret(path.join(visitor.data, 'nowhere'), new Date()))).toBe(
      'STATION_NOT_RUNNING',
    );
  });
});

describe('who may talk to the shell', () => {
  it('listens on this computer alone', () => {
    expect(visitor.origin).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });

  it('ATK-33: refuses a name that is not this computer’s, whatever address it leads to', async () => {
    const { port } = visitor.shell;
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`, 'localhost.']) {
      expect((await visitor.ask('/', { headers: { host, cookie } })).status).toBe(403);
      expect((await visitor.ask('/healthz', { headers: { host } })).status).toBe(403);
      expect(await visitor.socket({ host, cookie, origin: visitor.origin })).toBe(403);
    }
    const localhost = { host: `localhost:${port}`, cookie, origin: `http://localhost:${port}` };
    expect(await visitor.socket(localhost)).toBe('open');
  });

  it('ATK-45: refuses calls and requests of other pages, even with the cookie', async () => {
    const { port } = visitor.shell;
    const others = ['https://evil.example', `http://127.0.0.1:${port + 1}`, 'null', `https://127.0.0.1:${port}`];
    for (const origin of others) {
      expect(await visitor.socket({ cookie, origin })).toBe(403);
      expect((await visitor.ask('/resource/seal/1/picture', { headers: { cookie, origin } })).status).toBe(403);
      const put = { method: 'PUT', headers: { cookie, origin }, body: Buffer.from('x') };
      expect((await visitor.ask('/resource/upload?name=x', put)).status).toBe(403);
    }
    expect(await visitor.socket({ cookie })).toBe(403);
    const elsewhere = { cookie, 'sec-fetch-site': 'same-site' };
    expect((await visitor.ask('/assets/a.js', { headers: elsewhere })).status).toBe(403);
  });

  it('refuses whoever has no cookie, or an invented one', async () => {
    const { origin } = visitor;
    const invented = `${cookie.split('=')[0]}=${'a'.repeat(43)}`;
    for (const headers of [{ origin }, { origin, cookie: invented }]) {
      expect(await visitor.socket(headers)).toBe(403);
      expect((await visitor.ask('/', { headers })).status).toBe(403);
      expect((await visitor.ask('/assets/a.js', { headers })).status).toBe(403);
    }
    expect(await visitor.socket({ origin, cookie })).toBe('open');
    expect(await visitor.socket({ origin, cookie }, '/other')).toBe(403);
  });

  it('lets no request without a page behind it change anything', async () => {
    const put = { method: 'PUT', headers: { cookie }, body: Buffer.from('x') };
    expect((await visitor.ask('/resource/upload?name=x', put)).status).toBe(403);
  });
});

describe('a real key', () => {
  it('is refused, unless the shell is told otherwise', async () => {
    const environment = { ...process.env, SEALKEEPER_PKCS11_MODULE: '/usr/lib/vendor-pkcs11.so' };
    const start = () => startNodeShell({ data: path.join(visitor.data, 'none'), words: createWords(), environment });
    expect(await refusalOf(start)).toBe('STATION_REAL_KEY_REFUSED');
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTimestampRequest } from '#main/formats/cms/timestamp-request.ts';
import { writeTimestampResponse } from '#main/formats/cms/timestamp-response.ts';
import { readTimestampToken } from '#main/formats/cms/timestamp.ts';
import { writeTimestampToken, type TimestampStatement } from '#main/formats/cms/write-timestamp.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { requestTimestamp } from '#main/stamping/timestamp-client.ts';
import { demoAuthority, duringValidity, issue, type KeyHolder } from '#test/support/demo-authority.ts';

const { sub, signer } = demoAuthority();
const authority = issue('时间戳服务', 'timestamp', sub);
const stamped = signer.sign(Uint8Array.of(1));
const folder = mkdtempSync(join(tmpdir(), 'timestamp-client-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tokenBy = (holder: KeyHolder, query: Uint8Array, changes: Partial<TimestampStatement> = {}): Uint8Array => {
  const { imprint, nonce } = readTimestampRequest(query);
  const statement = { policy: '1.2.3', imprint, serial: Uint8Array.of(9), genTime: duringValidity, nonce, ...changes };
  return writeTimestampToken(statement, holder.certificate.der, true, (bytes) => rsToDer(holder.sign(bytes)));
};

/** An authority that answers as it is told. */
const ask = (reply: (query: Uint8Array) => Response | Promise<Response>, timeoutMs = 1000) =>
  requestTimestamp({
    url: 'http://authority.test/timestamp',
    stamped,
    signedAt: duringValidity,
    timeoutMs,
    fetch: (_, init) => {
      const answered = Promise.resolve(reply(new Uint8Array(init?.body as Uint8Array)));
      const aborted = new Promise<never>((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
      });
      return Promise.race([answered, aborted]);
    },
  });
const reply = (body: Uint8Array, status = 200, type = 'application/timestamp-reply') =>
  new Response(new Uint8Array(body), { status, headers: { 'content-type': type } });
const silent = (): Promise<Response> => new Promise(() => undefined);
const granted = (token: Uint8Array): Response => reply(writeTimestampResponse({ token }));

describe('asking for a timestamp', () => {
  it('takes a token that answers this very question', async () => {
    const token = await ask((query) => granted(tokenBy(authority, query)));
    expect(readTimestampToken(token).genTime).toEqual(duringValidity);
  });

  it.each<[string, (query: Uint8Array) => Response | Promise<Response>]>([
    ['another nonce', (query) => granted(tokenBy(authority, query, { nonce: 5n }))],
    ['no nonce', (query) => granted(tokenBy(authority, query, { nonce: undefined }))],
    ['an imprint of something else', (query) => granted(tokenBy(authority, query, { imprint: new Uint8Array(32) }))],
    [
      'a time before the signature, which would speak against it',
      (query) => granted(tokenBy(authority, query, { genTime: new Date(duringValidity.getTime() - 301_000) })),
    ],
    ['a certificate that is not for timestamps', (query) => granted(tokenBy(signer, query))],
    ['a signature by another key', (query) => granted(tokenBy({ ...authority, sign: signer.sign }, query))],
    ['a refusal', () => reply(writeTimestampResponse({ failure: 'badAlg' }))],
    ['an answer of another kind', () => reply(new TextEncoder().encode('<html>'), 200, 'text/html')],
    ['an error of the server', () => reply(new Uint8Array(), 503)],
    ['rubbish', () => reply(new Uint8Array(100).fill(7))],
    ['more bytes than any token', () => reply(new Uint8Array(70_000))],
    ['nobody', () => Promise.reject(new Error('ECONNREFUSED'))],
  ])('refuses %s (ATK-28)', async (_, answer) => {
    await expect(ask(answer)).rejects.toMatchObject({ code: 'STAMP_TIMESTAMP_UNAVAILABLE' });
  });

  it('does not wait for ever', async () => {
    await expect(ask(silent, 30)).rejects.toMatchObject({ code: 'STAMP_TIMESTAMP_UNAVAILABLE' });
  });
});

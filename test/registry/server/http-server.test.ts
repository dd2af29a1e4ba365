import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRegistry, type RegistryProcess } from '#test/support/registry-process.ts';

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId?: string; responses: object }>>>>;
}

let registry: RegistryProcess;

beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.remove());

const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(new URL(path, registry.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

describe('registry over HTTP', () => {
  it('listens on loopback and says that it is well', async () => {
    const answer = await fetch(new URL('/healthz', registry.url));
    expect(new URL(registry.url).hostname).toBe('127.0.0.1');
    expect(await answer.json()).toMatchObject({ status: 'ok' });
  });

  it('describes every route in an OpenAPI 3.1 document', async () => {
    const document = (await (await fetch(new URL('/openapi.json', registry.url))).json()) as OpenApi;
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(operations).toHaveLength(31);
    expect(operations.every(({ responses }) => '200' in responses)).toBe(true);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/v1/status-list', '/v1/usage/leaves', '/v1/admin/seals/{caseId}']),
    );
  });

  it('answers an unknown path with a code and Chinese words', async () => {
    const answer = await fetch(new URL('/v1/nothing', registry.url));
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ data: { code: 'RPC_NOT_FOUND', words: { what: '没有这个操作。' } } });
  });

  it.each([
    ['is not JSON', '{', 400],
    ['lacks the envelope', '{}', 400],
    ['has fields nobody knows', '{"envelope":{},"body":{},"signature":"","more":1}', 400],
  ])('refuses a body that %s, without a stack in the answer', async (_case, body, status) => {
    const answer = await post('/v1/usage/leaves', body);
    const text = await answer.text();
    expect(answer.status).toBe(status);
    expect(text).toContain('RPC_INVALID_INPUT');
    expect(text).not.toMatch(/node_modules|src-registry|at \w+ \(/);
  });

  it('refuses a body above 8 MiB', async () => {
    const large = JSON.stringify({ filler: 'x'.repeat(9 * 1024 * 1024) });
    // The registry answers without reading it all; a sender that is still writing may see the connection cut instead.
    const outcome = await post('/v1/usage/leaves', large).then(
      ({ status }) => status,
      () => 'cut',
    );
    expect([413, 'cut']).toContain(outcome);
  });

  it.each([
    ['no token', {}],
    ['a wrong token', { authorization: `Bearer ${'A'.repeat(43)}` }],
    ['another scheme', { authorization: 'Basic YWRtaW46YWRtaW4=' }],
  ])('refuses an official with %s', async (_case, headers) => {
    const answer = await fetch(new URL('/v1/admin/seals', registry.url), { headers });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ data: { code: 'REGISTRY_FORBIDDEN' } });
  });

  it('closes cleanly on SIGTERM and is there again afterwards with the same root', async () => {
    const root = async (): Promise<string> =>
      ((await (await fetch(new URL('/v1/certificates', registry.url))).json()) as { root: string }).root;
    const before = await root();
    expect(await registry.stop()).toBe(0);
    await registry.start();
    expect(await root()).toBe(before);
  });

  it('lets only one registry work on a folder', async () => {
    await expect(startSecond(registry.dir)).resolves.toContain('STATION_DATA_IN_USE');
  });
});

async function startSecond(dir: string): Promise<string> {
  const { spawnSync } = await import('node:child_process');
  const main = new URL('../../../src-registry/main.ts', import.meta.url).pathname;
  return spawnSync(process.execPath, [main, '--data', dir, '--port', '0'], { encoding: 'utf8' }).stderr;
}

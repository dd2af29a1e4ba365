import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { awaitedPages } from '../../../src-renderer/components/viewer/awaited-pages.ts';

/** Pages the station was asked for, and those whose asker went away before the answer. */
const asked: string[] = [];
const left: string[] = [];
let server: Server;
let isAnswering = true;
let origin = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const page = /page\/(\d+)\.svg/.exec(request.url ?? '')?.[1] ?? '';
    asked.push(page);
    response.once('close', () => {
      if (!response.writableEnded) left.push(page);
    });
    if (isAnswering) response.end('<svg xmlns="http://www.w3.org/2000/svg"/>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  left.length = 0;
  isAnswering = true;
});

const open = () =>
  awaitedPages(async (page, signal) => (await fetch(`${origin}/page/${page}.svg`, { signal })).text(), 12);
const soon = (list: readonly string[], count: number) => vi.waitFor(() => expect(list).toHaveLength(count));

describe('pages of a long document', () => {
  it('are fetched once for all who want them, and kept', async () => {
    const source = open();
    const { signal } = new AbortController();
    await Promise.all([source.page(1, signal), source.page(1, signal)]);
    await source.page(1, signal);
    expect(asked).toEqual(['1']);
  });

  it('are given up when the last who wants them has scrolled past, and not before', async () => {
    isAnswering = false;
    const source = open();
    const [sheet, thumb] = [new AbortController(), new AbortController()];
    const waiting = [source.page(7, sheet.signal), source.page(7, thumb.signal)];
    await soon(asked, 1);
    sheet.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(left).toEqual([]);
    thumb.abort();
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await soon(left, 1);
    isAnswering = true;
    await source.page(7, new AbortController().signal);
    expect(asked).toEqual(['7', '7']);
  });

  it('are given up with their document', async () => {
    isAnswering = false;
    const source = open();
    const waiting = source.page(9, new AbortController().signal);
    await soon(asked, 1);
    source.close();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await soon(left, 1);
  });

  it('are not asked for by somebody who has left already', async () => {
    const gone = AbortSignal.abort();
    await expect(open().page(3, gone)).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toEqual([]);
  });
});

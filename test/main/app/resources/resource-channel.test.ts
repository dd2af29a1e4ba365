import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerOver, askOver } from '#main/app/resources/resource-channel.ts';
import type { Port } from '#main/platform/message-port.ts';
import { makeChannel } from '#test/support/electron-ports.ts';

type Handler = (request: Request) => Promise<Response>;

/** A request that crosses two channels and comes back. */
function cross(handler: Handler, request: Request): Promise<Response> {
  return askOver(request, makeChannel, (head, ports) => void answerOver(structuredClone(head), ports, handler));
}

const address = 'sealkeeper://app/resource/document/1/original';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a request over ports', () => {
  it('brings status, headers and every byte of the answer', async () => {
    const file = new Uint8Array(randomBytes(5_000_000));
    const response = await cross(
      async ({ headers }) =>
        new Response(new Blob([file]).stream(), {
          status: 206,
          headers: { 'content-range': headers.get('range') ?? '' },
        }),
      new Request(address, { headers: { range: 'bytes=0-4999999' } }),
    );
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes=0-4999999');
    expect(Buffer.from(await response.arrayBuffer()).equals(file)).toBe(true);
  });

  it('takes the body of an upload along', async () => {
    const sent = new Uint8Array(randomBytes(2_000_000));
    const request = new Request('sealkeeper://app/resource/upload?name=x.pdf', { method: 'PUT', body: sent });
    const response = await cross(async (arrived) => {
      const bytes = Buffer.from(await arrived.arrayBuffer());
      return Response.json({ method: arrived.method, url: arrived.url, isSame: bytes.equals(sent) });
    }, request);
    expect(await response.json()).toEqual({ method: 'PUT', url: request.url, isSame: true });
  });

  it.each([204, 304])('gives an answer %i, which has no body', async (status) => {
    const response = await cross(async () => new Response(null, { status }), new Request(address));
    expect(response.status).toBe(status);
    expect(response.body).toBeNull();
  });

  it('makes a failed handler an answer 500 that says nothing', async () => {
    const response = await cross(async () => {
      throw new Error('a path of this computer');
    }, new Request(address));
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
  });

  it('reads ahead of a slow reader by a few pieces only', async () => {
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        given += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const response = await cross(async () => new Response(endless), new Request(address));
    await pause(100);
    expect(given).toBeLessThan(6);
    await response.body?.cancel();
  });

  it('lets go of the file when the reader leaves', async () => {
    let isClosed = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1024)),
      cancel: () => {
        isClosed = true;
      },
    });
    const response = await cross(async () => new Response(endless), new Request(address));
    await response.body?.cancel();
    await pause(50);
    expect(isClosed).toBe(true);
  });

  it('never passes a broken answer off as a short one', async () => {
    const breaking = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(1024)),
      pull: (controller) => controller.error(new Error('disk')),
    });
    const response = await cross(async () => new Response(breaking), new Request(address));
    await expect(response.arrayBuffer()).rejects.toThrow(/before the end/);
  });

  it('fails when the station goes away before it answers, and in the middle of a body', async () => {
    let kept: readonly Port[] = [];
    const silent = askOver(new Request(address), makeChannel, (_head, ports) => (kept = ports));
    kept[0]?.close();
    await expect(silent).rejects.toThrow(/has gone/);

    const halfway = await askOver(new Request(address), makeChannel, (head, ports) => {
      kept = ports;
      const slow = new ReadableStream<Uint8Array>({ pull: () => pause(10_000) });
      void answerOver(head, ports, async () => new Response(slow));
    });
    const reading = halfway.arrayBuffer();
    kept[0]?.close();
    await expect(reading).rejects.toThrow(/before the end/);
  });
});

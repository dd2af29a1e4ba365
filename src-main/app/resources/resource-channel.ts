import type { Port } from '#main/platform/message-port.ts';
import type { ResourceHandler } from './resource-handler.ts';

/** A request without its body, as it can be posted. */
export interface RequestHead {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
}

interface AnswerHead {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
}

type Part =
  | { readonly head: AnswerHead }
  | { readonly chunk: Uint8Array }
  | { readonly end: true }
  | { readonly failed: true };

const bodiless = new Set([204, 205, 304]);

/** Gives a body over a port, one piece for each that is asked for: a slow reader never fills the memory. */
function sendBody(port: Port, body: ReadableStream<Uint8Array> | null): void {
  const reader = body?.getReader();
  port.on('message', ({ data }) => void (data === 'more' ? give() : reader?.cancel()));
  port.on('close', () => void reader?.cancel().catch(() => {}));

  async function give(): Promise<void> {
    const piece = await reader?.read().catch(() => null);
    const part: Part = piece === null ? { failed: true } : piece?.value ? { chunk: piece.value } : { end: true };
    port.postMessage(part, []);
  }
}

/** The body that comes over a port. A port that closes before the end is an error, never a shorter file. */
function receiveBody(
  port: Port,
  onHead: (head: AnswerHead) => void = () => {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isOver = false;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        const fail = (): void => {
          if (isOver) return;
          isOver = true;
          controller.error(new Error('the channel closed before the end'));
        };
        port.on('message', ({ data }) => {
          const part = data as Part;
          if ('head' in part) onHead(part.head);
          else if (isOver) return;
          else if ('chunk' in part) controller.enqueue(part.chunk as Uint8Array<ArrayBuffer>);
          else if ('failed' in part) fail();
          else {
            isOver = true;
            controller.close();
            port.close();
          }
        });
        port.on('close', fail);
        port.start();
      },
      pull: () => port.postMessage('more', []),
      cancel: () => {
        isOver = true;
        port.postMessage('cancel', []);
        port.close();
      },
    },
    { highWaterMark: 1 },
  );
}

/** The station's side: answers one request that came over ports. A handler that throws is an answer 500. */
export async function answerOver(
  head: RequestHead,
  [answerPort, bodyPort]: readonly Port[],
  handler: ResourceHandler,
): Promise<void> {
  if (answerPort === undefined) return;
  const body = bodyPort === undefined ? {} : { body: receiveBody(bodyPort), duplex: 'half' };
  const init = {
    method: head.method,
    headers: head.headers.map(([name, value]): [string, string] => [name, value]),
    ...body,
  };
  const response = await handler(new Request(head.url, init)).catch(() => new Response(null, { status: 500 }));
  // What was refused before it was read is not sent on.
  bodyPort?.close();
  sendBody(answerPort, response.body);
  answerPort.postMessage({ head: { status: response.status, headers: [...response.headers] } } satisfies Part, []);
  answerPort.start();
}

/**
 * The main process's side: sends a request away and gives the answer as soon as its head is there.
 *
 * @param send posts the head with the far ends of the channels
 * @throws Error when the other side goes away before it answers
 */
export async function askOver(
  request: Request,
  makeChannel: () => { readonly port1: Port; readonly port2: Port },
  send: (head: RequestHead, ports: Port[]) => void,
): Promise<Response> {
  const answer = makeChannel();
  const ports = [answer.port2];
  if (request.body) {
    const body = makeChannel();
    sendBody(body.port1, request.body);
    body.port1.start();
    ports.push(body.port2);
  }
  return new Promise((resolve, reject) => {
    answer.port1.on('close', () => reject(new Error('the station has gone')));
    const body = receiveBody(answer.port1, ({ status, headers }) => {
      const init = { status, headers: headers.map(([name, value]): [string, string] => [name, value]) };
      if (bodiless.has(status)) void body.cancel();
      resolve(new Response(bodiless.has(status) ? null : body, init));
    });
    send({ url: request.url, method: request.method, headers: [...request.headers] }, ports);
  });
}

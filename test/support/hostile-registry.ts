import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostileAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  readonly location?: string;
  /** Never answer. */
  readonly isSilent?: boolean;
}

/** Something between station and registry: passes requests on, unless it was told another answer for a path. */
export interface HostileProxy {
  readonly url: string;
  readonly answers: Map<string, HostileAnswer>;
  /** Bodies the registry answered, newest last, by path. */
  readonly seen: Map<string, string[]>;
  close(): Promise<void>;
}

export async function startHostileProxy(target: string): Promise<HostileProxy> {
  const answers = new Map<string, HostileAnswer>();
  const seen = new Map<string, string[]>();
  async function forward(
    method: string,
    url: string,
    sent: Buffer,
    path: string,
    response: ServerResponse,
  ): Promise<void> {
    const body = method === 'GET' ? {} : { body: Uint8Array.from(sent) };
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(new URL(url, target), { method, headers, ...body });
    const text = await answer.text();
    seen.set(path, [...(seen.get(path) ?? []), text]);
    response.writeHead(answer.status, headers);
    response.end(text);
  }
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', target).pathname;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const hostile = answers.get(path);
      if (hostile?.isSilent) return;
      if (hostile) {
        response.writeHead(hostile.status ?? 200, {
          'content-type': hostile.type ?? 'application/json',
          ...(hostile.location === undefined ? {} : { location: hostile.location }),
        });
        response.end(hostile.body ?? '');
        return;
      }
      void forward(request.method ?? 'GET', request.url ?? '/', Buffer.concat(chunks), path, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import fs from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { WebSocket } from 'ws';
import { createWords } from '#main/platform/words.ts';
import { startNodeShell, type NodeShell } from '#main/shell/node/start-node-shell.ts';
import { preparedData } from '#test/support/screen-station.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** A running shell over a prepared station, and somebody who asks it without a browser's good manners. */
export interface ShellVisitor {
  readonly shell: NodeShell;
  readonly origin: string;
  readonly data: string;
  readonly screenFolder: string;
  /** The path is sent as it stands: nothing is normalised. */
  ask(rawPath: string, asked?: Asked): Promise<Answer>;
  /** Exchanges a fresh link. @returns the cookie as a browser sends it back */
  enter(): Promise<string>;
  /** @returns `open`, or the status the handshake was refused with */
  socket(headers: Readonly<Record<string, string>>, rawPath?: string): Promise<'open' | number>;
  close(): Promise<void>;
}

export const pageText = '<!doctype html><title>t</title><script nonce="SEALKEEPER_NONCE" src="./assets/a.js"></script>';

export async function openShell(): Promise<ShellVisitor> {
  const { root, data } = await preparedData();
  const screenFolder = path.join(root, 'screen');
  fs.mkdirSync(path.join(screenFolder, 'assets'), { recursive: true });
  fs.writeFileSync(path.join(screenFolder, 'index.html'), pageText);
  fs.writeFileSync(path.join(screenFolder, 'assets', 'a.js'), 'export {};');
  fs.writeFileSync(path.join(screenFolder, '.hidden.js'), 'hidden');
  fs.writeFileSync(path.join(root, 'outside.js'), 'outside');
  const shell = await startNodeShell({ data, words: createWords(), screenFolder });
  const origin = `http://127.0.0.1:${shell.port}`;

  const ask = (rawPath: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port: shell.port, path: rawPath, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      asking.on('error', reject);
      asking.end(body);
    });

  return {
    shell,
    origin,
    data,
    screenFolder,
    ask,
    enter: async () => {
      const { headers } = await ask(shell.link().slice(origin.length));
      return String(headers['set-cookie']).split(';')[0]!;
    },
    socket: (headers, rawPath = '/rpc') =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${shell.port}${rawPath}`, { headers });
        socket.once('open', () => {
          socket.terminate();
          resolve('open');
        });
        socket.once('unexpected-response', (_request, response) => {
          resolve(response.statusCode ?? 0);
          socket.terminate();
        });
        socket.on('error', () => {});
      }),
    close: async () => {
      await shell.close();
      fs.rmSync(root, { recursive: true, force: true });
    },
  };
}

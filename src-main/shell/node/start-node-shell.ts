import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { WebSocketServer } from 'ws';
import { startBackground } from '#main/app/background.ts';
import { openLaunchGate } from '#main/app/launch-secret.ts';
import { openStation, type Station } from '#main/app/open-station.ts';
import { programFiles } from '#main/app/program-files.ts';
import { createResourceHandler } from '#main/app/resources/resource-handler.ts';
import { screenHeaders } from '#main/app/screen-policy.ts';
import { systemClock, type Clock } from '#main/platform/clock.ts';
import type { Words } from '#main/platform/words.ts';
import { createChannelServer } from '#main/rpc/serve-channel.ts';
import { refuseRealKey } from './real-key.ts';
import { staticFiles } from './static-files.ts';
import { createVisitorGate } from './visitor-gate.ts';
import { sendResponse, toRequest } from './web-exchange.ts';

export interface NodeShellOptions {
  readonly data?: string | undefined;
  /** 0, the default, lets the system choose. */
  readonly port?: number | undefined;
  readonly words: Words;
  /** A real key belongs in the desktop program; a browser has other pages and extensions in it. */
  readonly isRealKeyAllowed?: boolean;
  /** The built screen. */
  readonly screenFolder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly clock?: Clock;
}

export interface NodeShell {
  readonly station: Station;
  readonly port: number;
  /** A fresh link that lets one browser in. */
  link(): string;
  close(): Promise<void>;
}

/** Calls are small; what is large travels by address. */
const maxMessageBytes = 4 * 1024 * 1024;
const closeGraceMs = 2_000;

/**
 * The station behind HTTP on this computer's own address: the built screen, calls over WebSocket at `/rpc`, bytes at
 * `/resource/`, and `/healthz`.
 *
 * @throws STATION_REAL_KEY_REFUSED, STATION_DATA_IN_USE and others of `openStation`
 */
export async function startNodeShell(options: NodeShellOptions): Promise<NodeShell> {
  const { words, clock = systemClock, environment = process.env } = options;
  if (options.isRealKeyAllowed !== true) refuseRealKey(environment);
  const station = await openStation({ data: options.data, words, clock, environment });
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 3_600_000 });
  try {
    const port = await listen(server, options.port ?? 0);
    return serve(station, server, port, options);
  } catch (error) {
    await station.close();
    throw error;
  }
}

function serve(station: Station, server: Server, port: number, options: NodeShellOptions): NodeShell {
  const { words, clock = systemClock } = options;
  const launch = openLaunchGate(station.paths.folder, port, () => clock.now());
  const gate = createVisitorGate(port, launch);
  const files = staticFiles(options.screenFolder ?? path.join(programFiles.root, 'dist', 'renderer'));
  const resources = createResourceHandler(station.parts);
  const channels = createChannelServer(station.router);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });
  const origin = `http://127.0.0.1:${port}`;

  async function answer(incoming: IncomingMessage, left: AbortSignal): Promise<Response> {
    const url = new URL(incoming.url ?? '/', origin);
    if (!gate.isAddressedRightly(incoming)) return plain(403, words.say('shell.notThisAddress'));
    if (url.pathname === '/healthz')
      return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
    const token = url.pathname === '/' ? url.searchParams.get('launch') : null;
    if (token !== null) return enter(token);
    if (!gate.isLetIn(incoming) || !gate.isFromHere(incoming)) return plain(403, words.say('shell.openAgain'));
    if (url.pathname.startsWith('/resource/')) return resources(toRequest(incoming, origin, left));
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD') return plain(405, '');
    const file = files(url.pathname);
    if (file) return file;
    return url.pathname === '/' ? plain(503, words.say('shell.notBuilt')) : plain(404, words.say('shell.noSuchPage'));
  }

  /** The token leaves the address bar with the redirect. */
  function enter(token: string): Response {
    const cookie = gate.letIn(token);
    if (cookie === null) return plain(403, words.say('shell.openAgain'));
    return new Response(null, { status: 303, headers: { ...screenHeaders, location: '/', 'set-cookie': cookie } });
  }

  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const left = new AbortController();
    outgoing.once('close', () => left.abort());
    answer(incoming, left.signal)
      .catch(() => plain(500, ''))
      .then((response) => sendResponse(response, outgoing))
      .catch(() => outgoing.destroy());
  });
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    socket.on('error', () => socket.destroy());
    const isRpc = new URL(request.url ?? '/', origin).pathname === '/rpc';
    if (!isRpc || !gate.isAddressedRightly(request) || !gate.comesFromOwnPage(request) || !gate.isLetIn(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (peer) => channels.serveSocket(peer));
  });

  const background = startBackground(station);
  return {
    station,
    port,
    link: () => launch.link(),
    close: async () => {
      launch.close();
      for (const peer of sockets.clients) peer.terminate();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), closeGraceMs).unref();
      await closed;
      await background.stop();
      await station.close();
    },
  };
}

/** A sentence for people, in a page without anything active. */
function plain(status: number, text: string): Response {
  const headers = { ...screenHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(text, { status, headers });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

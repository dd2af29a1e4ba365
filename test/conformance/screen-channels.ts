import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, type ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket, WebSocketServer } from 'ws';
import { fromCrossing } from '#main/rpc/error-crossing.ts';
import { memoryClient, type StationRouter } from '#main/rpc/router.ts';
import { createChannelServer } from '#main/rpc/serve-channel.ts';
import type { Contract } from '#shared/contract/contract.ts';

export type ScreenClient = ContractRouterClient<Contract>;

/** One screen on one channel. */
export interface OpenedChannel {
  client(session?: string): ScreenClient;
  /** For calls that outlive their answer: the channel's end is theirs. */
  readonly callOptions: { readonly signal?: AbortSignal };
  /** The screen goes away without a word. */
  vanish(): void;
  /** Clears up on both sides. */
  close(): void;
  /** Puts bytes on the wire, past the client; resolves when the station has cut the channel. Null without a wire. */
  readonly sendBytes: ((bytes: Uint8Array) => Promise<void>) | null;
}

export interface ChannelKind {
  readonly name: string;
  open(router: StationRouter): Promise<OpenedChannel>;
  /** Where all channels of a kind share a program, it ends here. */
  end?(): Promise<void>;
}

export function inMemory(): ChannelKind {
  return {
    name: 'memory',
    open: async (router) => {
      const end = new AbortController();
      return {
        client: (session) => memoryClient(router, session) as ScreenClient,
        callOptions: { signal: end.signal },
        vanish: () => end.abort(),
        close: () => end.abort(),
        sendBytes: null,
      };
    },
  };
}

export function overWebSocket(): ChannelKind {
  return {
    name: 'WebSocket',
    open: async (router) => {
      const server = createServer();
      const channels = createChannelServer(router);
      new WebSocketServer({ server }).on('connection', (socket) => channels.serveSocket(socket));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const websocket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
      await new Promise((resolve) => websocket.once('open', resolve));
      // ws is the browser's WebSocket in all that a link uses; only the options of its listeners are typed otherwise.
      const link = new SocketLink<CallAs>({
        websocket: websocket as unknown as globalThis.WebSocket,
        headers: headersOf,
      });
      return {
        client: (session) => clientOver(link, session),
        callOptions: {},
        vanish: () => websocket.terminate(),
        close: () => {
          websocket.terminate();
          server.closeAllConnections();
          server.close();
        },
        sendBytes: (bytes) => {
          websocket.send(bytes);
          return new Promise((resolve) => websocket.once('close', () => resolve()));
        },
      };
    },
  };
}

export function overMessagePort(): ChannelKind {
  return {
    name: 'MessagePort',
    open: async (router) => {
      const channel = new MessageChannel();
      createChannelServer(router).servePort(channel.port1);
      const port = channel.port2;
      port.start();
      const link = new PortLink<CallAs>({ port, headers: headersOf });
      return {
        client: (session) => clientOver(link, session),
        callOptions: {},
        vanish: () => port.close(),
        close: () => port.close(),
        sendBytes: (bytes) => {
          port.postMessage(bytes);
          return new Promise((resolve) => port.once('close', () => resolve()));
        },
      };
    },
  };
}

/** The session a call is made with, as a header of that call. */
export interface CallAs {
  readonly session?: string | undefined;
}

export const headersOf = ({ context }: { context: CallAs }): Record<string, string> =>
  context.session === undefined ? {} : { authorization: `Bearer ${context.session}` };

export function clientOver(link: ClientLink<CallAs>, session?: string): ScreenClient {
  return createORPCClient({
    call: async (path, input, options) => {
      try {
        return await link.call(path, input, { ...options, context: { session } });
      } catch (error) {
        throw fromCrossing(error);
      }
    },
  });
}

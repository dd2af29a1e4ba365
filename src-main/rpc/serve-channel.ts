import { RequestHeadersPlugin } from '@orpc/server/plugins';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { CallContext } from './call-context.ts';
import type { StationRouter } from './router.ts';

/** A port as Node, browsers and Electron's main process give it, as far as a channel needs one. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message' | 'close', listener: (message?: unknown) => void): unknown;
  close(): void;
}

/** Serves the router over channels with a wire. Only text passes: bytes travel by address, never in a call. */
export interface ChannelServer {
  serveSocket(socket: WebSocket): void;
  servePort(port: Port): void;
}

/** WebSocket close code for data of a kind that is not accepted (RFC 6455, 7.4.1). */
const unsupportedData = 1003;

export function createChannelServer(router: StationRouter): ChannelServer {
  const options = { plugins: [new RequestHeadersPlugin<CallContext>()] };
  const socketHandler = new SocketHandler<CallContext>(router, options);
  const portHandler = new PortHandler<CallContext>(router, options);
  return {
    serveSocket: (socket) => {
      // A broken or oversized frame: ws closes by itself, and the closing is what the calls under way hear.
      socket.on('error', () => socket.terminate());
      socket.on('message', (_data, isBinary) => {
        if (isBinary) socket.close(unsupportedData);
      });
      const wire: Pick<WebSocket, 'addEventListener' | 'send'> = {
        addEventListener: ((name: 'message' | 'close', listener: (event: never) => void) =>
          socket.addEventListener(name, (event) => {
            if (name === 'close' || isText(event)) listener(event as never);
          })) as WebSocket['addEventListener'],
        send: (message: unknown) => {
          if (socket.readyState === socket.OPEN) socket.send(textOnly(message));
        },
      };
      void socketHandler.upgrade(wire, { context: {} });
    },
    servePort: (port) => {
      const wire = {
        on: (name: string, listener: (event?: { data: unknown }) => void) => {
          if (name !== 'message') return port.on('close', () => listener());
          return port.on('message', (message) => {
            // Node gives the value itself, Electron an event that carries it.
            const data = isEvent(message) ? message.data : message;
            if (typeof data === 'string') listener({ data });
            else port.close();
          });
        },
        postMessage: (message: unknown) => port.postMessage(textOnly(message)),
      };
      portHandler.upgrade(wire, { context: {} });
    },
  };
}

function isText(event: unknown): boolean {
  return isEvent(event) && typeof event.data === 'string';
}

function isEvent(value: unknown): value is { readonly data: unknown } {
  return typeof value === 'object' && value !== null && 'data' in value;
}

/** An answer with bytes in it is a mistake of ours; it stops here. */
function textOnly(message: unknown): string {
  if (typeof message !== 'string') throw new TypeError('bytes do not travel in calls');
  return message;
}

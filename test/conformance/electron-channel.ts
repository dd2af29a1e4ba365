import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { RPCLink } from '@orpc/client/message-port';
import { createChannelServer } from '#main/rpc/serve-channel.ts';
import type { ElectronWindow, ElectronWindows } from './electron-windows.ts';
import { clientOver, headersOf, type CallAs, type ChannelKind } from './screen-channels.ts';

/**
 * From a page of a real Electron window through its port to the main process, and back: the program's own preload, the
 * structured clone of Chromium, Electron's shape of events and its way of closing. The station stands where the test
 * can reach into it, so frames are carried to it from the main process as they came out there.
 */
export function overElectron(name: string, start: () => Promise<ElectronWindows>): ChannelKind {
  let windows: Promise<ElectronWindows> | null = null;
  return {
    name,
    end: async () => {
      await (await windows)?.close();
      windows = null;
    },
    open: async (router) => {
      windows ??= start();
      const { port1: pageEnd, port2: clientEnd } = new MessageChannel();
      const window = await (
        await windows
      ).open((text) => (text === null ? pageEnd.close() : pageEnd.postMessage(text, [])));
      pageEnd.on('message', (said: string) => void window.say(said));
      pageEnd.start();
      createChannelServer(router).servePort(stationEnd(window));
      clientEnd.start();
      const link = new RPCLink<CallAs>({ port: clientEnd, headers: headersOf });
      const vanish = (): void => void window.destroy();
      return {
        client: (session) => clientOver(link, session),
        callOptions: {},
        vanish,
        close: vanish,
        sendBytes: async (bytes) => {
          const closed = new Promise<void>((resolve) => clientEnd.once('close', () => resolve()));
          await window.say(bytes);
          return closed;
        },
      };
    },
  };
}

/** What the main process would hand to the station: events that carry their data, and a closing that tells both. */
function stationEnd(window: ElectronWindow) {
  const events = new EventEmitter();
  let isOpen = true;
  const over = (): void => {
    if (!isOpen) return;
    isOpen = false;
    events.emit('close');
  };
  const carry = async (): Promise<void> => {
    const message = await window.next();
    if (message.kind === 'closed') return over();
    const data = message.kind === 'text' ? message.text : Uint8Array.from(Buffer.from(message.base64, 'base64'));
    events.emit('message', { data });
    return isOpen ? carry() : undefined;
  };
  void carry().catch(over);
  return {
    on: (name: 'message' | 'close', listener: (message?: unknown) => void) => events.on(name, listener),
    postMessage: (message: unknown) => {
      if (isOpen) void window.answer(String(message)).catch(over);
    },
    close: () => {
      void window.cut();
      over();
    },
  };
}

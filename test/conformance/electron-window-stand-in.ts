import { MessageChannel } from 'node:worker_threads';
import type { ElectronWindows, FromWindow } from './electron-windows.ts';

/** Windows that are a port of Node and nothing else. */
export async function startWindowStandIns(): Promise<ElectronWindows> {
  return {
    open: async (heard) => {
      const { port1: page, port2: main } = new MessageChannel();
      const waiting: FromWindow[] = [];
      let wake: (() => void) | null = null;
      const take = (message: FromWindow): void => {
        waiting.push(message);
        wake?.();
      };
      page.on('message', heard);
      page.on('close', () => heard(null));
      main.on('message', (data: string | Uint8Array) => {
        if (typeof data === 'string') take({ kind: 'text', text: data });
        else take({ kind: 'bytes', base64: Buffer.from(data).toString('base64') });
      });
      main.on('close', () => take({ kind: 'closed' }));
      return {
        say: async (message) => page.postMessage(message, []),
        next: async () => {
          if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
          return waiting.shift()!;
        },
        answer: async (text) => main.postMessage(text, []),
        cut: async () => main.close(),
        destroy: async () => page.close(),
      };
    },
    close: async () => undefined,
  };
}

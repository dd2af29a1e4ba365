import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright';
import { buildApp } from '../../native/setup/build-app.ts';
import { portWord } from '#main/shell/electron/messages.ts';
import { root } from '#test/architecture/sources.ts';
import { electron, electronSwitches } from '#test/support/electron-binary.ts';

/** What has come out of a window's port in the main process. Bytes are in base64. */
export type FromWindow =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'closed' };

/** A window of a real Electron with the program's own preload, and the port it was handed. */
export interface ElectronWindow {
  /** In the page: says this into its port. */
  say(message: string | Uint8Array): Promise<void>;
  /** In the main process: the next thing that came out there. */
  next(): Promise<FromWindow>;
  /** In the main process: says this to the page. */
  answer(text: string): Promise<void>;
  /** In the main process: closes its end. */
  cut(): Promise<void>;
  /** The window is destroyed, without a word to its page. */
  destroy(): Promise<void>;
}

export interface ElectronWindows {
  open(heard: (text: string | null) => void): Promise<ElectronWindow>;
  close(): Promise<void>;
}

interface MainSide {
  readonly waiting: FromWindow[];
  wake: (() => void) | null;
  post(text: string): void;
  close(): void;
}

/** Kept in the main process between two calls into it, by the number of the window. */
interface MainMemory {
  sides?: Map<number, MainSide>;
}

/** Starts Electron with nothing in it but windows. */
export async function startElectronWindows(): Promise<ElectronWindows> {
  const folder = mkdtempSync(join(tmpdir(), 'electron-windows-'));
  const built = join(folder, 'dist', 'app');
  await buildApp(root, built);
  const main = join(folder, 'main.cjs');
  writeFileSync(main, "require('electron').app.on('window-all-closed', () => undefined);\n");
  const server = await serveBlankPage();
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const app = await _electron.launch({
    executablePath: electron ?? '',
    args: [...electronSwitches, `--user-data-dir=${join(folder, 'profile')}`, main],
  });
  const preload = join(built, 'preload.cjs');
  return {
    open: (heard) => openWindow(app, { preload, address }, heard),
    close: async () => {
      await app.close();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openWindow(
  app: ElectronApplication,
  { preload, address }: { readonly preload: string; readonly address: string },
  heard: (text: string | null) => void,
): Promise<ElectronWindow> {
  const opening = app.waitForEvent('window');
  const id = await app.evaluate(
    async ({ BrowserWindow, MessageChannelMain, ipcMain }, asked) => {
      const memory = globalThis as MainMemory;
      memory.sides ??= new Map();
      const { sides } = memory;
      const webPreferences = { preload: asked.preload, sandbox: true, contextIsolation: true, nodeIntegration: false };
      const window = new BrowserWindow({ show: false, webPreferences });
      const { port1, port2 } = new MessageChannelMain();
      const side: MainSide = {
        waiting: [],
        wake: null,
        post: (text) => port1.postMessage(text),
        close: () => port1.close(),
      };
      const take = (message: FromWindow): void => {
        side.waiting.push(message);
        side.wake?.();
      };
      port1.on('message', ({ data }: { data: unknown }) => {
        if (typeof data === 'string') take({ kind: 'text', text: data });
        else take({ kind: 'bytes', base64: Buffer.from(data as Uint8Array).toString('base64') });
      });
      port1.on('close', () => take({ kind: 'closed' }));
      port1.start();
      ipcMain.on(asked.portWord, (event) => {
        if (event.sender.id === window.webContents.id) event.sender.postMessage(asked.portWord, null, [port2]);
      });
      sides.set(window.id, side);
      await window.loadURL(asked.address);
      return window.id;
    },
    { preload, address, portWord },
  );
  const page = await opening;
  await page.exposeFunction('heardFromStation', heard);
  await page.evaluate(async (word) => {
    const outside = globalThis as unknown as { heardFromStation(text: string | null): void; port?: MessagePort };
    outside.port = await new Promise<MessagePort>((resolve) => {
      window.addEventListener('message', ({ ports: [port] }) => port && resolve(port));
      window.postMessage(word, location.origin);
    });
    outside.port.addEventListener('message', ({ data }) => outside.heardFromStation(data as string));
    outside.port.addEventListener('close', () => outside.heardFromStation(null));
    outside.port.start();
  }, portWord);
  return {
    say: (message) =>
      page.evaluate(
        (said) => {
          const { port } = globalThis as unknown as { readonly port: MessagePort };
          port.postMessage(typeof said === 'string' ? said : Uint8Array.from(said));
        },
        typeof message === 'string' ? message : [...message],
      ),
    next: () =>
      app.evaluate(async (_electronMain, window) => {
        const side = (globalThis as MainMemory).sides!.get(window)!;
        if (side.waiting.length === 0) await new Promise<void>((resolve) => (side.wake = resolve));
        side.wake = null;
        return side.waiting.shift()!;
      }, id),
    answer: (text) =>
      app.evaluate((_electronMain, said) => (globalThis as MainMemory).sides!.get(said.id)!.post(said.text), {
        id,
        text,
      }),
    cut: () => app.evaluate((_electronMain, window) => (globalThis as MainMemory).sides!.get(window)!.close(), id),
    destroy: () =>
      app.evaluate(({ BrowserWindow }, window) => {
        BrowserWindow.fromId(window)?.destroy();
      }, id),
  };
}

function serveBlankPage(): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>port</title>');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

import { EventEmitter } from 'node:events';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StationLink } from '#main/shell/electron/station-link.ts';

// That the policies are asked at every door of a window. The doors are emitters with Electron's names for them; what
// a real Electron does with the answers is for `e2e/electron`.

const handlers: Record<string, (...given: never[]) => unknown> = {};
const keep = (name: string) => (handler: (...given: never[]) => unknown) => void (handlers[name] = handler);

class Contents extends EventEmitter {
  readonly ipc = new EventEmitter();
  readonly mainFrame = { url: 'sealkeeper://app/', origin: 'sealkeeper://app', detached: false };
  readonly setWindowOpenHandler = keep('windowOpen');
}

class Window extends EventEmitter {
  readonly id = 1;
  readonly webContents = new Contents();
  readonly show = vi.fn<() => void>();
  readonly loadURL = vi.fn<(address: string) => Promise<void>>(async () => {});
}

const doors = vi.hoisted(() => ({ app: null as unknown, session: null as unknown }));
vi.mock('electron', () => ({
  get app() {
    return doors.app;
  },
  get session() {
    return doors.session;
  },
  BrowserWindow: Window,
}));

const app = Object.assign(new EventEmitter(), { isPackaged: true });
const defaultSession = Object.assign(new EventEmitter(), {
  setPermissionRequestHandler: keep('permissionRequest'),
  setPermissionCheckHandler: keep('permissionCheck'),
  setDevicePermissionHandler: keep('device'),
});
doors.app = app;
doors.session = { defaultSession };

const { guardSession, openWindow } = await import('#main/shell/electron/window.ts');
const givePort = vi.fn<StationLink['givePort']>();
const closePort = vi.fn<StationLink['closePort']>();
let window: Window;

/** An event of Electron, and whether it was stopped. */
function happening(facts: object = {}) {
  const event = { ...facts, isStopped: false, preventDefault: () => void (event.isStopped = true) };
  return event;
}

beforeAll(() => guardSession());
beforeEach(() => {
  window = openWindow({ givePort, closePort } as unknown as StationLink) as unknown as Window;
  app.emit('web-contents-created', {}, window.webContents);
  givePort.mockClear();
  closePort.mockClear();
});

describe('a window', () => {
  it('begins at its own start page', () => {
    expect(window.loadURL).toHaveBeenCalledWith('sealkeeper://app/');
  });

  it('denies what the page asks of the system', () => {
    const answer = vi.fn<(isAllowed: boolean) => void>();
    handlers['permissionRequest']?.(null as never, 'media' as never, answer as never);
    expect(answer).toHaveBeenCalledWith(false);
    expect(handlers['permissionCheck']?.(null as never, 'hid' as never)).toBe(false);
    expect(handlers['device']?.(null as never)).toBe(false);
  });

  it.each([
    ['will-frame-navigate', { url: 'https://example.org/', isMainFrame: true }, true],
    ['will-frame-navigate', { url: 'sealkeeper://app/', isMainFrame: false }, true],
    ['will-frame-navigate', { url: 'sealkeeper://app/#/desk', isMainFrame: true }, false],
    ['will-redirect', { url: 'sealkeeper://app/' }, true],
    ['will-attach-webview', {}, true],
  ])('answers %s to %o: stopped %s', (name, facts, isStopped) => {
    const event = happening(facts);
    window.webContents.emit(name, event);
    expect(event.isStopped).toBe(isStopped);
  });

  it('opens no other window', () => {
    expect(handlers['windowOpen']?.({ url: 'https://example.org/' } as never)).toEqual({ action: 'deny' });
  });

  it('stops a download nobody asked for, and asks where to put the others', () => {
    const setSaveDialogOptions = vi.fn<(options: object) => void>();
    const item = (hasUserGesture: boolean) => ({
      getURL: () => 'blob:sealkeeper://app/1',
      hasUserGesture: () => hasUserGesture,
      getFilename: () => '登记簿.csv',
      setSaveDialogOptions,
    });
    const secret = happening();
    defaultSession.emit('will-download', secret, item(false));
    expect(secret.isStopped).toBe(true);
    defaultSession.emit('will-download', happening(), item(true));
    expect(setSaveDialogOptions).toHaveBeenCalledWith({ defaultPath: '登记簿.csv' });
  });

  it('gives the port to its own page, and to no other frame', () => {
    const { webContents } = window;
    const inner = { ...webContents.mainFrame };
    for (const senderFrame of [inner, null]) webContents.ipc.emit('sealkeeper:ready', { senderFrame });
    expect(givePort).not.toHaveBeenCalled();
    webContents.ipc.emit('sealkeeper:ready', { senderFrame: webContents.mainFrame });
    expect(givePort).toHaveBeenCalledExactlyOnceWith(1, webContents.mainFrame);
  });

  it('takes the port back from a document that is left, a page that crashed and a window that closed', () => {
    const { webContents } = window;
    webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    webContents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    expect(closePort).not.toHaveBeenCalled();
    webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    webContents.emit('render-process-gone');
    window.emit('closed');
    expect(closePort).toHaveBeenCalledTimes(3);
  });
});

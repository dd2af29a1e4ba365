import path from 'node:path';
import { app, BrowserWindow, session } from 'electron';
import { portWord } from './messages.ts';
import { mayNavigate, startAddress } from './policy/address.ts';
import { mayDownload, mayUsePermission } from './policy/permission.ts';
import { mayHandOverPort } from './policy/port-hand-over.ts';
import { windowOptions } from './policy/window-options.ts';
import type { StationLink } from './station-link.ts';

/** Everything a page could ask for beyond its own origin, answered by the policies. Once, before the first window. */
export function guardSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(mayUsePermission(permission)));
  defaultSession.setPermissionCheckHandler((_contents, permission) => mayUsePermission(permission));
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event, item) => {
    if (!mayDownload({ url: item.getURL(), hasUserGesture: item.hasUserGesture() })) return event.preventDefault();
    item.setSaveDialogOptions({ defaultPath: item.getFilename() });
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !mayNavigate(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
  });
}

/** The window with its port to the station, which lasts as long as the document that asked for it. */
export function openWindow(link: StationLink): BrowserWindow {
  const window = new BrowserWindow(windowOptions(path.join(import.meta.dirname, 'preload.cjs'), app.isPackaged));
  const { id, webContents } = window;
  const closePort = (): void => link.closePort(id);

  webContents.ipc.on(portWord, ({ senderFrame: frame }) => {
    const asking = frame && {
      url: frame.url,
      origin: frame.origin,
      isTopOfWindow: frame === webContents.mainFrame,
      detached: frame.detached,
    };
    if (frame && mayHandOverPort(asking)) link.givePort(id, frame);
  });
  webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) closePort();
  });
  webContents.on('render-process-gone', closePort);
  window.on('closed', closePort);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(startAddress);
  return window;
}

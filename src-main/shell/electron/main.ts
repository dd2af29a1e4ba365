import path from 'node:path';
import { app, BrowserWindow, dialog, Menu, powerMonitor, protocol } from 'electron';
import { lendHostServices } from '#main/app/host-services.ts';
import { createWords } from '#main/platform/words.ts';
import type { ErrorShape } from '#shared/errors/station-error.ts';
import { staticFiles, type StaticFiles } from '../node/static-files.ts';
import { placeOf, scheme } from './policy/address.ts';
import { readStart, type Start } from './policy/command-line.ts';
import { systemSecretStore } from './safe-storage.ts';
import { startStation, type StationLink } from './station-link.ts';
import { utilityProcessHost } from './utility-host.ts';
import { guardSession, openWindow } from './window.ts';

// Entry of the main process. Nothing here may be awaited at the top: Electron becomes ready only after this file.

const start = readStart(process.argv, app.isPackaged);
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);
void app.whenReady().then(() => (start.kind === 'command' ? runCommand(start.args) : showWindow(start)));
// A command line is over when its command is, a window program when its window is closed; both say so themselves.
app.on('window-all-closed', () => app.quit());

/** The same command line as under Node, with the processes and the store of secrets of Electron. */
async function runCommand(args: readonly string[]): Promise<void> {
  lendHostServices({ processes: utilityProcessHost, secretStore: await systemSecretStore() });
  process.argv.splice(app.isPackaged ? 1 : 2, Infinity, ...args);
  await import(new URL('cli.js', import.meta.url).href);
  app.exit(Number(process.exitCode ?? 0));
}

async function showWindow({ data }: Start & { kind: 'window' }): Promise<void> {
  if (!app.requestSingleInstanceLock()) return app.quit();
  if (app.isPackaged) Menu.setApplicationMenu(null);
  guardSession();
  const lost = { code: 'INTERNAL_UNEXPECTED', facts: { detail: 'station process' } } as const;
  const link = startStation(data, await systemSecretStore(), () => giveUp(lost));
  try {
    await link.opened;
  } catch (error) {
    return giveUp(error as ErrorShape);
  }
  const files = staticFiles(path.join(import.meta.dirname, '..', 'renderer'));
  protocol.handle(scheme, (request) => answer(request, files, link));
  const window = openWindow(link);

  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  for (const moment of ['suspend', 'lock-screen'] as const) {
    powerMonitor.on(moment as 'suspend', () => {
      link.lock();
      // Nothing of a document stays on a screen that others may come to.
      for (const each of BrowserWindow.getAllWindows()) each.webContents.reload();
    });
  }
  app.on('before-quit', (event) => {
    event.preventDefault();
    void link.close().then(() => app.exit(0));
  });
}

/** Answers the window: files of the built screen, and resources from the station. */
async function answer(request: Request, files: StaticFiles, link: StationLink): Promise<Response> {
  const place = placeOf(request.url, request.method);
  if (place.kind === 'refused') return new Response(null, { status: place.status });
  if (place.kind === 'resource') return link.ask(request).catch(() => new Response(null, { status: 503 }));
  return files(place.pathname) ?? new Response(null, { status: 404 });
}

/** Says what happened in the words every other part of the program uses, and ends. */
function giveUp(error: ErrorShape): void {
  const { what, why, next, code } = createWords(app.getLocale().startsWith('en') ? 'en' : 'zh-CN').error(error);
  dialog.showErrorBox(what, `${why}\n\n${next}\n\n${code}`);
  app.exit(1);
}

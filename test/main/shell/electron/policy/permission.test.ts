import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mayDownload, mayUsePermission } from '#main/shell/electron/policy/permission.ts';
import { windowOptions } from '#main/shell/electron/policy/window-options.ts';

/** Every permission that this version of Electron can be asked for, by its own type definitions. */
function knownPermissions(): readonly string[] {
  const definitions = readFileSync('node_modules/electron/electron.d.ts', 'utf8');
  const handlers = definitions.matchAll(/setPermission(?:Request|Check)Handler\([^\n]*?permission: ([^)]*?\))/g);
  return [...handlers].flatMap(([, union]) => [...union!.matchAll(/'([\w-]+)'/g)].map(([, name]) => name!));
}

describe('permissions', () => {
  it('are denied, every one that Electron knows', () => {
    const known = knownPermissions();
    expect(known).toEqual(expect.arrayContaining(['clipboard-read', 'media', 'hid', 'usb', 'fullscreen']));
    expect(known.filter(mayUsePermission)).toEqual([]);
  });
});

describe('a download', () => {
  const own = { url: 'blob:sealkeeper://app/0b1d', hasUserGesture: true };

  it('may begin when a person saves what the screen made', () => {
    expect(mayDownload(own)).toBe(true);
  });

  it.each([
    { ...own, hasUserGesture: false },
    { ...own, url: 'https://example.org/a.exe' },
    { ...own, url: 'sealkeeper://app/resource/document/1/original' },
    { ...own, url: 'blob:https://example.org/1' },
    { ...own, url: 'data:text/plain,x' },
  ])('is stopped otherwise: $url, by a person: $hasUserGesture', (item) => {
    expect(mayDownload(item)).toBe(false);
  });
});

describe('the window', () => {
  const packaged = windowOptions('preload.cjs', true).webPreferences;

  it('has a sandbox, its own world, and no Node, webview or developer tools', () => {
    expect(packaged).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      devTools: false,
    });
  });

  it('has developer tools only where the program is built', () => {
    expect(windowOptions('preload.cjs', false).webPreferences?.devTools).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { filesUnder, imports, text } from './sources.ts';

const folder = 'src-main/shell/electron';
const files = filesUnder(folder, /\.ts$/);
const lines = (path: string): number => text(path).split('\n').length - 1;
/** The code without its comments. */
const code = (path: string): string => text(path).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

describe('the Electron shell', () => {
  it('is small: fewer than 700 lines, in files of at most 300', () => {
    const sizes = files.map(lines);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(700);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(300);
  });

  it('is the only place that imports Electron', () => {
    const importers = imports.filter(({ to }) => to === 'electron' || to.startsWith('electron/'));
    expect(importers.filter(({ from }) => !from.startsWith(`${folder}/`))).toEqual([]);
    expect(importers.length).toBeGreaterThan(3);
  });

  it('decides without Electron: a policy imports its types at most', () => {
    const importing = imports.filter(({ from, to, isTypeOnly }) => {
      return from.startsWith(`${folder}/policy/`) && to === 'electron' && !isTypeOnly;
    });
    expect(importing).toEqual([]);
  });

  it('gives the page one thing, the port, and nothing by the context bridge', () => {
    const preload = code(`${folder}/preload.ts`);
    expect(preload).not.toMatch(/contextBridge|exposeInMainWorld|ipcRenderer\.(invoke|sendSync|postMessage)/);
    expect(preload.match(/window\.postMessage\(/g)).toHaveLength(1);
    expect(preload.match(/ipcRenderer\.send\(/g)).toHaveLength(1);
    expect(preload.match(/ipcRenderer\.on\(/g)).toHaveLength(1);
    expect(importsOfPreload()).toEqual(['electron', `${folder}/messages.ts`]);
  });

  it('listens to a window’s own messages alone, and for one word', () => {
    const listeners = files.flatMap((path) => [...code(path).matchAll(/\bipc(?:Main)?\.(on|once|handle)\(([^,]+),/g)]);
    expect(listeners.map(([, , word]) => word)).toEqual(['portWord']);
    expect(files.filter((path) => /\bipcMain\b/.test(code(path)))).toEqual([]);
  });

  it('asks for its port by the word that the screen uses', () => {
    const [, word] = /portWord = '([^']+)'/.exec(text(`${folder}/messages.ts`)) ?? [];
    expect(text('src-renderer/bridge/channel.ts')).toContain(`'${word}'`);
  });
});

function importsOfPreload(): readonly string[] {
  return imports.filter(({ from }) => from === `${folder}/preload.ts`).map(({ to }) => to);
}

import { describe, expect, it } from 'vitest';
import { chooseShell, type ShellSurroundings } from '#main/shell/shell-choice.ts';

const packageFolder = 'node_modules/electron';
const desktop = { DISPLAY: ':0' };

function choose(changes: Partial<ShellSurroundings>, files: readonly string[] = []) {
  return chooseShell({
    environment: desktop,
    platform: 'linux',
    packageFolder,
    isExecutable: (file) => files.includes(file.replaceAll('\\', '/')),
    ...changes,
  });
}

describe('npm start', () => {
  it('opens Electron from the installed package where its binary is', () => {
    const executable = 'node_modules/electron/dist/electron';
    expect(choose({}, [executable])).toEqual({ kind: 'electron', executable });
  });

  it('looks for the name of each system', () => {
    expect(choose({ platform: 'win32', environment: {} }, ['node_modules/electron/dist/electron.exe']).kind).toBe(
      'electron',
    );
    const inside = 'node_modules/electron/dist/Electron.app/Contents/MacOS/Electron';
    expect(choose({ platform: 'darwin', environment: {} }, [inside]).kind).toBe('electron');
  });

  it('takes the folder that ELECTRON_OVERRIDE_DIST_PATH names, and no other', () => {
    const environment = { ...desktop, ELECTRON_OVERRIDE_DIST_PATH: 'elsewhere' };
    const installed = 'node_modules/electron/dist/electron';
    expect(choose({ environment }, ['elsewhere/electron', installed])).toMatchObject({
      executable: 'elsewhere/electron',
    });
    expect(choose({ environment }, [installed])).toEqual({ kind: 'browser', because: 'noElectron' });
  });

  it('opens the browser where there is no binary, and says so', () => {
    expect(choose({})).toEqual({ kind: 'browser', because: 'noElectron' });
  });

  it('opens the browser on a Linux without a desktop, and says so', () => {
    const files = ['node_modules/electron/dist/electron'];
    expect(choose({ environment: {} }, files)).toEqual({ kind: 'browser', because: 'noDisplay' });
    expect(choose({ environment: { WAYLAND_DISPLAY: 'wayland-0' } }, files).kind).toBe('electron');
  });
});

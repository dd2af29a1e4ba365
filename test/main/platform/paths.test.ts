import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseDataFolder, type DataFolderChoice } from '#main/platform/paths.ts';

const linux: DataFolderChoice = { environment: {}, platform: 'linux', home: '/home/li' };

describe('data folder', () => {
  const cases: [string, DataFolderChoice, string][] = [
    ['prefers the argument', { ...linux, argument: '/a', environment: { SEALKEEPER_DATA: '/b' } }, '/a'],
    ['takes SEALKEEPER_DATA next', { ...linux, environment: { SEALKEEPER_DATA: '/b', XDG_DATA_HOME: '/c' } }, '/b'],
    ['follows XDG_DATA_HOME', { ...linux, environment: { XDG_DATA_HOME: '/c' } }, '/c/sealkeeper'],
    [
      'ignores a relative XDG_DATA_HOME',
      { ...linux, environment: { XDG_DATA_HOME: 'c' } },
      '/home/li/.local/share/sealkeeper',
    ],
    ['falls back to the share folder of the home', linux, '/home/li/.local/share/sealkeeper'],
    [
      'uses the roaming folder on Windows',
      { platform: 'win32', home: 'C:\\Users\\li', environment: { APPDATA: 'C:\\Users\\li\\AppData\\Roaming' } },
      'C:\\Users\\li\\AppData\\Roaming\\SealKeeper',
    ],
    [
      'uses Application Support on macOS',
      { platform: 'darwin', home: '/Users/li', environment: {} },
      '/Users/li/Library/Application Support/SealKeeper',
    ],
  ];

  it.each(cases)('%s', (_, choice, expected) => {
    expect(chooseDataFolder(choice)).toBe(expected);
  });

  it('makes a relative argument absolute', () => {
    expect(chooseDataFolder({ ...linux, argument: 'data' })).toBe(path.resolve('data'));
  });
});

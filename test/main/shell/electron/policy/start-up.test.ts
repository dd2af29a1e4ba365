import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builtEntry } from '#main/shell/electron/policy/child-entry.ts';
import { readStart } from '#main/shell/electron/policy/command-line.ts';
import { secretStoreName } from '#main/shell/electron/policy/secret-backend.ts';

describe('the arguments', () => {
  it('open a window, on the data folder they name', () => {
    expect(readStart(['sealkeeper'], true)).toEqual({ kind: 'window', data: undefined });
    expect(readStart(['sealkeeper', '--data', 'a folder'], true)).toEqual({ kind: 'window', data: 'a folder' });
    expect(readStart(['sealkeeper', '--data=a folder'], true)).toEqual({ kind: 'window', data: 'a folder' });
  });

  it('pass over the program’s folder where it is not packaged, and over switches of Chromium', () => {
    const argv = ['electron', '.', '--no-zygote', '--data', 'x', '--user-data-dir=y'];
    expect(readStart(argv, false)).toEqual({ kind: 'window', data: 'x' });
  });

  it('run a command with everything after --cli', () => {
    const argv = ['sealkeeper', '--ozone-platform=headless', '--cli', 'verify', 'a.pdf', '--data', 'x'];
    expect(readStart(argv, true)).toEqual({ kind: 'command', args: ['verify', 'a.pdf', '--data', 'x'] });
    expect(readStart(['electron', '.', '--cli'], false)).toEqual({ kind: 'command', args: [] });
  });
});

describe('a child of the station', () => {
  it('is the token host or a reader, wherever their sources lie', () => {
    expect(builtEntry(pathToFileURL('/anywhere/src-main/reader/reader-main.ts'))).toBe('reader.js');
    expect(builtEntry(pathToFileURL('/anywhere/src-main/token/pkcs11/host-main.ts'))).toBe('token-host.js');
    expect(builtEntry('C:\\Program Files\\host-main.ts')).toBe('token-host.js');
  });

  it.each(['file:///usr/bin/python', '../../evil.js', 'constructor.ts', '__proto__.js', 'host-main.ts/../x.js', ''])(
    'is never %s',
    (entry) => {
      expect(builtEntry(entry)).toBeNull();
    },
  );
});

describe('the system’s store of secrets', () => {
  it('has the name the doctor shows', () => {
    const at = { isAvailable: true, linuxBackend: '' };
    expect(secretStoreName({ ...at, platform: 'win32' })).toBe('dpapi');
    expect(secretStoreName({ ...at, platform: 'darwin' })).toBe('keychain');
    expect(secretStoreName({ ...at, platform: 'linux', linuxBackend: 'gnome_libsecret' })).toBe('libsecret');
    expect(secretStoreName({ ...at, platform: 'linux', linuxBackend: 'kwallet6' })).toBe('kwallet6');
  });

  it('is none where it would protect nothing', () => {
    expect(secretStoreName({ platform: 'win32', isAvailable: false, linuxBackend: '' })).toBeNull();
    for (const linuxBackend of ['basic_text', 'unknown', '']) {
      expect(secretStoreName({ platform: 'linux', isAvailable: true, linuxBackend })).toBeNull();
    }
  });
});

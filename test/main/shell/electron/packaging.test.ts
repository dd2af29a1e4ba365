import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '#test/architecture/sources.ts';
import { extractArchive, listArchive, type ArchivedFile } from '#test/support/asar-archive.ts';
import { buildApp } from '../../../../native/setup/build-app.ts';

// No Electron can be downloaded everywhere, so a folder with Electron's shape takes its place. What electron-builder
// makes of it cannot be started, but its archive and its fuses are what a real one would get.

const run = promisify(execFile);
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
const environment = { ...process.env, CI: '', ELECTRON_BUILDER_OFFLINE: 'true' };

let scratch: string;
let files: readonly ArchivedFile[];
let resources: string;

function makePackage(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return run(process.execPath, [builder, '--dir', '--linux', '--x64', '--publish=never', ...args], {
    cwd: root,
    env: environment,
  });
}

/** A folder that electron-builder takes for an unpacked Electron: an executable with all fuses as they are shipped. */
function standInDist(folder: string): string {
  const version = (
    JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string }
  ).version;
  mkdirSync(join(folder, 'resources'), { recursive: true });
  // Sentinel, version of the wire, number of fuses, and one sign for each (electron: docs/tutorial/fuses.md).
  const wire = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 9]),
    Buffer.from('101100101'),
  ]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/false\n'), wire]), { mode: 0o755 });
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(folder, name), '');
  writeFileSync(join(folder, 'version'), version);
  return folder;
}

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'packaging-'));
  await buildApp(root);
  const dist = standInDist(join(scratch, 'electron'));
  await makePackage(`-c.electronDist=${dist}`, `-c.directories.output=${join(scratch, 'out')}`);
  resources = join(scratch, 'out', 'linux-unpacked', 'resources');
  files = listArchive(join(resources, 'app.asar')).files;
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const paths = (): readonly string[] => files.map(({ path }) => path);

describe('a package', () => {
  it('holds the programs of the shell, and begins with the main process', () => {
    const programs = ['main.js', 'preload.cjs', 'station-process.js', 'token-host.js', 'reader.js', 'cli.js'];
    expect(paths()).toEqual(expect.arrayContaining(programs.map((name) => `dist/app/${name}`)));
    const { bytes } = listArchive(join(resources, 'app.asar'));
    const { offset, size } = files.find(({ path }) => path === 'package.json')!;
    expect(JSON.parse(bytes.toString('utf8', offset, offset + size))).toMatchObject({
      main: 'dist/app/main.js',
      type: 'module',
    });
  });

  it('holds the built screen where there is one', () => {
    expect(paths().includes('dist/renderer/index.html')).toBe(existsSync(join(root, 'dist', 'renderer', 'index.html')));
  });

  it('holds nothing else than it should: no sources, no data of a demonstration, no runtime of the scripts', () => {
    const allowed =
      /^(package\.json$|dist\/(app|renderer)\/|assets\/(evidence|fonts|policy|samples|seals)\/[^/]+$|native\/build\/(gm\/gm\.node|softkey\/libsoftkey\.so)$|node_modules\/(better-sqlite3|pkcs11js)\/)/;
    expect(paths().filter((path) => !allowed.test(path))).toEqual([]);
    expect(paths().filter((path) => /\.tsx?$|\.c$|\.map$/.test(path))).toEqual([]);
    expect(statSync(join(resources, 'app.asar')).size).toBeLessThan(30 * 1024 * 1024);
  });

  it('lays the addons beside the archive, for this system alone, and no script', () => {
    const unpacked = files.filter(({ isUnpacked }) => isUnpacked).map(({ path }) => path);
    expect(unpacked.toSorted()).toEqual([
      'native/build/gm/gm.node',
      'native/build/softkey/libsoftkey.so',
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
      'node_modules/pkcs11js/build/Release/pkcs11.node',
    ]);
  });

  it('runs from what was packed, without a checkout around it', async () => {
    const folder = join(scratch, 'laid-out');
    extractArchive(join(resources, 'app.asar'), folder);
    const { stdout } = await run(
      process.execPath,
      [join(folder, 'dist/app/cli.js'), 'doctor', '--json', '--data', join(scratch, 'data')],
      { cwd: scratch },
    ).catch((error: { stdout: string }) => error);
    expect(stdout).toContain('"native"');
  });

  it('has its fuses set: not a Node, not to be inspected, its own archive alone', async () => {
    const wire = await getCurrentFuseWire(join(scratch, 'out', 'linux-unpacked', 'sealkeeper'));
    const isOn = (fuse: FuseV1Options): boolean => wire[fuse] === '1'.charCodeAt(0);
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      asarAlone: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      filePrivileges: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      asarAlone: true,
      filePrivileges: false,
    });
  });

  it('is refused when a key of its description is misspelt', async () => {
    const description = join(scratch, 'misspelt.yml');
    const right = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
    writeFileSync(description, right.replace('npmRebuild:', 'npmRebuilt:'));
    const refusal = makePackage(`--config=${description}`, `-c.electronDist=${join(scratch, 'electron')}`);
    await expect(refusal).rejects.toMatchObject({ stdout: expect.stringContaining('npmRebuilt') as string });
  });
});

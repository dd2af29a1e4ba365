import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { findNodeFolder, type Folders } from './folders.ts';
import type { Part, PartName } from './parts.ts';
import type { Progress } from './progress.ts';
import { SetupRefusal } from './refusal.ts';
import { runCommand } from './run-command.ts';

const titles: Readonly<Record<PartName, string>> = {
  pkcs11js: '编译 PKCS#11 接口模块',
  native: '编译国密算法模块与软件密钥',
};

/** Builds one part and sees that its addon loads. */
export async function buildPart(folders: Folders, progress: Progress, part: Part): Promise<void> {
  const nodeFolder = findNodeFolder(folders, process.execPath);
  if (nodeFolder === null) {
    throw new SetupRefusal(
      '找不到 Node 的头文件（include/node/node_api.h），请安装带头文件的 Node 24。',
      'The headers of Node (include/node/node_api.h) were not found; install a Node 24 that has them.',
    );
  }
  await progress.step(titles[part.name], async () => {
    if (part.name === 'pkcs11js') await buildPkcs11js(folders, nodeFolder);
    else await buildNative(folders, nodeFolder);
    // In a process of its own, so that an addon that crashes gives a message.
    await runCommand([process.execPath, '-e', 'require(process.argv[1])', part.addon], folders.root);
  });
}

/** The C tests are built by the tests that run them. */
const settings = ['-DCMAKE_BUILD_TYPE=Release', '-DSEALKEEPER_TESTS=OFF'];

async function buildPkcs11js(folders: Folders, nodeFolder: string): Promise<void> {
  const nodeGyp = join(folders.modules, 'node-gyp', 'bin', 'node-gyp.js');
  await runCommand(
    [process.execPath, nodeGyp, 'rebuild', '-C', folders.pkcs11js, `--nodedir=${nodeFolder}`],
    folders.root,
  );
}

async function buildNative(folders: Folders, nodeFolder: string): Promise<void> {
  discardForeignCache(folders);
  const include = join(nodeFolder, 'include', 'node');
  await runCommand(
    ['cmake', '-S', folders.native, '-B', folders.build, ...settings, `-DNODE_INCLUDE_DIR=${include}`],
    folders.root,
  );
  await runCommand(['cmake', '--build', folders.build, '--parallel', String(availableParallelism())], folders.root);
}

/** CMake refuses a build folder that was copied or moved together with its sources. */
function discardForeignCache(folders: Folders): void {
  const cache = join(folders.build, 'CMakeCache.txt');
  if (!existsSync(cache)) return;
  const isOurs = readFileSync(cache, 'utf8').includes(`CMAKE_HOME_DIRECTORY:INTERNAL=${folders.native}\n`);
  if (isOurs) return;
  rmSync(cache);
  rmSync(join(folders.build, 'CMakeFiles'), { recursive: true, force: true });
}

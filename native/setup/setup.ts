/**
 * The set-up step before anything runs: makes sure that the runtime is right and that the native parts are built.
 * Safe to run again and again, and from several terminals at once; it takes a moment when nothing changed.
 *
 *   node native/setup/setup.ts [--quiet] [--with-browser]
 */
import { performance } from 'node:perf_hooks';
import { projectFolders as folders } from './folders.ts';
import { readOptions, type SetupOptions } from './options.ts';
import { partsOf, type Part } from './parts.ts';
import { createProgress, seconds } from './progress.ts';
import { SetupRefusal } from './refusal.ts';
import { requireRuntime } from './runtime.ts';
import { fingerprintOf, isCurrent, writeStamp } from './stamp.ts';

const startedAt = performance.now();
const progress = createProgress((text) => process.stderr.write(text));
const runtime = `${process.platform} ${process.arch} modules ${process.versions.modules} napi ${process.versions.napi}`;

try {
  requireRuntime({ node: process.versions.node, napi: process.versions.napi });
  await setUp(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof SetupRefusal)) throw error;
  progress.say(error.message);
  if (error.details !== '') process.stderr.write(`${error.details}\n`);
  process.exitCode = 1;
}

async function setUp(options: SetupOptions): Promise<void> {
  if (process.platform !== 'linux') {
    if (!options.isQuiet) progress.say('本平台不编译本地模块：国密算法使用备用实现，软件密钥不可用。');
    return;
  }
  const isReady = staleParts().length === 0;
  if (!isReady || options.wantsBrowser) await makeReady(options.wantsBrowser);
  if (!isReady) progress.say(`准备完成（${seconds(performance.now() - startedAt)}）。`);
  else if (!options.isQuiet) progress.say('已就绪。');
}

function staleParts(): readonly Part[] {
  return partsOf(folders).filter((part) => !isCurrent(folders, part, fingerprintOf(folders, part, runtime)));
}

async function makeReady(wantsBrowser: boolean): Promise<void> {
  // Imported only when there is something to do: the usual run must cost next to nothing.
  const { buildPart } = await import('./build.ts');
  const { withBuildLock } = await import('./build-lock.ts');
  const { browserNeeds, buildNeeds } = await import('./needs.ts');
  const { provide } = await import('./provide.ts');

  await withBuildLock(folders.root, tellWaiting, async () => {
    // Looked at again: whoever held the lock before may have done the work.
    const stale = staleParts();
    if (stale.length > 0) await provide(folders, progress, buildNeeds);
    for (const part of stale) {
      // Taken before the build: an edit during it must not count as built.
      const fingerprint = fingerprintOf(folders, part, runtime);
      if (fingerprint === null) {
        throw new SetupRefusal('依赖尚未安装，请先运行 npm ci。', 'Dependencies are not installed; run npm ci first.');
      }
      await buildPart(folders, progress, part);
      writeStamp(folders, part, fingerprint);
    }
    if (wantsBrowser) await provide(folders, progress, browserNeeds);
  });
}

function tellWaiting(): void {
  progress.say('另一个准备步骤正在进行，等待其完成……');
}

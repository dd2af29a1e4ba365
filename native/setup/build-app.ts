/**
 * Builds what Electron runs into dist/app: the main process, the preload, the station, the token host, the reader of text
 * and the command line. The screen is built by vite into dist/renderer, beside it.
 *
 *   node native/setup/build-app.ts
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectFolders } from './folders.ts';

/** Addons and what only Electron has; everything else goes into the bundles. */
const external = ['electron', 'better-sqlite3', 'pkcs11js'];

/** Packages in the older module form ask for parts of Node by `require`, which a module of today does not have. */
const banner =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/**
 * @param root folder of the checkout
 * @param out where the bundles go: two levels below the root of the program, because its files are found from there
 */
export async function buildApp(root: string, out: string = join(root, 'dist', 'app')): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  const shell = join(root, 'src-main', 'shell', 'electron');
  const shared = {
    bundle: true,
    outdir: out,
    external,
    target: 'node24',
    legalComments: 'linked',
    logLevel: 'warning',
  } as const;
  await build({
    ...shared,
    entryPoints: {
      main: join(shell, 'main.ts'),
      'station-process': join(shell, 'station-process.ts'),
      'token-host': join(shell, 'token-host.ts'),
      reader: join(shell, 'reader.ts'),
      'page-text-reader': join(root, 'src-main', 'formats', 'pdf', 'page-text-reader.ts'),
      cli: join(root, 'src-main', 'cli', 'main.ts'),
    },
    platform: 'node',
    format: 'esm',
    // What the main process lends, the command line that it loads must find: one copy of every module.
    splitting: true,
    chunkNames: '[name]-[hash]',
    banner: { js: banner },
  });
  // A preload in a sandbox is one file in the older module form, and may ask for electron alone.
  await build({
    ...shared,
    entryPoints: { preload: join(shell, 'preload.ts') },
    platform: 'browser',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
}

if (import.meta.main) await buildApp(projectFolders.root);

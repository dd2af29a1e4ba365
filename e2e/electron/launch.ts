import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { chooseShell } from '#main/shell/shell-choice.ts';
import { root } from '#test/architecture/sources.ts';
import { preparedData } from '#test/support/screen-station.ts';

const choice = chooseShell({
  environment: process.env,
  platform: process.platform,
  packageFolder: join(root, 'node_modules', 'electron'),
  isExecutable: (file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
});

/** The Electron at hand, or null: everything that needs one is then left out, by name. */
export const electron = choice.kind === 'electron' ? choice.executable : null;

/** Built by `npm run build`; the screen lies beside it. */
const main = join(root, 'dist', 'app', 'main.js');
/** Chromium refuses its sandbox to root, as build machines are. */
const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The desktop program on a prepared station, and its window. */
export interface Desktop {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly data: string;
  close(): Promise<void>;
}

export async function openDesktop(): Promise<Desktop> {
  const { root: folder, data } = await preparedData();
  const profile = mkdtempSync(join(tmpdir(), 'desktop-'));
  const app = await _electron.launch({
    executablePath: electron ?? '',
    args: [...switches, `--user-data-dir=${profile}`, main, '--data', data],
  });
  return {
    app,
    window: await app.firstWindow(),
    data,
    close: async () => {
      await app.close();
      for (const each of [folder, profile]) rmSync(each, { recursive: true, force: true });
    },
  };
}

/** One command of the program's own command line. @returns what it printed */
export async function runDesktopCommand(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(electron ?? '', [...switches, main, '--cli', ...args]).catch(
    (error: { readonly stdout: string }) => error,
  );
  return stdout;
}

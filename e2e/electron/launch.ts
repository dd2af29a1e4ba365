import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { root } from '#test/architecture/sources.ts';
import { electron, electronSwitches } from '#test/support/electron-binary.ts';
import { preparedData } from '#test/support/screen-station.ts';

/** Built by `npm run build`; the screen lies beside it. */
const main = join(root, 'dist', 'app', 'main.js');
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
    args: [...electronSwitches, `--user-data-dir=${profile}`, main, '--data', data],
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
  const { stdout } = await promisify(execFile)(electron ?? '', [...electronSwitches, main, '--cli', ...args]).catch(
    (error: { readonly stdout: string }) => error,
  );
  return stdout;
}

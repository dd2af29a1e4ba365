import path from 'node:path';

/** What decides which shell opens, as values, so that the rule can be tested for every system. */
export interface ShellSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The folder of the installed `electron` package, whose binary may be missing. */
  readonly packageFolder: string;
  readonly isExecutable: (file: string) => boolean;
}

export type ShellChoice =
  | { readonly kind: 'electron'; readonly executable: string }
  /** The station in this process and the screen in the default browser, and the sentence that says why. */
  | { readonly kind: 'browser'; readonly because: 'noElectron' | 'noDisplay' };

const executables: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/**
 * Electron where its binary is at hand: in the folder ELECTRON_OVERRIDE_DIST_PATH names, else in the installed
 * package. Nothing is downloaded for it.
 */
export function chooseShell({ environment, platform, packageFolder, isExecutable }: ShellSurroundings): ShellChoice {
  const folder = environment['ELECTRON_OVERRIDE_DIST_PATH'] || path.join(packageFolder, 'dist');
  const executable = path.join(folder, executables[platform] ?? 'electron');
  if (!isExecutable(executable)) return { kind: 'browser', because: 'noElectron' };
  const hasDesktop = platform !== 'linux' || environment['DISPLAY'] || environment['WAYLAND_DISPLAY'];
  return hasDesktop ? { kind: 'electron', executable } : { kind: 'browser', because: 'noDisplay' };
}

import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chooseShell } from '#main/shell/shell-choice.ts';
import { root } from '#test/architecture/sources.ts';

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

/** Chromium refuses its sandbox to root, as build machines are. */
export const electronSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

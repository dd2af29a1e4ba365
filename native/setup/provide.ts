import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Folders } from './folders.ts';
import { aptCommands, refusalFor, unmetNeeds, type Need } from './needs.ts';
import type { Progress } from './progress.ts';
import { runCommand } from './run-command.ts';

/**
 * Installs what is missing where that is allowed: as root on a Debian system. Anywhere else it tells the command.
 *
 * @throws SetupRefusal
 */
export async function provide(folders: Folders, progress: Progress, needs: readonly Need[]): Promise<void> {
  const unmet = unmetNeeds(needs, isPresent);
  if (unmet.length === 0) return;
  const isDebian = existsSync('/etc/debian_version') && isPresent('/usr/bin/apt-get');
  if (!isDebian || process.getuid?.() !== 0) throw refusalFor(unmet, isDebian);
  const packages = unmet.map((need) => need.debianPackage);
  await progress.step(`安装 ${packages.join('、')}`, async () => {
    for (const command of aptCommands(packages)) await runCommand(command, folders.root);
  });
}

/** Whether a program is on PATH, or a file exists. */
export function isPresent(candidate: string): boolean {
  if (isAbsolute(candidate)) return existsSync(candidate);
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => isExecutable(join(folder, candidate)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What decides where the data folder is; given as values so that the rule can be tested for every system. */
export interface DataFolderChoice {
  /** The `--data` argument. */
  readonly argument?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/**
 * Where this station keeps its data: the `--data` argument, else SEALKEEPER_DATA, else the folder the operating system
 * names for a user's application data.
 */
export function chooseDataFolder(choice: DataFolderChoice): string {
  const named = choice.argument || choice.environment['SEALKEEPER_DATA'];
  if (named) return path.resolve(named);
  return systemDataFolder(choice);
}

function systemDataFolder({ environment, platform, home }: DataFolderChoice): string {
  if (platform === 'win32') {
    const roaming = environment['APPDATA'] || path.win32.join(home, 'AppData', 'Roaming');
    return path.win32.join(roaming, 'SealKeeper');
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'SealKeeper');
  // The XDG base directory specification tells programs to ignore a relative value.
  const given = environment['XDG_DATA_HOME'];
  const base = given && path.posix.isAbsolute(given) ? given : path.posix.join(home, '.local', 'share');
  return path.posix.join(base, 'sealkeeper');
}

/** Names inside a data folder. */
export interface DataPaths {
  readonly folder: string;
  /** Everything the station knows, ledger included. */
  readonly database: string;
  /** Held while a station runs on this folder. */
  readonly lock: string;
  /** Documents as they were submitted, never changed. */
  readonly originals: string;
  /** The same documents once more, to show what was approved where one of them was changed. */
  readonly copies: string;
  /** Sealed documents under their final names. */
  readonly sealed: string;
  /** Machine key, profile and trust files. */
  readonly keys: string;
  readonly trust: string;
  readonly logs: string;
  readonly exports: string;
  /** Uploads of signed-in people, for as long as they are signed in. */
  readonly incoming: string;
}

export function dataPaths(folder: string): DataPaths {
  const inside = (name: string): string => path.join(folder, name);
  return {
    folder,
    database: inside('station.db'),
    lock: inside('station.lock'),
    originals: inside('originals'),
    copies: inside('copies'),
    sealed: inside('sealed'),
    keys: inside('keys'),
    trust: inside('trust'),
    logs: inside('logs'),
    exports: inside('exports'),
    incoming: inside('incoming'),
  };
}

/** Choose the data folder of this process and make it and its subfolders, readable by their owner alone. */
export function openDataFolder(argument?: string): DataPaths {
  const folder = chooseDataFolder({
    argument,
    environment: process.env,
    platform: process.platform,
    home: os.homedir(),
  });
  const paths = dataPaths(folder);
  for (const each of [folder, paths.originals, paths.sealed, paths.keys, paths.trust, paths.logs, paths.exports]) {
    fs.mkdirSync(each, { recursive: true, mode: 0o700 });
  }
  return paths;
}

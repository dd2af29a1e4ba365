import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { browserNeeds } from '../../native/setup/needs.ts';

/** The browser of the journeys: the one `SEALKEEPER_CHROMIUM` names, else the system's. @returns null without one */
export function findChromium(): string | null {
  const named = process.env['SEALKEEPER_CHROMIUM'];
  if (named !== undefined) return existsSync(named) ? named : null;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const candidates = (browserNeeds[0]?.anyOf ?? []).flatMap((name) =>
    path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name)),
  );
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}

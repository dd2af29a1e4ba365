import type { Fact } from '#shared/model/verdict.ts';
import { resolveLocation, type FileIndex, type LocationReading } from './location.ts';

/**
 * Resolves locations and remembers how they had to be read, so that one fact per deviation is shown and not one per
 * page.
 */
export interface PathNotes {
  /** @returns the absolute path, whether or not a file is there */
  resolve(location: string, folder: string, origin: string): string;
  /** `ofd.paths` facts: deviations are warnings; what is missing is told where it matters. */
  facts(): Fact[];
}

export function createPathNotes(files: FileIndex): PathNotes {
  const notes = new Map<LocationReading, { location: string; origin: string; count: number }>();
  return {
    resolve(location, folder, origin) {
      const { path, reading } = resolveLocation(location, folder, files, origin);
      if (reading !== 'exact') {
        const known = notes.get(reading);
        if (known) known.count += 1;
        else notes.set(reading, { location, origin, count: 1 });
      }
      return path;
    },
    facts: () =>
      [...notes].map(([reading, evidence]) => ({
        check: 'ofd.paths',
        state: 'warn',
        reason: `path-${reading}`,
        evidence: { ...evidence },
      })),
  };
}

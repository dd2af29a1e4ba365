import fs from 'node:fs';
import type { OfdPackage } from '#main/formats/ofd/package.ts';
import { residentBytes } from '#main/platform/process-memory.ts';
import type { BudgetedSource } from './budgeted-source.ts';
import type { KeptLimits } from './reader-limits.ts';

/** OFD packages that stay open between the pages of one document (ADR 0034). For what shows, never for what judges. */
export interface KeptPackages {
  /** @throws as `openOfd`, and whatever `act` throws */
  use<T>(file: string, act: (pkg: OfdPackage) => T | Promise<T>): Promise<T>;
}

interface Opened {
  /** Null for a file that may have changed while it was opened. */
  readonly identity: string | null;
  readonly source: BudgetedSource;
  readonly pkg: OfdPackage;
}

/** A change within so many milliseconds before the opening could bear the same time as what was opened. */
const tickMs = 20;

/**
 * Each use has the whole budget of an operation, and its deadline and memory are watched from outside as ever. A
 * package is kept under its path while the file there is the very same one: device, number, length, and the time of the
 * last change, which no program can set back. Contents are read anew each time and held to the checksum in the
 * directory, so that a change nobody could see from outside gives a refusal and not the former page.
 */
export function keepPackages(
  open: (file: string) => BudgetedSource,
  limits: KeptLimits,
  nowMs: () => number = Date.now,
): KeptPackages {
  const kept = new Map<string, Opened>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** What is in use is in nobody else's hands: it comes back when its use went well. */
  function takeKept(file: string): Opened | null {
    const found = kept.get(file);
    if (!found) return null;
    kept.delete(file);
    if (found.identity === identityOf(file, nowMs())) {
      found.source.renew();
      return found;
    }
    found.source.close();
    return null;
  }

  function keep(file: string, opened: Opened): void {
    // Two uses at the same time each opened the file; one of them is enough.
    kept.get(file)?.source.close();
    kept.set(file, opened);
    for (const [oldest, { source }] of kept) {
      if (kept.size <= limits.packages) break;
      source.close();
      kept.delete(oldest);
    }
    clearTimeout(timer);
    timer = setTimeout(dropAll, limits.idleMs).unref();
  }

  function dropAll(): void {
    for (const { source } of kept.values()) source.close();
    kept.clear();
  }

  return {
    async use(file, act) {
      const opened = takeKept(file) ?? (await openAnew(file, open, nowMs));
      let isToBeKept = false;
      try {
        const result = await act(opened.pkg);
        isToBeKept = opened.identity !== null && opened.pkg.entries.length <= limits.entries;
        return result;
      } finally {
        if (isToBeKept) keep(file, opened);
        else opened.source.close();
        if (isMemoryShort(limits)) dropAll();
      }
    },
  };
}

async function openAnew(file: string, open: (file: string) => BudgetedSource, nowMs: () => number): Promise<Opened> {
  const before = identityOf(file, nowMs());
  const source = open(file);
  try {
    // Loaded when a package is first asked for: a reader of a PDF waits for none of it.
    const { openOfd } = await import('#main/formats/ofd/package.ts');
    const pkg = await openOfd(source);
    // What was opened is what was looked at, if nobody exchanged or changed the file meanwhile.
    return { identity: identityOf(file, nowMs()) === before ? before : null, source, pkg };
  } catch (error) {
    source.close();
    throw error;
  }
}

/** Null where the last change is too young, or in the future of this clock, to tell it from the next one. */
function identityOf(file: string, nowMs: number): string | null {
  const found = fs.statSync(file, { bigint: true, throwIfNoEntry: false });
  if (!found?.isFile()) return null;
  if (nowMs - Number(found.ctimeMs) < tickMs) return null;
  return [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
}

function isMemoryShort({ residentBytes: most, freeBytes: least }: KeptLimits): boolean {
  return (residentBytes(process.pid) ?? process.memoryUsage.rss()) > most || process.availableMemory() < least;
}

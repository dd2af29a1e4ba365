import { useEffect, useState } from 'react';
import type { PageSize } from './page-layout.ts';
import { findOnPage, type Found } from '#shared/placing/find-text.ts';
import type { PageSource } from './page-source.ts';

const pauseMs = 250;
const mostFound = 500;
/** Pages read before the screen hears of what was found. */
const pagesAtOnce = 8;

export interface Search {
  readonly found: readonly Found[];
  readonly isRunning: boolean;
  /** The document carries no text that could be searched. */
  readonly isWithoutText: boolean;
}

const idle: Search = { found: [], isRunning: false, isWithoutText: false };

/** Searches page after page while the query stands; a new query ends the former search. */
export function usePageSearch(source: PageSource | null, pages: readonly PageSize[], query: string): Search {
  const [search, setSearch] = useState<Search>(idle);
  useEffect(() => {
    if (!source || query.trim() === '') {
      setSearch(idle);
      return undefined;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => void run(source), pauseMs);
    async function run(from: PageSource): Promise<void> {
      const found: Found[] = [];
      let hasText = false;
      setSearch({ ...idle, isRunning: true });
      for (const [index, page] of pages.entries()) {
        const runs = await from.text(page, stop.signal).catch(() => []);
        if (stop.signal.aborted) return;
        hasText ||= runs.length > 0;
        found.push(...findOnPage(page.number, runs, query));
        if (found.length >= mostFound) break;
        if (index % pagesAtOnce === pagesAtOnce - 1)
          setSearch({ found: [...found], isRunning: true, isWithoutText: false });
      }
      setSearch({ found: found.slice(0, mostFound), isRunning: false, isWithoutText: !hasText });
    }
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [source, pages, query]);
  return search;
}

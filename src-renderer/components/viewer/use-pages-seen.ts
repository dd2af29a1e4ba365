import { useCallback, useEffect, useRef } from 'react';
import type { Layout } from './page-layout.ts';
import { createPageWatch } from './page-watch.ts';
import type { DeskView } from './use-desk-view.ts';

const everyMs = 200;

/**
 * Watches what is on the screen, for as long as somebody wants to know.
 *
 * @returns for sheets to say whether they are drawn
 */
export function usePagesSeen(
  layout: Layout,
  view: DeskView,
  onPageSeen: ((page: number) => void) | undefined,
): (page: number, isDrawn: boolean) => void {
  const drawn = useRef(new Set<number>());
  const now = useRef({ layout, view, onPageSeen });
  now.current = { layout, view, onPageSeen };
  const isWatched = onPageSeen !== undefined;
  useEffect(() => {
    if (!isWatched) return undefined;
    const watch = createPageWatch();
    const timer = setInterval(() => {
      const { layout: sheets, view: box, onPageSeen: tell } = now.current;
      const isShown = document.visibilityState === 'visible';
      const seen = isShown ? { ...box, isDrawn: (page: number) => drawn.current.has(page) } : null;
      for (const page of watch.look(sheets, seen, performance.now())) tell?.(page);
    }, everyMs);
    return () => clearInterval(timer);
  }, [isWatched]);
  return useCallback((page, isDrawn) => {
    if (isDrawn) drawn.current.add(page);
    else drawn.current.delete(page);
  }, []);
}

import type { KeyboardEvent } from 'react';
import { nextZoom, type Zoom } from './page-layout.ts';

/** Keys on the desk: pages, zoom and search; what lies on a sheet has taken its own keys before. */
export function viewerKey(
  event: KeyboardEvent,
  to: {
    readonly page: number;
    readonly pages: number;
    readonly factor: number;
    readonly showPage: (page: number) => void;
    readonly setZoom: (zoom: Zoom) => void;
    readonly openSearch: () => void;
  },
): void {
  if (event.defaultPrevented || event.altKey) return;
  const act = event.ctrlKey || event.metaKey ? withControl(event.key) : plain(event.key);
  if (!act) return;
  event.preventDefault();
  act();

  function plain(key: string): (() => void) | undefined {
    if (key === 'PageDown') return () => to.showPage(Math.min(to.pages, to.page + 1));
    if (key === 'PageUp') return () => to.showPage(Math.max(1, to.page - 1));
    if (key === 'Home') return () => to.showPage(1);
    if (key === 'End') return () => to.showPage(to.pages);
    if (key === '+' || key === '=') return () => to.setZoom(nextZoom(to.factor, 1));
    if (key === '-') return () => to.setZoom(nextZoom(to.factor, -1));
    if (key === '0') return () => to.setZoom('page');
    return undefined;
  }

  function withControl(key: string): (() => void) | undefined {
    return key.toLowerCase() === 'f' ? to.openSearch : undefined;
  }
}

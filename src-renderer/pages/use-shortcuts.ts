import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { NavItem } from '../components/navigation-items.ts';

/** True where a key is meant for what is being written. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** Regions in the order F6 walks through them. */
const regions = ['.sk-bar', '.sk-nav', '#page'];

function toNextRegion(): void {
  const all = regions.map((name) => document.querySelector<HTMLElement>(name)).filter((region) => region !== null);
  const here = all.findIndex((region) => region.contains(document.activeElement));
  const next = all[(here + 1) % all.length];
  const first = next?.querySelector<HTMLElement>('a, button, input, [tabindex]');
  (first ?? next)?.focus();
}

/** Keys that work on every page; `?` shows them. */
export function useShortcuts(keys: {
  readonly items: readonly NavItem[];
  readonly onLock: (() => void) | null;
  readonly onKeys: () => void;
}): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, ctrlKey, altKey, metaKey } = event;
      const act = actionOf();
      if (!act) return;
      event.preventDefault();
      act();

      function actionOf(): (() => void) | null {
        if (ctrlKey && !altKey && key.toLowerCase() === 'l') return keys.onLock;
        if (altKey && !ctrlKey && /^[1-9]$/.test(key)) {
          const item = keys.items[Number(key) - 1];
          return item ? () => void navigate({ to: item.path }) : null;
        }
        if (ctrlKey && !altKey && key.toLowerCase() === 'n' && keys.items.some(({ name }) => name === 'request')) {
          return () => void navigate({ to: '/request' });
        }
        if (ctrlKey || altKey || metaKey) return null;
        if (key === 'F6') return toNextRegion;
        if (key === '?' && !isWriting(event.target)) return keys.onKeys;
        return null;
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [keys, navigate]);
}

import { startTransition, useCallback, useState, useSyncExternalStore } from 'react';

export interface Box {
  readonly width: number;
  readonly height: number;
}

/** The room an element has, in CSS pixels; null until it is on the screen. */
export function useBox(): { readonly box: Box | null; readonly measured: (element: HTMLElement | null) => void } {
  const [box, setBox] = useState<Box | null>(null);
  const measured = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const look = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      // What fills the room may be much: a long table is drawn in pieces.
      startTransition(() =>
        setBox((known) => (known?.width === width && known.height === height ? known : { width, height })),
      );
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => observer.disconnect();
  }, []);
  return { box, measured };
}

/** True while the screen answers to a media query. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}

import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';

export interface DeskView {
  readonly width: number;
  readonly height: number;
  readonly scrollTop: number;
}

/** Size and position of a scrolling box, measured again whenever either changes. */
export function useDeskView(): {
  readonly desk: RefObject<HTMLDivElement | null>;
  readonly view: DeskView;
  readonly scrollTo: (top: number) => void;
} {
  const desk = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<DeskView>({ width: 0, height: 0, scrollTop: 0 });
  useLayoutEffect(() => {
    const box = desk.current;
    if (!box) return undefined;
    const measure = (): void => {
      const next = { width: box.clientWidth, height: box.clientHeight, scrollTop: box.scrollTop };
      setView((last) => (isSame(last, next) ? last : next));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    box.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', measure);
    };
  }, []);
  const scrollTo = useCallback((top: number) => desk.current?.scrollTo({ top }), []);
  return { desk, view, scrollTo };
}

function isSame(a: DeskView, b: DeskView): boolean {
  return a.width === b.width && a.height === b.height && a.scrollTop === b.scrollTop;
}

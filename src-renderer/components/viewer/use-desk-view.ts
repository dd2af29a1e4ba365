import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** So long after the last step of a wheel the next one may still come. */
const movingMs = 150;

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
  /** Is somebody scrolling at this moment? Asked when something is about to cost time. */
  readonly isMoving: () => boolean;
} {
  const desk = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<DeskView>({ width: 0, height: 0, scrollTop: 0 });
  const movedAt = useRef(-Infinity);
  useLayoutEffect(() => {
    const box = desk.current;
    if (!box) return undefined;
    const measure = (): void => {
      const next = { width: box.clientWidth, height: box.clientHeight, scrollTop: box.scrollTop };
      setView((last) => (isSame(last, next) ? last : next));
    };
    const scrolled = (): void => {
      movedAt.current = performance.now();
      measure();
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    box.addEventListener('scroll', scrolled, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', scrolled);
    };
  }, []);
  const scrollTo = useCallback((top: number) => desk.current?.scrollTo({ top }), []);
  const isMoving = useCallback(() => performance.now() - movedAt.current < movingMs, []);
  return { desk, view, scrollTo, isMoving };
}

function isSame(a: DeskView, b: DeskView): boolean {
  return a.width === b.width && a.height === b.height && a.scrollTop === b.scrollTop;
}

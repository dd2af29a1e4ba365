import { useEffect, useRef, useState, type RefObject } from 'react';
import type { PageSize } from './page-layout.ts';
import type { DrawnPage, PageProblem, PageSource } from './page-source.ts';

const settleMs = 120;
/** The station draws one page after another: sheets are asked for before the thumbnails beside them. */
const thumbWaitMs = 40;
/** What rushes past is gone before this. */
const passingMs = 80;

export interface Drawing {
  /** The drawing is put into this element. */
  readonly holder: RefObject<HTMLDivElement | null>;
  readonly isDrawn: boolean;
  readonly problems: readonly PageProblem[];
  readonly error: unknown;
  readonly again: () => void;
}

/**
 * Keeps one page drawn for as long as it is near the view. A new scale waits until zooming has settled; the former
 * picture stays, stretched, until the next one is complete. What is no longer wanted is cancelled.
 */
export function useDrawnPage(
  source: PageSource | null,
  page: PageSize,
  pxPerMm: number,
  purpose: 'sheet' | 'thumb',
  isMoving: () => boolean,
): Drawing {
  const holder = useRef<HTMLDivElement>(null);
  const shown = useRef<DrawnPage | null>(null);
  const [state, setState] = useState<Pick<Drawing, 'isDrawn' | 'problems' | 'error'>>(nothing);
  const [attempt, setAttempt] = useState(0);
  const { number, widthMm, heightMm } = page;
  const scale = source?.isScalable ? 1 : pxPerMm;

  useEffect(() => {
    if (!source) return undefined;
    const stop = new AbortController();
    const waitMs = (purpose === 'thumb' ? thumbWaitMs : 0) + (isMoving() ? passingMs : 0);
    const timer = setTimeout(() => void draw(), shown.current ? settleMs : waitMs);
    async function draw(): Promise<void> {
      try {
        const drawn = await source!.draw({ number, widthMm, heightMm }, scale, purpose, stop.signal);
        if (stop.signal.aborted) return drawn.release();
        holder.current?.replaceChildren(drawn.element);
        shown.current?.release();
        shown.current = drawn;
        setState({ isDrawn: true, problems: drawn.problems, error: null });
      } catch (error) {
        if (!stop.signal.aborted) setState({ isDrawn: false, problems: [], error });
      }
    }
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [source, number, widthMm, heightMm, scale, purpose, attempt, isMoving]);

  // The picture goes with its document, and when the sheet leaves the neighbourhood of the view.
  useEffect(() => {
    const box = holder.current;
    return () => {
      shown.current?.release();
      shown.current = null;
      box?.replaceChildren();
      setState(nothing);
    };
  }, [source, number]);

  return { holder, ...state, again: () => setAttempt((count) => count + 1) };
}

const nothing = { isDrawn: false, problems: [], error: null } as const;

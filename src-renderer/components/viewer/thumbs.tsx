import { useEffect, useMemo, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../../bridge/words.ts';
import type { PageSize } from './page-layout.ts';
import { PagePicture } from './page-picture.tsx';
import type { PageSource } from './page-source.ts';
import type { PageOnScreen } from './sheet.tsx';
import { useDeskView } from './use-desk-view.ts';
import { useDrawnPage } from './use-drawn-page.ts';

const thumbPx = 80;
const tallestPx = 160;
const gapPx = 8;

interface Thumb {
  readonly page: PageSize;
  readonly top: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
}

function layOutThumbs(pages: readonly PageSize[], captionPx: number): { thumbs: readonly Thumb[]; heightPx: number } {
  let top = gapPx;
  const thumbs = pages.map((page) => {
    const pxPerMm = Math.min(thumbPx / page.widthMm, tallestPx / page.heightMm);
    const thumb = { page, top, heightPx: Math.round(page.heightMm * pxPerMm), pxPerMm };
    top += thumb.heightPx + captionPx + gapPx;
    return thumb;
  });
  return { thumbs, heightPx: top };
}

export interface ThumbsProps {
  readonly source: PageSource | null;
  readonly pages: readonly PageSize[];
  readonly current: number;
  readonly onChoose: (page: number) => void;
  readonly overlay: ((page: PageOnScreen) => ReactNode) | undefined;
  readonly caption: ((page: number) => ReactNode) | undefined;
  /** Height of a caption in CSS pixels; it grows with the letters. */
  readonly captionPx: number;
}

/** All pages in small, of which only those in view are drawn. One stop of the Tab key; arrows go on from there. */
export function Thumbs(props: ThumbsProps) {
  const { source, pages, current, onChoose, overlay, caption, captionPx } = props;
  const say = useWords();
  const { desk, view, isMoving } = useDeskView();
  const { thumbs, heightPx } = useMemo(() => layOutThumbs(pages, captionPx), [pages, captionPx]);
  const [from, to] = [view.scrollTop - view.height, view.scrollTop + 2 * view.height];
  const near = thumbs.filter(({ top, heightPx: own }) => top + own + captionPx >= from && top <= to);

  useEffect(() => {
    const box = desk.current;
    const thumb = thumbs[current - 1];
    if (!box || !thumb) return;
    const bottom = thumb.top + thumb.heightPx + captionPx;
    if (thumb.top < box.scrollTop) box.scrollTop = thumb.top - gapPx;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom + gapPx - box.clientHeight;
  }, [desk, thumbs, current, captionPx]);

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const wanted = event.key === 'Home' ? 1 : event.key === 'End' ? pages.length : step && current + step;
    if (wanted === undefined || wanted < 1 || wanted > pages.length) return;
    event.preventDefault();
    onChoose(wanted);
    requestAnimationFrame(() => desk.current?.querySelector<HTMLElement>(`[data-thumb="${wanted}"]`)?.focus());
  }

  return (
    <nav className="sk-view-thumbs" aria-label={say('screen.viewer.thumbs')} ref={desk} onKeyDown={onKeyDown}>
      <div className="sk-view-thumbs-all" style={{ height: heightPx }}>
        {near.map((thumb) => (
          <button
            type="button"
            key={thumb.page.number}
            className={thumb.page.number === current ? 'sk-view-thumb sk-view-thumb-current' : 'sk-view-thumb'}
            style={{ top: thumb.top }}
            tabIndex={thumb.page.number === current ? 0 : -1}
            data-thumb={thumb.page.number}
            aria-current={thumb.page.number === current ? 'page' : undefined}
            onClick={() => onChoose(thumb.page.number)}
          >
            <ThumbPicture {...{ source, thumb, overlay, isMoving }} />
            <span className="sk-view-thumb-caption">
              <span className="sk-unseen">{say('screen.viewer.pageOf', { page: thumb.page.number })} </span>
              {caption?.(thumb.page.number) ?? <span aria-hidden>{thumb.page.number}</span>}
            </span>
          </button>
        ))}
      </div>
    </nav>
  );
}

interface ThumbPictureProps extends Pick<ThumbsProps, 'source' | 'overlay'> {
  readonly thumb: Thumb;
  readonly isMoving: () => boolean;
}

/** A page that cannot be drawn is white here; its sheet says why. */
function ThumbPicture({ source, thumb: { page, pxPerMm }, overlay, isMoving }: ThumbPictureProps) {
  const drawing = useDrawnPage(source, page, pxPerMm, 'thumb', isMoving);
  return <PagePicture {...{ drawing, page, pxPerMm, overlay }} />;
}

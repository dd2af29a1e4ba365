import type { ReactNode } from 'react';
import type { PageSize } from './page-layout.ts';
import type { PageOnScreen } from './sheet.tsx';
import type { Drawing } from './use-drawn-page.ts';

/** One page in small, to be looked at and not to be clicked; white until it is drawn. */
export function PagePicture(props: {
  readonly drawing: Drawing;
  readonly page: PageSize;
  readonly pxPerMm: number;
  readonly overlay: ((page: PageOnScreen) => ReactNode) | undefined;
}) {
  const { drawing, page, pxPerMm, overlay } = props;
  return (
    <span
      className="sk-view-thumb-sheet"
      style={{ width: Math.round(page.widthMm * pxPerMm), height: Math.round(page.heightMm * pxPerMm) }}
      data-drawn={drawing.isDrawn}
      aria-hidden
    >
      <span className="sk-view-sheet-paper" ref={drawing.holder} />
      {overlay && <span className="sk-view-sheet-over">{overlay({ ...page, pxPerMm })}</span>}
    </span>
  );
}

import type { ReactNode } from 'react';
import type { PageSize } from './page-layout.ts';
import type { PageSource } from './page-source.ts';
import type { PageOnScreen } from './sheet.tsx';
import { useDrawnPage } from './use-drawn-page.ts';

export interface PagePictureProps {
  readonly source: PageSource | null;
  readonly page: PageSize;
  readonly pxPerMm: number;
  readonly overlay: ((page: PageOnScreen) => ReactNode) | undefined;
  /** Sheets are drawn before thumbnails. */
  readonly purpose: 'sheet' | 'thumb';
  readonly isMoving: () => boolean;
}

/** One page in small, to be looked at and not to be clicked; white until it is drawn. */
export function PagePicture({ source, page, pxPerMm, overlay, purpose, isMoving }: PagePictureProps) {
  const { holder, isDrawn } = useDrawnPage(source, page, pxPerMm, purpose, isMoving);
  return (
    <span
      className="sk-view-thumb-sheet"
      style={{ width: Math.round(page.widthMm * pxPerMm), height: Math.round(page.heightMm * pxPerMm) }}
      data-drawn={isDrawn}
      aria-hidden
    >
      <span className="sk-view-sheet-paper" ref={holder} />
      {overlay && <span className="sk-view-sheet-over">{overlay({ ...page, pxPerMm })}</span>}
    </span>
  );
}

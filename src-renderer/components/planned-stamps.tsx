import { useCallback, type ReactNode } from 'react';
import type { Placement } from '#shared/model/placement.ts';
import type { PageOnScreen } from './viewer/sheet.tsx';
import { StampOverlay } from './viewer/stamp-overlay.tsx';

type Overlay = (page: PageOnScreen) => ReactNode;

/** Where a request wants its stamps, as dashed outlines over the pages and the thumbnails of the viewer. */
export function usePlannedStamps(
  placements: readonly Placement[],
  sealName: string,
): { readonly overlay: Overlay; readonly thumbOverlay: Overlay } {
  const draw = useCallback(
    (page: PageOnScreen, isSmall: boolean) =>
      placements
        .filter((placement) => placement.page === page.number)
        .map((placement, index) => (
          <StampOverlay
            key={index}
            page={page}
            placement={placement}
            mode="planned"
            sealName={sealName}
            isSmall={isSmall}
          />
        )),
    [placements, sealName],
  );
  return {
    overlay: useCallback((page) => draw(page, false), [draw]),
    thumbOverlay: useCallback((page) => draw(page, true), [draw]),
  };
}

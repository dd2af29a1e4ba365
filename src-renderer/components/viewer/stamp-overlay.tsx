import type { Placement } from '#shared/model/placement.ts';
import { useWords } from '../../bridge/words.ts';
import type { PageOnScreen } from './sheet.tsx';
import './stamp-overlay.css';

export interface StampOverlayProps {
  readonly page: PageOnScreen;
  readonly placement: Placement;
  /** `planned`: a dashed ring and what is meant; `stamped`: the picture on the paper. */
  readonly mode: 'planned' | 'stamped';
  /** Blob address of the picture; only `stamped` shows it. */
  readonly pictureUrl?: string | null;
  /** What is said of it, and read aloud: 公章. */
  readonly sealName: string;
  /** In thumbnails the ring alone. */
  readonly isSmall?: boolean;
}

const gapPx = 8;
/** What the words need beside the sheet. */
const wordsPx = 120;

/**
 * Words about a planned stamp stand on the desk beside the sheet, at the nearer side, so that they cover no line of the
 * document; where the desk has no room they are shown for as long as somebody points at the ring.
 */
function sideOf(
  { widthMm: pageMm, besidePx = 0 }: PageOnScreen,
  { xMm, widthMm }: Placement,
): 'left' | 'right' | 'over' {
  if (besidePx < wordsPx + gapPx) return 'over';
  return xMm + widthMm / 2 > pageMm / 2 ? 'right' : 'left';
}

/** A seal on a page, at its true size; text under it stays readable. */
export function StampOverlay(props: StampOverlayProps) {
  const { page, placement, mode, pictureUrl = null, sealName, isSmall = false } = props;
  const say = useWords();
  const { pxPerMm } = page;
  const { xMm, yMm, widthMm, heightMm } = placement;
  const box = { left: xMm * pxPerMm, top: yMm * pxPerMm, width: widthMm * pxPerMm, height: heightMm * pxPerMm };
  const side = sideOf(page, placement);
  const wordsPlace =
    side === 'right'
      ? { left: page.widthMm * pxPerMm - box.left + gapPx }
      : side === 'left'
        ? { right: box.left + box.width + gapPx }
        : undefined;
  const words = say('screen.viewer.seal.planned', { seal: sealName });
  return (
    <span
      className={`sk-stamp sk-stamp-${mode}`}
      style={box}
      role="img"
      aria-label={mode === 'planned' ? words : sealName}
    >
      {mode === 'stamped' && pictureUrl && <img src={pictureUrl} alt="" draggable={false} />}
      {mode === 'planned' && !isSmall && (
        <span className="sk-stamp-words" data-side={side} style={wordsPlace} aria-hidden>
          {words}
          <br />
          {say('screen.viewer.seal.plannedSize', { width: Math.round(widthMm * 10) / 10 })}
        </span>
      )}
    </span>
  );
}

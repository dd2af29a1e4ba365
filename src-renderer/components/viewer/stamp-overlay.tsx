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

/** A seal on a page, at its true size; text under it stays readable. */
export function StampOverlay(props: StampOverlayProps) {
  const { page, placement, mode, pictureUrl = null, sealName, isSmall = false } = props;
  const say = useWords();
  const { pxPerMm } = page;
  const { xMm, yMm, widthMm, heightMm } = placement;
  const box = { left: xMm * pxPerMm, top: yMm * pxPerMm, width: widthMm * pxPerMm, height: heightMm * pxPerMm };
  const isAtRightEdge = (xMm + widthMm) * pxPerMm + 110 > page.widthMm * pxPerMm;
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
        <span className={isAtRightEdge ? 'sk-stamp-words sk-stamp-words-left' : 'sk-stamp-words'} aria-hidden>
          {words}
          <br />
          {say('screen.viewer.seal.plannedSize', { width: Math.round(widthMm * 10) / 10 })}
        </span>
      )}
    </span>
  );
}

import type { Placement } from '#shared/model/placement.ts';
import { inkBox, textBox, type PageBox } from '#shared/placing/shown-box.ts';
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
function sideOf({ widthMm: pageMm, besidePx = 0 }: PageOnScreen, { xMm, widthMm }: PageBox): 'left' | 'right' | 'over' {
  if (besidePx < wordsPx + gapPx) return 'over';
  return xMm + widthMm / 2 > pageMm / 2 ? 'right' : 'left';
}

/** A seal on a page, at its true size, turned and cut as it will be; text under it stays readable. */
export function StampOverlay(props: StampOverlayProps) {
  const { page, placement, mode, pictureUrl = null, sealName, isSmall = false } = props;
  const say = useWords();
  const { pxPerMm } = page;
  const { widthMm, heightMm, clip, slice } = placement;
  const shown = clip ? inkBox(placement) : placement;
  const box = {
    left: shown.xMm * pxPerMm,
    top: shown.yMm * pxPerMm,
    width: shown.widthMm * pxPerMm,
    height: shown.heightMm * pxPerMm,
  };
  const look = lookOf(placement);
  const picture = clip
    ? {
        left: -clip.xMm * pxPerMm,
        top: -clip.yMm * pxPerMm,
        width: widthMm * pxPerMm,
        height: heightMm * pxPerMm,
        ...look,
      }
    : look;
  const side = sideOf(page, shown);
  // A long name takes more lines, and none of it is cut off.
  const maxWidth = (page.besidePx ?? 0) - 2 * gapPx;
  const wordsPlace =
    side === 'right'
      ? { left: page.widthMm * pxPerMm - box.left + gapPx, maxWidth }
      : side === 'left'
        ? { right: box.left + box.width + gapPx, maxWidth }
        : undefined;
  const words = slice
    ? say('screen.viewer.seal.plannedSlice', { seal: sealName, ...slice })
    : say('screen.viewer.seal.planned', { seal: sealName });
  return (
    <>
      <span
        className={`sk-stamp sk-stamp-${mode} ${clip ? 'sk-stamp-slice' : ''}`}
        style={box}
        role="img"
        aria-label={mode === 'planned' ? words : sealName}
        {...(slice && { 'data-slice': `${slice.group}/${slice.index}` })}
      >
        {mode === 'stamped' && pictureUrl && <img src={pictureUrl} alt="" draggable={false} style={picture} />}
        {mode === 'planned' && !isSmall && (
          <span className="sk-stamp-words" data-side={side} style={wordsPlace} aria-hidden>
            {words}
            <br />
            {say('screen.viewer.seal.plannedSize', { width: Math.round(shown.widthMm * 10) / 10 })}
          </span>
        )}
      </span>
      <StampText placement={placement} pxPerMm={pxPerMm} />
    </>
  );
}

/** Turn and ink of the picture of a seal. */
export function lookOf({ rotation, opacity }: Placement): { readonly rotate?: string; readonly opacity?: number } {
  return {
    ...(rotation !== undefined && { rotate: `${rotation}deg` }),
    ...(opacity !== undefined && { opacity }),
  };
}

/** The line of text below a seal, in the ink of the seal. */
export function StampText({ placement, pxPerMm }: { readonly placement: Placement; readonly pxPerMm: number }) {
  const box = textBox(placement);
  if (!box) return null;
  const { opacity } = placement;
  const style = {
    ...(opacity !== undefined && { opacity }),
    left: box.xMm * pxPerMm,
    top: box.yMm * pxPerMm,
    width: box.widthMm * pxPerMm,
    height: box.heightMm * pxPerMm,
    fontSize: box.heightMm * pxPerMm,
    lineHeight: `${box.heightMm * pxPerMm}px`,
  };
  return (
    <span className="sk-stamp sk-stamp-text" style={style}>
      {placement.text?.value}
    </span>
  );
}

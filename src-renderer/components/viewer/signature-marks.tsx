import type { Placement } from '#shared/model/placement.ts';
import type { PageOnScreen } from './sheet.tsx';
import './signature-marks.css';

/** The place of a stamp on a page, of a signature in a PDF or OFD. */
export interface SignatureMark {
  /** Which signature; stamps of one signature share it. */
  readonly signature: number;
  readonly place: Placement;
  readonly verdict: 'valid' | 'invalid' | 'indeterminate';
  /** Said of it: whose seal, and what it is worth. */
  readonly words: string;
}

/**
 * Frames around the stamps of a page, over the picture: each a button that chooses its signature. The chosen one
 * carries its words.
 */
export function SignatureMarks(props: {
  readonly page: PageOnScreen;
  readonly marks: readonly SignatureMark[];
  readonly chosen: number | null;
  readonly onChoose: (signature: number) => void;
}) {
  const { page, marks, chosen, onChoose } = props;
  return marks
    .filter(({ place }) => place.page === page.number)
    .map(({ signature, place, verdict, words }, at) => {
      const { left, top, width, height } = shownPart(place, page);
      const isChosen = signature === chosen;
      return (
        <button
          type="button"
          key={`${signature} ${at}`}
          className={`sk-mark sk-mark-${verdict}${isChosen ? ' sk-mark-chosen' : ''}`}
          style={{ left, top, width, height }}
          aria-label={words}
          aria-pressed={isChosen}
          onClick={() => onChoose(signature)}
        >
          {isChosen && (
            <span className={`sk-mark-words ${wordsPlace(place, page)}`} aria-hidden>
              {words}
            </span>
          )}
        </button>
      );
    });
}

/** What can be pressed with a finger, however thin the slice is. */
const leastPx = 12;

/** A straddle seal lies mostly beside the paper: only what is on it can be pressed. */
function shownPart({ xMm, yMm, widthMm, heightMm }: Placement, page: PageOnScreen) {
  const [left, right] = [Math.max(0, xMm), Math.min(page.widthMm, xMm + widthMm)].map((mm) => mm * page.pxPerMm);
  const [top, bottom] = [Math.max(0, yMm), Math.min(page.heightMm, yMm + heightMm)].map((mm) => mm * page.pxPerMm);
  return {
    left: left!,
    top: top!,
    width: Math.max(leastPx, right! - left!),
    height: Math.max(leastPx, bottom! - top!),
  };
}

/** Below the stamp and to the right, unless the paper ends there. */
function wordsPlace({ xMm, yMm, heightMm }: Placement, page: PageOnScreen): string {
  const isAbove = yMm + heightMm > page.heightMm * 0.85;
  const isLeft = xMm > page.widthMm / 2;
  return `${isAbove ? 'sk-mark-words-above' : ''} ${isLeft ? 'sk-mark-words-left' : ''}`;
}

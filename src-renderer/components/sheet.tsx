import type { CSSProperties, ReactNode } from 'react';
import { useWords } from '../bridge/words.ts';
import './sheet.css';

/** The grey desk documents lie on; it scrolls, and keeps at least 14 of grey on every side. */
export function Desk({ children, label }: { readonly children: ReactNode; readonly label?: string }) {
  return (
    <section className="sk-desk-ground" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

/**
 * One page as white paper in true proportions.
 *
 * @param pixelsPerMm the scale; whatever is drawn on the page uses the same
 */
export function Sheet(props: {
  readonly page: number;
  readonly pages: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly pixelsPerMm: number;
  readonly children?: ReactNode;
  readonly style?: CSSProperties;
}) {
  const say = useWords();
  const { page, pages, widthMm, heightMm, pixelsPerMm, children, style } = props;
  const size = { width: Math.round(widthMm * pixelsPerMm), height: Math.round(heightMm * pixelsPerMm) };
  return (
    <figure
      className="sk-sheet"
      style={{ ...size, ...style }}
      aria-label={say('screen.components.sheet', { page, pages })}
    >
      {children}
    </figure>
  );
}

/** A page small, in the strip beside the desk; says what it is and whether it was seen. */
export function Thumbnail(props: {
  readonly page: number;
  readonly pages: number;
  readonly label: ReactNode;
  readonly isCurrent: boolean;
  readonly isSeen?: boolean;
  readonly onOpen: () => void;
  readonly children?: ReactNode;
}) {
  const say = useWords();
  const { page, pages, label, isCurrent, isSeen = false, onOpen, children } = props;
  const name = say('screen.components.sheet', { page, pages });
  return (
    <button
      type="button"
      className="sk-thumb"
      aria-current={isCurrent || undefined}
      onClick={onOpen}
      aria-label={`${name}${isSeen ? ` ${say('screen.components.seen')}` : ''}`}
    >
      <span className="sk-thumb-paper">{children}</span>
      <span className={isSeen ? 'sk-thumb-word sk-is-ok' : 'sk-thumb-word'}>{label}</span>
    </button>
  );
}

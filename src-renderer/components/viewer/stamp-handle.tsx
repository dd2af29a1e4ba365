import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Placement } from '#shared/model/placement.ts';
import { useWords } from '../../bridge/words.ts';
import type { PageOnScreen } from './sheet.tsx';
import { linesUnder, nudge, snap, type SnapLine } from './stamp-placement.ts';
import { lookOf, StampText } from './stamp-overlay.tsx';
import './stamp-overlay.css';

/** On a sheet narrower than this, in CSS pixels, the read-out lies above the seal. */
const narrowPx = 330;
/** A seal is drawn to a line from this near, whatever the zoom. */
const reachPx = 7;

export interface StampHandleProps {
  readonly page: PageOnScreen;
  readonly placement: Placement;
  readonly lines: readonly SnapLine[];
  readonly pictureUrl: string | null;
  readonly sealName: string;
  /** 1-based among the places of the page. */
  readonly index: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onMove: (placement: Placement) => void;
  readonly onRemove: () => void;
  /** PageUp and PageDown take the seal to the neighbouring page. */
  readonly onTurn: (direction: 1 | -1) => void;
}

/** A seal that is being placed: dragged with the pointer, or moved by the arrow keys while it has the focus. */
export function StampHandle(props: StampHandleProps) {
  const { page, placement, lines, pictureUrl, sealName, index, isChosen, onChoose, onMove, onRemove, onTurn } = props;
  const say = useWords();
  const drag = useRef<{ x: number; y: number; from: Placement } | null>(null);
  const [isDragged, setDragged] = useState(false);
  const { pxPerMm } = page;
  const { xMm, yMm, widthMm, heightMm } = placement;
  const box = { left: xMm * pxPerMm, top: yMm * pxPerMm, width: widthMm * pxPerMm, height: heightMm * pxPerMm };

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus({ preventScroll: true });
    drag.current = { x: event.clientX, y: event.clientY, from: placement };
    setDragged(true);
    event.preventDefault();
  }
  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const start = drag.current;
    if (!start) return;
    const moved = {
      ...start.from,
      xMm: start.from.xMm + (event.clientX - start.x) / pxPerMm,
      yMm: start.from.yMm + (event.clientY - start.y) / pxPerMm,
    };
    // Alt lays it down freely.
    onMove(snap(moved, page, lines, event.altKey ? 0 : reachPx / pxPerMm).placement);
  }
  function endDrag(): void {
    drag.current = null;
    setDragged(false);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const by = event.shiftKey ? 0.1 : 1;
    const [dx, dy] =
      { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key] ?? [];
    if (dx !== undefined && dy !== undefined) onMove(nudge(placement, dx, dy, page));
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
    else if (event.key === 'PageDown') onTurn(1);
    else if (event.key === 'PageUp') onTurn(-1);
    else return;
    event.preventDefault();
  }

  const held = isChosen ? linesUnder(placement, lines) : [];
  return (
    <>
      {held.map((line) => (
        <SnapMark key={line.name} line={line} page={page} box={box} />
      ))}
      <div
        className={`sk-stamp sk-stamp-stamped sk-stamp-handle ${isChosen ? 'sk-stamp-chosen' : ''} ${isDragged ? 'sk-stamp-dragged' : ''}`}
        style={box}
        role="application"
        tabIndex={0}
        aria-label={say('screen.viewer.seal.handle', { seal: sealName, page: placement.page, index })}
        data-place={`${placement.page}/${index}`}
        onFocus={onChoose}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={endDrag}
        onPointerCancel={endDrag}
        onKeyDown={onKeyDown}
      >
        {pictureUrl && <img src={pictureUrl} alt="" draggable={false} style={lookOf(placement)} />}
        {isChosen &&
          ['nw', 'ne', 'sw', 'se'].map((corner) => <i key={corner} className={`sk-stamp-corner sk-stamp-${corner}`} />)}
      </div>
      <StampText placement={placement} pxPerMm={pxPerMm} />
      {isChosen && <ReadOut page={page} placement={placement} lines={held} />}
    </>
  );
}

/** The dashed line a seal lies on, a little longer than the seal. */
function SnapMark(props: {
  readonly line: SnapLine;
  readonly page: PageOnScreen;
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}) {
  const { line, page, box } = props;
  const at = line.atMm * page.pxPerMm;
  const beyond = 38;
  const style =
    line.axis === 'x'
      ? { left: at, top: box.top - beyond, height: box.height + 2 * beyond, width: 0 }
      : { top: at, left: box.left - beyond, width: box.width + 2 * beyond, height: 0 };
  return <span className={`sk-stamp-line sk-stamp-line-${line.axis}`} style={style} aria-hidden />;
}

/** Millimetres beside the seal, on the side with more room. */
function ReadOut({
  page,
  placement,
  lines,
}: {
  readonly page: PageOnScreen;
  readonly placement: Placement;
  readonly lines: readonly SnapLine[];
}) {
  const say = useWords();
  const { pxPerMm, widthMm: pageWidthMm } = page;
  const { xMm, yMm, widthMm, heightMm } = placement;
  const isLeft = xMm > pageWidthMm - xMm - widthMm;
  const middle = (yMm + heightMm / 2) * pxPerMm;
  // A small sheet has no room beside the seal.
  const style =
    pageWidthMm * pxPerMm < narrowPx
      ? { left: (xMm + widthMm / 2) * pxPerMm, top: yMm * pxPerMm - 34, translate: '-50% 0' }
      : isLeft
        ? { right: (pageWidthMm - xMm) * pxPerMm + 9, top: middle }
        : { left: (xMm + widthMm) * pxPerMm + 9, top: middle };
  const [line] = lines;
  return (
    <span className="sk-stamp-readout" style={style} aria-hidden>
      <span>
        <b>{say('screen.viewer.seal.readout', { left: xMm.toFixed(1), top: yMm.toFixed(1) })}</b>{' '}
        {say('screen.viewer.seal.millimetres')}
      </span>
      <span>
        {say('screen.viewer.seal.size', { width: widthMm.toFixed(1), height: heightMm.toFixed(1) })}
        {line && <em>{say(`screen.viewer.seal.snap.${line.name}`)}</em>}
      </span>
    </span>
  );
}

import { Button, Popover } from 'antd';
import { memo, useEffect, type ReactNode } from 'react';
import type { EmptyField } from '#shared/contract/documents.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { StatusWord } from '../status-word.tsx';
import type { LaidSheet } from './page-layout.ts';
import type { Found } from '#shared/placing/find-text.ts';
import type { PageProblem, PageSource } from './page-source.ts';
import { EmptyFields } from './empty-fields.tsx';
import { useDrawnPage } from './use-drawn-page.ts';

/** A page on the screen, for whatever lies over it: lengths times `pxPerMm` are CSS pixels from its top left corner. */
export interface PageOnScreen {
  readonly number: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly pxPerMm: number;
  /** Desk on either side of the sheet, in CSS pixels; a thumbnail has none. */
  readonly besidePx?: number;
}

export interface SheetProps {
  readonly source: PageSource | null;
  readonly sheet: LaidSheet;
  readonly left: number;
  readonly pages: number;
  readonly pxPerMm: number;
  readonly overlay: ((page: PageOnScreen) => ReactNode) | undefined;
  readonly emptyFields: readonly EmptyField[] | undefined;
  readonly found: readonly Found[];
  readonly current: Found | null;
  readonly onDrawn: (page: number, isDrawn: boolean) => void;
  readonly isMoving: () => boolean;
}

/** One sheet of paper in its true proportions; white until its page is drawn. */
export const Sheet = memo(function Sheet(props: SheetProps) {
  const { source, sheet, left, pages, pxPerMm, overlay, emptyFields, found, current, onDrawn, isMoving } = props;
  const say = useWords();
  const drawing = useDrawnPage(source, sheet, pxPerMm, 'sheet', isMoving);
  const { number, widthMm, heightMm, top, widthPx, heightPx } = sheet;
  useEffect(() => {
    onDrawn(number, drawing.isDrawn);
    return () => onDrawn(number, false);
  }, [onDrawn, number, drawing.isDrawn]);
  return (
    <section
      className="sk-view-sheet"
      style={{ top, left, width: widthPx, height: heightPx }}
      aria-label={say('screen.components.sheet', { page: number, pages })}
      aria-busy={!drawing.isDrawn && drawing.error === null}
      data-page={number}
      data-drawn={drawing.isDrawn}
    >
      <div className="sk-view-sheet-paper" ref={drawing.holder} />
      {found.map((place, index) => (
        <FoundMark key={index} place={place} pxPerMm={pxPerMm} isCurrent={place === current} />
      ))}
      {emptyFields && <EmptyFields fields={emptyFields} page={number} pxPerMm={pxPerMm} />}
      {overlay && (
        <div className="sk-view-sheet-over">{overlay({ number, widthMm, heightMm, pxPerMm, besidePx: left })}</div>
      )}
      {drawing.problems.length > 0 && <Problems problems={drawing.problems} />}
      {drawing.error !== null && <NotDrawn error={drawing.error} onAgain={drawing.again} />}
    </section>
  );
});

function FoundMark({ place, pxPerMm, isCurrent }: { place: Found; pxPerMm: number; isCurrent: boolean }) {
  return place.boxes.map(({ xMm, yMm, widthMm, heightMm }, index) => (
    <span
      key={index}
      className={isCurrent ? 'sk-view-found sk-view-found-current' : 'sk-view-found'}
      style={{ left: xMm * pxPerMm, top: yMm * pxPerMm, width: widthMm * pxPerMm, height: heightMm * pxPerMm }}
    />
  ));
}

/** Names what the page does not show as the file asks for; the page itself stays uncovered. */
function Problems({ problems }: { readonly problems: readonly PageProblem[] }) {
  const say = useWords();
  const list = (
    <ul className="sk-view-sheet-problem-list">
      {problems.map(({ key, facts }) => (
        <li key={`${key} ${facts['about'] ?? ''}`}>{say(key, facts)}</li>
      ))}
    </ul>
  );
  return (
    <div className="sk-view-sheet-problems">
      <Popover
        trigger="click"
        arrow={false}
        placement="bottomRight"
        title={say('screen.viewer.problemsTitle')}
        content={list}
      >
        <Button size="small">
          <StatusWord status="attention">{say('screen.viewer.problems', { count: problems.length })}</StatusWord>
        </Button>
      </Popover>
    </div>
  );
}

function NotDrawn({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  const say = useWords();
  const { what, why, next, code } = errorText(toErrorShape(asStationError(error)));
  return (
    <div className="sk-view-sheet-failed" role="alert">
      <b>{what}</b>
      <p>{why}</p>
      <p>
        {next} <code className="sk-error-code">{code}</code>
      </p>
      <Button onClick={onAgain}>{say('screen.components.error.again')}</Button>
    </div>
  );
}

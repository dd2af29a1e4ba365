import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, type CSSProperties, type KeyboardEvent, type UIEvent } from 'react';
import { useLook } from '../../bridge/appearance.ts';
import { useWords } from '../../bridge/words.ts';
import { measures } from '../../styles/tokens.ts';
import { layColumns } from './column-layout.ts';
import { RegisterHead, RegisterLine, rowId } from './register-lines.tsx';
import type { Register } from './use-register.ts';
import { useBox } from './use-box.ts';

const pixels = (value: string): number => Number.parseInt(value, 10);
/** Rows left below the view when the next page is asked for. */
const aheadRows = 80;
/** Rows drawn above and below the view. */
const besideRows = 4;

export interface RegisterTableProps {
  readonly register: Register;
  readonly count: number;
  readonly unitName: string | null;
  readonly year: number;
  readonly receiptedLeaves: number;
  /** The entry that is open, or the one the arrow keys stand on. */
  readonly current: string | null;
  readonly isOpen: boolean;
  readonly onCurrent: (entryNo: string) => void;
  readonly onOpen: (entryNo: string) => void;
  readonly onClose: () => void;
}

/** The lines of the register: only what is in view is drawn, and further pages are read on the way down. */
export function RegisterTable(props: RegisterTableProps) {
  const { register, count, unitName, year, receiptedLeaves, current, isOpen, onCurrent, onOpen, onClose } = props;
  const { rows, hasMore, more } = register;
  const say = useWords();
  const { appearance } = useLook();
  const { box, measured } = useBox();
  const scroller = useRef<HTMLDivElement>(null);
  const measure = measures[appearance.size];
  const rowPx = pixels(measure.row);
  const scale = pixels(measure['fs-table']) / pixels(measures.standard['fs-table']);
  const width = box?.width ?? 0;
  const laid = useMemo(() => layColumns(width, scale), [width, scale]);
  const facts = useMemo(() => ({ unitName, year, receiptedLeaves }), [unitName, year, receiptedLeaves]);
  const at = rows.findIndex(({ entryNo }) => entryNo === current);
  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      return measured(element);
    },
    [measured],
  );
  const view = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: besideRows,
    useFlushSync: false,
  });

  useEffect(() => view.measure(), [view, rowPx]);

  // What is open is in view, also after the table became narrower or came from another page.
  useEffect(() => {
    if (at >= 0) view.scrollToIndex(at, { align: 'auto' });
  }, [at, isOpen, view]);

  const onScroll = ({ currentTarget }: UIEvent): void => {
    const below = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight;
    if (hasMore && below < aheadRows * rowPx) more();
  };

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((box?.height ?? rowPx) / rowPx) - 1);
    const to = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length };
    const by = to[event.key as keyof typeof to];
    if (by !== undefined) move(by);
    else if (event.key === 'Enter' && at >= 0) onOpen(rows[at]!.entryNo);
    else if (event.key === 'Escape' && isOpen) onClose();
    else return;
    event.preventDefault();
  }

  function move(by: number): void {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) onCurrent(next.entryNo);
    if (at + by >= rows.length - aheadRows) more();
  }

  const columns = laid.map(({ widthPx }) => `${widthPx}px`).join(' ');
  return (
    <div
      className="sk-register"
      role="grid"
      tabIndex={0}
      aria-rowcount={count + 1}
      aria-label={say('screen.ledger.table', { count })}
      aria-activedescendant={at >= 0 ? rowId(rows[at]!) : undefined}
      style={{ '--sk-register-columns': columns } as CSSProperties}
      onKeyDown={onKeyDown}
    >
      <RegisterHead laid={laid} />
      <div className="sk-register-scroller" ref={attach} role="rowgroup" onScroll={onScroll}>
        <div className="sk-register-lines" role="presentation" style={{ height: view.getTotalSize() }}>
          {(box ? view.getVirtualItems() : []).map(({ index, start }) => (
            <RegisterLine
              key={rows[index]!.entryNo}
              row={rows[index]!}
              index={index}
              topPx={start}
              laid={laid}
              facts={facts}
              isCurrent={index === at}
              onOpen={onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

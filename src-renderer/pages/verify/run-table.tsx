import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Verdict } from '#shared/model/verdict.ts';
import { useLook } from '../../bridge/appearance.ts';
import { useWords } from '../../bridge/words.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { clockText, dateText } from '../../components/time-words.ts';
import { measures } from '../../styles/tokens.ts';
import { verdictStatus } from './verdict-status.ts';
import type { RunRow } from './verification-run.ts';

const besideRows = 6;
const rowId = ({ position }: RunRow): string => `verified-${position}`;
const plainVerdicts: ReadonlySet<Verdict> = new Set(['valid', 'unsigned', 'error']);
const columns = ['file', 'verdict', 'reason', 'seal', 'time'] as const;

/** Only what is in view is drawn. Arrow keys choose a file, Enter opens it. */
export function RunTable({
  rows,
  onOpen,
}: {
  readonly rows: readonly RunRow[];
  readonly onOpen: (row: RunRow) => void;
}) {
  const say = useWords();
  const { appearance } = useLook();
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const rowPx = Number.parseInt(measures[appearance.size].row, 10);
  const headPx = Number.parseInt(measures[appearance.size].head, 10);
  const view = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: besideRows,
    // The head lies over the first lines of the view.
    scrollPaddingEnd: headPx,
    useFlushSync: false,
  });
  useEffect(() => view.measure(), [view, rowPx]);
  const at = rows.findIndex(({ position }) => position === current);

  function move(to: number): void {
    const index = Math.min(rows.length - 1, Math.max(0, to));
    const row = rows[index];
    if (!row) return;
    setCurrent(row.position);
    view.scrollToIndex(index, { align: 'auto' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 1);
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    const row = rows[at];
    if (to !== undefined) move(to);
    else if (event.key === 'Enter' && row) onOpen(row);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={scroller}
      className="sk-run-table"
      role="grid"
      tabIndex={0}
      aria-label={say('screen.verify.run.table', { count: rows.length })}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={at >= 0 ? rowId(rows[at]!) : undefined}
      onKeyDown={onKeyDown}
    >
      <div className="sk-run-line sk-run-head" role="row">
        {columns.map((name) => (
          <span key={name} role="columnheader" className={`sk-run-cell sk-run-${name}`}>
            {say(`screen.verify.run.column.${name}`)}
          </span>
        ))}
      </div>
      <div role="rowgroup">
        <div className="sk-run-lines" role="presentation" style={{ height: view.getTotalSize() }}>
          {view.getVirtualItems().map(({ index, start }) => (
            <Line
              key={rows[index]!.position}
              row={rows[index]!}
              index={index}
              topPx={start}
              isCurrent={index === at}
              onOpen={onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

const Line = memo(function Line(props: {
  readonly row: RunRow;
  readonly index: number;
  readonly topPx: number;
  readonly isCurrent: boolean;
  readonly onOpen: (row: RunRow) => void;
}) {
  const { row, index, topPx, isCurrent, onOpen } = props;
  const { path, state, result } = row;
  const say = useWords();
  const slash = path.lastIndexOf('/') + 1;
  const cells = {
    file: (
      <>
        <b>{path.slice(slash)}</b>
        <span className="sk-quiet">{path.slice(0, slash)}</span>
      </>
    ),
    verdict: result ? (
      <StatusWord status={verdictStatus[result.verdict]}>{say(`states.verdict.${result.verdict}`)}</StatusWord>
    ) : (
      <StatusWord status="waiting">
        {say(`screen.verify.run.state.${state === 'working' ? 'working' : 'waiting'}`)}
      </StatusWord>
    ),
    // What the verdict itself says already is not said twice.
    reason: result && !plainVerdicts.has(result.verdict) && say(`screen.verify.kind.${result.kind}.title`),
    seal: result && [...(result.seals.length > 0 ? result.seals : result.signers)].join('、'),
    time: result?.signedAt.map(officeTimeOf).join('、'),
  } as const;
  return (
    <div
      id={rowId(row)}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isCurrent}
      data-position={row.position}
      className={`sk-run-line sk-run-entry ${isCurrent ? 'sk-run-current' : ''}`}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={() => onOpen(row)}
    >
      {columns.map((name) => (
        <span
          key={name}
          role="gridcell"
          className={`sk-run-cell sk-run-${name}`}
          title={name === 'file' ? path : undefined}
        >
          {cells[name]}
        </span>
      ))}
    </div>
  );
});

function officeTimeOf(iso: string): string {
  const at = new Date(iso);
  return `${dateText(at)} ${clockText(at)}`;
}

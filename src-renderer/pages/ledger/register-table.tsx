import { ConfigProvider, Table, type TableRef } from 'antd';
import { useEffect, useMemo, useRef, type ComponentProps, type KeyboardEvent, type UIEvent } from 'react';
import type { RegisterRow } from '#shared/contract/ledger-views.ts';
import { useLook } from '../../bridge/appearance.ts';
import { useWords } from '../../bridge/words.ts';
import { measures, palettes } from '../../styles/tokens.ts';
import { layColumns } from './column-layout.ts';
import { registerColumns } from './register-columns.tsx';
import type { Register } from './use-register.ts';
import { useBox } from './use-box.ts';

const pixels = (value: string): number => Number.parseInt(value, 10);
/** Rows left below the view when the next page is asked for. */
const aheadRows = 80;

/** The body is made of plain boxes, so that the roles of a table are given by hand, to the head as well. */
const components = {
  header: {
    table: (props: ComponentProps<'table'>) => <table {...props} role="presentation" />,
    wrapper: (props: ComponentProps<'thead'>) => <thead {...props} role="rowgroup" />,
    row: (props: ComponentProps<'tr'>) => <tr {...props} role="row" />,
    cell: (props: ComponentProps<'th'>) => <th {...props} role="columnheader" />,
  },
};

/** Rows stand inside it, and an element that says whether it is busy may not stand between a grid and its rows. */
const notBusy = { spinning: false, 'aria-busy': undefined, 'aria-live': undefined } as const;

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
  const { appearance, theme } = useLook();
  const { box, measured } = useBox();
  const table = useRef<TableRef>(null);
  const measure = measures[appearance.size];
  const [rowPx, headPx] = [pixels(measure.row), pixels(measure.head)];
  const scale = pixels(measure['fs-table']) / pixels(measures.standard['fs-table']);
  const width = box?.width ?? 0;
  const laid = useMemo(() => layColumns(width, scale), [width, scale]);
  const columns = useMemo(
    () => registerColumns(say, laid, { unitName, year, receiptedLeaves }),
    [say, laid, unitName, year, receiptedLeaves, appearance.language],
  );
  const at = rows.findIndex(({ entryNo }) => entryNo === current);

  // What is open is in view, also after the table became narrower or came from another page.
  useEffect(() => {
    if (at >= 0) table.current?.scrollTo({ key: rows[at]!.entryNo });
  }, [at, isOpen]);

  const onScroll = ({ currentTarget }: UIEvent): void => {
    const below = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight;
    if (hasMore && below < aheadRows * rowPx) more();
  };

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(((box?.height ?? rowPx) - headPx) / rowPx) - 1);
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

  // The library estimates the height of a row from these; it must be the true one, or long lists would jump.
  const lineWidth = pixels(palettes[theme].edge);
  const rowTheme = useMemo(
    () => ({
      token: { paddingXS: (rowPx - pixels(measure['lh-base']) - lineWidth) / 2 },
      components: { Table: { cellFontSizeSM: pixels(measure['fs-table']) } },
    }),
    [rowPx, measure, lineWidth],
  );
  return (
    <div
      className="sk-register"
      ref={measured}
      role="grid"
      tabIndex={0}
      aria-rowcount={count + 1}
      aria-label={say('screen.ledger.table', { count })}
      aria-activedescendant={at >= 0 ? rowId(rows[at]!) : undefined}
      onKeyDown={onKeyDown}
    >
      {box && (
        <ConfigProvider theme={rowTheme}>
          <Table<RegisterRow>
            ref={table}
            virtual
            size="small"
            rowKey="entryNo"
            columns={columns}
            dataSource={rows as RegisterRow[]}
            pagination={false}
            loading={notBusy}
            components={components}
            scroll={{ x: laid.reduce((sum, { widthPx }) => sum + widthPx, 0), y: Math.max(rowPx, box.height - headPx) }}
            onScroll={onScroll}
            rowClassName={(row) => (row.entryNo === current ? 'sk-register-current' : '')}
            onRow={(row, index) => ({
              id: rowId(row),
              role: 'row',
              'aria-rowindex': (index ?? 0) + 2,
              'aria-selected': row.entryNo === current,
              onClick: () => onOpen(row.entryNo),
            })}
          />
        </ConfigProvider>
      )}
    </div>
  );
}

function rowId({ entryNo }: RegisterRow): string {
  return `entry-${entryNo}`;
}

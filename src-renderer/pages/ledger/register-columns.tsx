import { ClockCircleOutlined } from '@ant-design/icons';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import type { RegisterRow } from '#shared/contract/ledger-views.ts';
import type { Say } from '../../bridge/words.ts';
import { shortSealName } from '../../components/seal-name.ts';
import { StatusWord, type Status } from '../../components/status-word.tsx';

export const columnNames = [
  'entryNo',
  'usedAt',
  'document',
  'documentNumber',
  'dept',
  'handler',
  'approvers',
  'seal',
  'copies',
  'result',
  'sync',
] as const;
export type ColumnName = (typeof columnNames)[number];

/** Widths at the standard size, in CSS pixels. The document takes what is left, and at least this. */
const widths: Readonly<Record<ColumnName, number>> = {
  entryNo: 116,
  usedAt: 132,
  document: 300,
  documentNumber: 164,
  dept: 112,
  handler: 84,
  approvers: 84,
  seal: 128,
  copies: 60,
  result: 108,
  sync: 96,
};

/** They leave in this order when the width is short; the last three only on a very narrow screen. */
const leaving: readonly ColumnName[] = [
  'sync',
  'copies',
  'approvers',
  'handler',
  'dept',
  'documentNumber',
  'seal',
  'usedAt',
];

export interface LaidColumn {
  readonly name: ColumnName;
  readonly widthPx: number;
}

/**
 * Which columns there is room for.
 *
 * @param scale how much larger text is than at the standard size
 */
export function layColumns(widthPx: number, scale: number): readonly LaidColumn[] {
  let shown = [...columnNames];
  const needed = (): number => shown.reduce((sum, name) => sum + Math.round(widths[name] * scale), 0);
  for (const name of leaving) {
    if (needed() <= widthPx) break;
    shown = shown.filter((each) => each !== name);
  }
  const spare = Math.max(0, widthPx - needed());
  return shown.map((name) => ({
    name,
    widthPx: Math.round(widths[name] * scale) + (name === 'document' ? spare : 0),
  }));
}

const statusOf: Readonly<Record<RegisterRow['result'], Status>> = {
  success: 'ok',
  'signed-unsaved': 'attention',
  unknown: 'attention',
  void: 'neutral',
};

export function ResultWord({ row, say }: { readonly row: RegisterRow; readonly say: Say }) {
  return <StatusWord status={statusOf[row.result]}>{say(`screen.ledger.results.${row.result}`)}</StatusWord>;
}

/** `11-17 17:05:30`, with the year where it is another than the book's. @param usedAt office time */
export function shortTime(usedAt: string, year: number): string {
  const text = usedAt.slice(0, 19).replace('T', ' ');
  return text.startsWith(String(year)) ? text.slice(5) : text;
}

export function registerColumns(
  say: Say,
  laid: readonly LaidColumn[],
  facts: { readonly unitName: string | null; readonly year: number; readonly receiptedLeaves: number },
): TableColumnsType<RegisterRow> {
  const word = (key: string): string => say(`screen.ledger.${key}`);
  const cells: Readonly<Record<ColumnName, (row: RegisterRow) => ReactNode>> = {
    entryNo: (row) => row.entryNo,
    usedAt: (row) => shortTime(row.usedAt, facts.year),
    document: (row) => <DocumentCell row={row} outOfHours={word('outOfHours')} />,
    documentNumber: (row) => row.documentNumber ?? word('none'),
    dept: (row) => row.deptName || word('none'),
    handler: (row) => row.handler || word('none'),
    approvers: (row) => row.approvers || word('none'),
    seal: (row) => shortSealName(say, row.sealName, facts.unitName),
    copies: (row) => row.copies ?? word('none'),
    result: (row) => <ResultWord row={row} say={say} />,
    sync: (row) => {
      const isDone = row.isReceipted || row.leafIndex < facts.receiptedLeaves;
      return <StatusWord status={isDone ? 'ok' : 'waiting'}>{word(isDone ? 'sync.done' : 'sync.queued')}</StatusWord>;
    },
  };
  return laid.map(({ name, widthPx }) => ({
    key: name,
    width: widthPx,
    className: `sk-register-${name}`,
    title:
      name === 'usedAt' ? (
        <>
          {word('columns.usedAt')} <span aria-hidden>↓</span>
          <span className="sk-unseen">{word('newestFirst')}</span>
        </>
      ) : (
        word(`columns.${name}`)
      ),
    onCell: () => ({ role: 'gridcell' }),
    render: (_: unknown, row: RegisterRow) => cells[name](row),
  }));
}

function DocumentCell({ row, outOfHours }: { readonly row: RegisterRow; readonly outOfHours: string }) {
  return (
    <>
      <span className={row.result === 'void' ? 'sk-register-title sk-quiet' : 'sk-register-title'}>
        {row.documentTitle || row.reason}
      </span>
      {row.isOutOfHours && (
        <span className="sk-register-late sk-is-attention">
          <ClockCircleOutlined aria-hidden /> {outOfHours}
        </span>
      )}
    </>
  );
}

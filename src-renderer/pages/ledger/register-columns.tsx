import { ClockCircleOutlined } from '@ant-design/icons';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import type { RegisterRow } from '#shared/contract/ledger-views.ts';
import type { Say } from '../../bridge/words.ts';
import { shortSealName } from '../../components/seal-name.ts';
import { StatusWord, type Status } from '../../components/status-word.tsx';
import { shortTime, type ColumnName, type LaidColumn } from './column-layout.ts';

const statusOf: Readonly<Record<RegisterRow['result'], Status>> = {
  success: 'ok',
  'signed-unsaved': 'attention',
  unknown: 'attention',
  void: 'neutral',
};

export function ResultWord({ row, say }: { readonly row: RegisterRow; readonly say: Say }) {
  return <StatusWord status={statusOf[row.result]}>{say(`screen.ledger.results.${row.result}`)}</StatusWord>;
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
    shouldCellUpdate: drawnOnce(),
    render: (_: unknown, row: RegisterRow) => cells[name](row),
  }));
}

/** Entries never change: a cell is drawn again only for another entry, or by other columns than these. */
function drawnOnce(): (row: RegisterRow, before: RegisterRow) => boolean {
  const drawn = new WeakSet<RegisterRow>();
  return (row, before) => {
    if (row === before && drawn.has(row)) return false;
    drawn.add(row);
    return true;
  };
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

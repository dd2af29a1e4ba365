import { ClockCircleOutlined } from '@ant-design/icons';
import { memo, type ReactNode } from 'react';
import type { RegisterRow } from '#shared/contract/ledger-views.ts';
import { useWords, type Say } from '../../bridge/words.ts';
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

/** What a line needs to know of the register besides its own entry. */
export interface LineFacts {
  readonly unitName: string | null;
  readonly year: number;
  readonly receiptedLeaves: number;
}

export function rowId({ entryNo }: RegisterRow): string {
  return `entry-${entryNo}`;
}

export function RegisterHead({ laid }: { readonly laid: readonly LaidColumn[] }) {
  const say = useWords();
  const word = (key: string): string => say(`screen.ledger.${key}`);
  return (
    <div className="sk-register-head" role="rowgroup">
      <div className="sk-register-line" role="row">
        {laid.map(({ name }) => (
          <div key={name} className={`sk-register-cell sk-register-${name}`} role="columnheader">
            {word(`columns.${name}`)}
            {name === 'usedAt' && (
              <>
                <span aria-hidden>↓</span>
                <span className="sk-unseen">{word('newestFirst')}</span>
              </>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

/** One entry. Entries never change, so that a line is drawn again only where it comes to lie differently. */
export const RegisterLine = memo(function RegisterLine(props: {
  readonly row: RegisterRow;
  readonly index: number;
  readonly topPx: number;
  readonly laid: readonly LaidColumn[];
  readonly facts: LineFacts;
  readonly isCurrent: boolean;
  readonly onOpen: (entryNo: string) => void;
}) {
  const { row, index, topPx, laid, facts, isCurrent, onOpen } = props;
  const say = useWords();
  return (
    <div
      id={rowId(row)}
      role="row"
      data-row-key={row.entryNo}
      aria-rowindex={index + 2}
      aria-selected={isCurrent}
      className={`sk-register-line sk-register-entry ${isCurrent ? 'sk-register-current' : ''}`}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={() => onOpen(row.entryNo)}
    >
      {laid.map(({ name }) => (
        <div key={name} className={`sk-register-cell sk-register-${name}`} role="gridcell">
          {cellOf(name, row, say, facts)}
        </div>
      ))}
    </div>
  );
});

function cellOf(name: ColumnName, row: RegisterRow, say: Say, facts: LineFacts): ReactNode {
  const word = (key: string): string => say(`screen.ledger.${key}`);
  switch (name) {
    case 'entryNo':
      return row.entryNo;
    case 'usedAt':
      return shortTime(row.usedAt, facts.year);
    case 'document':
      return <DocumentCell row={row} outOfHours={word('outOfHours')} />;
    case 'documentNumber':
      return row.documentNumber ?? word('none');
    case 'dept':
      return row.deptName || word('none');
    case 'handler':
      return row.handler || word('none');
    case 'approvers':
      return row.approvers || word('none');
    case 'seal':
      return shortSealName(say, row.sealName, facts.unitName);
    case 'copies':
      return row.copies ?? word('none');
    case 'result':
      return <ResultWord row={row} say={say} />;
    case 'sync': {
      const isDone = row.isReceipted || row.leafIndex < facts.receiptedLeaves;
      return <StatusWord status={isDone ? 'ok' : 'waiting'}>{word(isDone ? 'sync.done' : 'sync.queued')}</StatusWord>;
    }
  }
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

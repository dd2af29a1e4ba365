import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { errorText, useWords } from '../../bridge/words.ts';
import { StepBars } from '../../components/five-steps.tsx';
import { StatusWord, type Status } from '../../components/status-word.tsx';
import { whenFree } from '../../components/when-free.tsx';
import { CompareFile } from './compare-file.tsx';
import type { FileRow } from './file-rows.ts';

const statuses: Readonly<Record<FileRow['state'], Status>> = {
  stamped: 'ok',
  refused: 'refused',
  current: 'waiting',
  waiting: 'waiting',
  over: 'neutral',
};

/**
 * Every file of a batch with its number, its steps and its state; a file that was passed over says why. What each part
 * is of a table is said, because by its style it is none.
 */
export const FileTable = whenFree(function FileTable({ rows }: { readonly rows: readonly FileRow[] }) {
  const say = useWords();
  return (
    <div className="sk-batch-scroll" tabIndex={0} role="region" aria-label={say('screen.batch.list')}>
      <table className="sk-batch-table" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {(['position', 'file', 'entryNo', 'steps', 'state'] as const).map((name) => (
              <th key={name} scope="col" role="columnheader">
                {say(`screen.batch.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Row key={row.file.position} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
});

const Row = memo(
  function Row({ row }: { readonly row: FileRow }) {
    const { file, state, entryNo, refusal, steps } = row;
    const say = useWords();
    const why = refusal && errorText(refusal);
    return (
      <tr role="row" data-state={state} data-position={file.position}>
        <td role="cell" className="sk-batch-number">
          {file.position}
        </td>
        <td role="cell">
          {file.title}
          {why && (
            <p className="sk-batch-why">
              <b>{why.what}</b> {say('screen.batch.stamp.keptFine')} {why.next}{' '}
              <small className="sk-quiet">{why.code}</small>
            </p>
          )}
          {refusal?.code === 'DOC_CHANGED_SINCE_APPROVAL' && <CompareFile file={file} />}
        </td>
        <td role="cell" className="sk-nowrap">
          {numberOf()}
        </td>
        <td role="cell">
          <StepBars states={steps} />
        </td>
        <td role="cell">
          <StatusWord status={file.state === 'unsettled' ? 'attention' : statuses[state]}>{stateWords()}</StatusWord>
        </td>
      </tr>
    );

    function numberOf() {
      if (entryNo !== null) {
        return (
          <Link to="/ledger" search={{ entry: entryNo }} className="sk-table-link">
            {entryNo}
          </Link>
        );
      }
      return state === 'refused' ? <span className="sk-quiet">{say('screen.batch.notUsed')}</span> : '';
    }

    function stateWords(): string {
      if (state === 'over' || file.state === 'unsettled') return say(`states.request.${file.state}`);
      const key = { stamped: 'done', refused: 'notDone', current: 'atWork', waiting: 'waits' }[state];
      return say(`screen.batch.stamp.${key}`);
    }
  },
  ({ row: before }, { row: after }) =>
    before.file === after.file &&
    before.state === after.state &&
    before.entryNo === after.entryNo &&
    JSON.stringify(before.steps) === JSON.stringify(after.steps),
);

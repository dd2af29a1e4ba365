import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { EntryRow } from '#shared/contract/ledger.ts';
import { useWords } from '../../bridge/words.ts';
import { Panel } from '../../components/panel.tsx';
import { shortSealName } from '../../components/seal-name.ts';
import { StatusWord, type Status } from '../../components/status-word.tsx';
import { minuteOf, moment, sayTime } from '../../components/time-words.ts';

const columns = ['entryNo', 'document', 'seal', 'usedAt', 'result'] as const;

/** 刚办完: the newest lines of the register. */
export const LastEntries = memo(function LastEntries(props: {
  readonly entries: readonly EntryRow[];
  readonly unitName: string | null;
  readonly now: Date;
}) {
  const say = useWords();
  const { entries, unitName, now } = props;
  return (
    <Panel
      title={say('screen.desk.done')}
      aside={entries.length > 0 && <Link to="/ledger">{say('screen.desk.allEntries')}</Link>}
      isFlush
      className="sk-desk-done"
    >
      {entries.length === 0 ? (
        <p className="sk-desk-none sk-quiet">{say('screen.desk.noEntries')}</p>
      ) : (
        <table className="sk-table">
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col" className={`sk-col-${name}`}>
                  {say(`screen.desk.column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <EntryLine key={entry.leafIndex} entry={entry} unitName={unitName} nowMs={minuteOf(now)} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
});

const EntryLine = memo(function EntryLine(props: {
  readonly entry: EntryRow;
  readonly unitName: string | null;
  readonly nowMs: number;
}) {
  const say = useWords();
  const { entry, unitName, nowMs } = props;
  const { documentTitle: title } = entry;
  const { status, word } = outcome(entry);
  return (
    <tr>
      <td>
        <Link to="/ledger" search={{ entry: entry.entryNo }} className="sk-table-link">
          {entry.entryNo}
        </Link>
      </td>
      <td className="sk-cut" title={title}>
        {entry.result === 'void' ? say('screen.desk.voided', { title }) : title}
      </td>
      <td title={entry.sealName}>{shortSealName(say, entry.sealName, unitName)}</td>
      <td className="sk-nowrap">{sayTime(say, moment(new Date(entry.usedAt), new Date(nowMs), true))}</td>
      <td>
        <StatusWord status={status}>{say(`screen.desk.result.${word}`)}</StatusWord>
      </td>
    </tr>
  );
});

function outcome(entry: EntryRow): { readonly status: Status; readonly word: string } {
  if (entry.result === 'void') return { status: 'neutral', word: 'void' };
  if (entry.result !== 'success') return { status: 'attention', word: entry.result };
  return entry.isReceipted ? { status: 'ok', word: 'synced' } : { status: 'waiting', word: 'queued' };
}

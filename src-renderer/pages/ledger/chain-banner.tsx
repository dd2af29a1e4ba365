import { Popover } from 'antd';
import type { LedgerBook } from '#shared/contract/ledger-views.ts';
import { useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { moment, sayTime } from '../../components/time-words.ts';

/** Whether the ledger is intact, and when that was last found. */
export function ChainBanner(props: { readonly book: LedgerBook; readonly now: Date; readonly isChecking: boolean }) {
  const { book, now, isChecking } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.state.${key}`, facts);
  const { state, witnessedEntryNo: witnessed } = book;
  if (isChecking) return <Banner status="ok" title={word('checking')} />;
  if (!state) {
    return (
      <Banner status="attention" title={word('unchecked')}>
        {word('uncheckedText')}
      </Banner>
    );
  }
  const at = sayTime(say, moment(new Date(state.checkedAt), now));
  const { entries, firstBad } = state;
  const record = <CheckRecord book={book} at={at} />;
  if (firstBad) {
    const { index, reason, entryNo } = firstBad;
    const facts = { index, entryNo, at, reason: `@ledger.reasons.${reason}` };
    return (
      <Banner status="refused" title={word('broken')} action={record}>
        {word(entryNo ? 'brokenEntry' : 'brokenText', facts)} <code className="sk-error-code">LEDGER_BROKEN</code>
      </Banner>
    );
  }
  const key = entries === 0 ? 'soundEmpty' : witnessed ? 'soundText' : 'soundAlone';
  return (
    <Banner status="ok" title={word('sound')} action={record}>
      {word(key, { entries, at, witnessed })}
    </Banner>
  );
}

function CheckRecord({ book, at }: { readonly book: LedgerBook; readonly at: string }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.state.${key}`, facts);
  const { state, witnessedEntryNo } = book;
  const content = (
    <div className="sk-ledger-record">
      <FactsList
        rows={[
          { label: word('recordAt'), value: at },
          { label: word('recordEntries'), value: word('recordEntriesValue', { entries: state?.entries ?? 0 }) },
          { label: word('recordLeaves'), value: word('recordLeavesValue', { leaves: state?.leaves ?? 0 }) },
          {
            label: word('recordWitnessed'),
            value: witnessedEntryNo
              ? word('recordWitnessedValue', { entryNo: witnessedEntryNo })
              : word('recordUnwitnessed'),
          },
        ]}
      />
      <p className="sk-note">{word('recordWhen')}</p>
    </div>
  );
  return (
    <Popover trigger="click" arrow={false} placement="bottomRight" title={word('recordTitle')} content={content}>
      <button type="button" className="sk-link">
        {word('record')}
      </button>
    </Popover>
  );
}

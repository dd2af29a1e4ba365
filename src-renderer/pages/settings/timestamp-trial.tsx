import { toErrorShape } from '#shared/errors/station-error.ts';
import type { TimestampTest } from '#shared/model/timestamp-settings.ts';
import { asStationError } from '../../bridge/client.ts';
import { errorText, findWords, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { clockText, dateText } from '../../components/time-words.ts';

/** What came of asking an authority: the token it gave, or why there is none. */
export function TimestampTrial({
  trial,
}: {
  readonly trial: { readonly data: TimestampTest | undefined; readonly error: unknown };
}) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.settings.signing.trial.${key}`, facts);
  if (trial.error) {
    return <ErrorLine error={{ ...errorText(toErrorShape(asStationError(trial.error))), next: word('next') }} />;
  }
  if (!trial.data) return null;
  const { genTime, authority, policy, tookMs, isTrusted, doubts } = trial.data;
  const at = new Date(genTime);
  return (
    <section className="sk-settings-trial" role="status" aria-label={word('title')}>
      <StatusWord status={isTrusted ? 'ok' : 'attention'}>{word(isTrusted ? 'good' : 'notTrusted')}</StatusWord>
      <FactsList
        rows={[
          { label: word('genTime'), value: `${dateText(at)} ${clockText(at, true)}` },
          { label: word('authority'), value: authority || '—' },
          { label: word('policy'), value: <span className="sk-mono">{policy}</span> },
          { label: word('took'), value: word('tookValue', { ms: tookMs }) },
          ...(doubts.length === 0 ? [] : [{ label: word('doubts'), value: doubts.map(doubtWords).join('；') }]),
        ]}
      />
    </section>
  );
}

function doubtWords(doubt: string): string {
  const [check = '', reason = ''] = doubt.split(/:(.*)/s);
  return findWords(`facts.reasons.${reason}`) ?? findWords(`facts.checks.${check}`) ?? doubt;
}

import { useQuery } from '@tanstack/react-query';
import type { FieldChange, TextChange, TextChanges } from '#shared/contract/request-changes.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';

/** What is new in a request that was returned before: its fields, and the lines of its file. */
export function Changes({ requestId }: { readonly requestId: string }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.approve.changes.${key}`, facts);
  const { data, error } = useQuery({
    ...station.approvals.changes.queryOptions({ input: { requestId } }),
    staleTime: Infinity,
  });
  return (
    <section className="sk-changes">
      <h2>{word('title')}</h2>
      {error && <ErrorLine error={errorText(toErrorShape(asStationError(error)))} />}
      {data === undefined && !error && <Skeleton lines={3} height={20} />}
      {data && (
        <>
          <p className="sk-small sk-quiet">{word('former', { approvalId: data.former.approvalId })}</p>
          {data.returned && (
            <p className="sk-small">{word('returned', { name: data.returned.name, opinion: data.returned.opinion })}</p>
          )}
          <FieldChanges fields={data.fields} />
          <FileText text={data.text} />
        </>
      )}
    </section>
  );
}

function FieldChanges({ fields }: { readonly fields: readonly FieldChange[] }) {
  const say = useWords();
  if (fields.length === 0) return <p>{say('screen.approve.changes.noFields')}</p>;
  return (
    <dl className="sk-changes-fields">
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{say(`screen.approve.changes.field.${field}`)}</dt>
          <dd>
            <del>{before ?? say('screen.approve.changes.nothing')}</del>
            <ins>{after ?? say('screen.approve.changes.nothing')}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How many lines of a file came and went, and which. */
export function FileText({ text }: { readonly text: TextChanges }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.approve.changes.${key}`, facts);
  const count = text.changes.length;
  const isCompared = text.state === 'whole' || text.state === 'first-pages';
  return (
    <>
      <h3>{word('file')}</h3>
      <p className="sk-small">
        {word(isCompared && count === 0 ? `text.${text.state}-alike` : `text.${text.state}`, { count })}
      </p>
      {count > 0 && (
        <ul className="sk-plain sk-changes-lines" tabIndex={0} aria-label={word('lines')}>
          {text.changes.map((change, index) => (
            <ChangedLine key={index} change={change} />
          ))}
        </ul>
      )}
    </>
  );
}

function ChangedLine({ change: { kind, page, text } }: { readonly change: TextChange }) {
  const say = useWords();
  return (
    <li className={`sk-changes-${kind}`}>
      <span className="sk-note">{say(`screen.approve.changes.${kind}`, { page })}</span>
      {kind === 'added' ? <ins>{text}</ins> : <del>{text}</del>}
    </li>
  );
}

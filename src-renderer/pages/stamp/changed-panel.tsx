import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { ChangedFile } from '#shared/contract/stamping.ts';
import type { DeskTask } from '#shared/contract/desk.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import type { PolicyCheck } from '#shared/policy/check.ts';
import { asStationError, client, station } from '../../bridge/client.ts';
import type { RequestCase } from '../../bridge/use-case.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { headAndTail } from '../../components/digest-groups.ts';
import { ErrorLine, ErrorPanel } from '../../components/error-panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { moment, sayTime } from '../../components/time-words.ts';
import { CompareDialog } from './compare-dialog.tsx';
import './changed-panel.css';

/** 文件在批准后已被改动: both sides beside each other, and what the custodian can do about it. */
export function ChangedPanel(props: {
  readonly found: RequestCase;
  /** The refused check, with what the file is now; absent where the approval ended earlier. */
  readonly check: PolicyCheck | undefined;
  readonly now: Date;
  readonly next: DeskTask | undefined;
}) {
  const { found, check, now, next } = props;
  const say = useWords();
  const { request } = found;
  const isTold = request.state === 'invalidated';
  const tell = useMutation({ mutationFn: () => client.stamping.refuseChanged({ requestId: request.requestId }) });
  const [isComparing, setComparing] = useState(false);
  const compared = useQuery({
    ...station.stamping.compareChanged.queryOptions({ input: { requestId: request.requestId } }),
    staleTime: Infinity,
  });
  const decision = request.decisions.findLast((one) => one.decision === 'approve');
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.stamp.changed.${key}`, facts);
  const handler = request.handler.name;
  const error = {
    what: word('what'),
    why: word('why', {
      name: decision?.name ?? '',
      at: decision ? sayTime(say, moment(new Date(decision.at), now)) : '',
    }),
    code: 'DOC_CHANGED_SINCE_APPROVAL',
  };
  const next3 = (
    <ol className="sk-changed-next">
      <li>{word(isTold ? 'ended' : 'willEnd', { handler })}</li>
      <li>{word('resubmit', { handler })}</li>
      <li>{word('report')}</li>
    </ol>
  );
  return (
    <div className="sk-changed">
      <ErrorPanel
        error={{ ...error, next: next3 }}
        actions={
          <>
            {isTold ? (
              <StatusWord status="ok">{word('told', { handler })}</StatusWord>
            ) : (
              <Button type="primary" loading={tell.isPending} onClick={() => tell.mutate()}>
                {word('tell', { handler })}
              </Button>
            )}
            <Button loading={compared.isPending} disabled={!compared.data} onClick={() => setComparing(true)}>
              {word('compare')}
            </Button>
          </>
        }
      >
        {check && <Compared check={check} found={compared.data} />}
        {compared.error && <ErrorLine error={errorText(toErrorShape(asStationError(compared.error)))} />}
        {tell.error && <ErrorLine error={errorText(toErrorShape(asStationError(tell.error)))} />}
      </ErrorPanel>
      {isComparing && compared.data && (
        <CompareDialog
          documentId={request.draft.documentId}
          title={request.draft.documentTitle}
          found={compared.data}
          onClose={() => setComparing(false)}
        />
      )}
      {next && (
        <p className="sk-changed-other sk-small">
          <span className="sk-quiet">{word('other', { title: next.title })}</span>
          <Link to="/stamp/$id" params={{ id: next.requestId }}>
            {word('goOn')}
          </Link>
        </p>
      )}
    </div>
  );
}

/** 批准时 and 现在, line by line. */
function Compared(props: { readonly check: PolicyCheck; readonly found: ChangedFile | undefined }) {
  const { found } = props;
  const { facts = {} } = props.check;
  const say = useWords();
  const word = (key: string, values?: Readonly<Record<string, unknown>>): string =>
    say(`screen.stamp.changed.${key}`, values);
  const rows = [
    ['digest', headAndTail(String(facts['approved'])), headAndTail(String(facts['actual']))],
    ['size', word('bytes', { bytes: facts['approvedSize'] }), word('bytes', { bytes: facts['actualSize'] })],
    ['time', String(facts['keptAt']), String(facts['changedAt'])],
    ...(found ? rowsOf(found, word) : []),
  ] as const;
  return (
    <table className="sk-changed-table">
      <thead>
        <tr>
          <td />
          <th scope="col">{word('atApproval')}</th>
          <th scope="col">{word('now')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, before, after]) => (
          <tr key={name}>
            <th scope="row">{word(name)}</th>
            <td className={name === 'digest' ? 'sk-mono' : ''}>{before}</td>
            <td className={`${name === 'digest' ? 'sk-mono' : ''} ${before === after ? '' : 'sk-is-refused'}`}>
              {after}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Row = readonly [name: string, before: string, after: string];

/** Pages, and the first lines that differ; the rest is in the comparison. */
function rowsOf(
  { approved, now, text }: ChangedFile,
  word: (key: string, values?: Readonly<Record<string, unknown>>) => string,
): readonly Row[] {
  const pages = (side: ChangedFile['now']): string => (side ? word('pagesOf', { count: side.pages.length }) : '—');
  const first = (kind: 'added' | 'removed'): string => text.changes.find((change) => change.kind === kind)?.text ?? '—';
  const rows: Row[] = [['pages', pages(approved), pages(now)]];
  if (text.changes.length > 0) rows.push(['differs', first('removed'), first('added')]);
  return rows;
}

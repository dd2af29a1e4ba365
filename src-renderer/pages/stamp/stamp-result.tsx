import { DownloadOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { DeskTask } from '#shared/contract/desk.ts';
import type { EntryRow } from '#shared/contract/ledger.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError } from '../../bridge/client.ts';
import { saveResource } from '../../bridge/resources.ts';
import type { RequestCase } from '../../bridge/use-case.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Digest } from '../../components/digest.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { StatusIcon, StatusWord } from '../../components/status-word.tsx';
import { clockText, dateText } from '../../components/time-words.ts';

/** The number in the register, the file, and what to do next. */
export function StampedPanel(props: {
  readonly found: RequestCase;
  readonly entryNo: string;
  /** Of the register, once it has been read. */
  readonly entry: EntryRow | undefined;
  readonly stampMs: number | null;
  readonly isFresh: boolean;
  readonly next: DeskTask | undefined;
}) {
  const { found, entryNo, entry, stampMs, isFresh, next } = props;
  const say = useWords();
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isFresh) heading.current?.focus();
  }, [isFresh]);
  const fileName = `${entryNo}-${found.document.fileName}`;
  const save = useMutation({ mutationFn: () => saveResource(`entry/${entryNo}/output`, fileName) });
  const usedAt = entry && new Date(entry.usedAt);
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.stamp.result.${key}`, facts);
  const rows = [
    { label: word('seal'), value: found.seal.name },
    ...(usedAt ? [{ label: word('usedAt'), value: `${dateText(usedAt)} ${clockText(usedAt, true)}` }] : []),
    { label: word('file'), value: fileName },
    ...(entry ? [{ label: word('digest'), value: <Digest hex={entry.digestAfterSm3} /> }] : []),
    ...(entry ? [{ label: word('sync'), value: <SyncWord isReceipted={entry.isReceipted} /> }] : []),
    ...(stampMs === null
      ? []
      : [{ label: word('took'), value: word('seconds', { seconds: (stampMs / 1000).toFixed(1) }) }]),
  ];
  return (
    <section className="sk-stamped" role={isFresh ? 'status' : undefined}>
      <h2 className="sk-serif" ref={heading} tabIndex={-1}>
        <StatusIcon status="ok" /> {word('title', { entryNo })}
      </h2>
      <FactsList rows={rows} />
      {save.error && <ErrorLine error={errorText(toErrorShape(asStationError(save.error)))} />}
      <div className="sk-row">
        {next && (
          <Button type="primary" onClick={() => void navigate({ to: '/stamp/$id', params: { id: next.requestId } })}>
            {word('next')}
            <span className="sk-unseen"> {next.title}</span>
          </Button>
        )}
        <Button icon={<DownloadOutlined />} loading={save.isPending} onClick={() => save.mutate()}>
          {word('save')}
        </Button>
        <Button onClick={() => void navigate({ to: '/ledger', search: { entry: entryNo } })}>{word('entry')}</Button>
        {!next && <Button onClick={() => void navigate({ to: '/stamp' })}>{word('list')}</Button>}
      </div>
    </section>
  );
}

/** Synchronised is what the registry has receipted; everything else waits, and says so. */
function SyncWord({ isReceipted }: { readonly isReceipted: boolean }) {
  const say = useWords();
  return (
    <StatusWord status={isReceipted ? 'ok' : 'waiting'}>
      {say(`screen.stamp.result.${isReceipted ? 'synced' : 'queued'}`)}
    </StatusWord>
  );
}

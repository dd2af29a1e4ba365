import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import type { BatchRow } from '#shared/contract/batches.ts';
import { client, queryClient, station } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import { useWords } from '../../bridge/words.ts';
import { Panel } from '../../components/panel.tsx';
import { SaveBatchReport } from './save-batch-report.tsx';
import { StatusWord } from '../../components/status-word.tsx';

/** Batches this person asked for, newest first, with how far their files are; nothing where there is none. */
export function OwnBatches() {
  const say = useWords();
  const { account } = usePerson();
  const { data } = useQuery(station.batches.list.queryOptions());
  const own = data?.filter(({ handler }) => handler.account === account) ?? [];
  if (own.length === 0) return null;
  return (
    <Panel title={say('screen.batch.request.mine')} isFlush>
      <ul className="sk-plain sk-request-list">
        {own.map((batch) => (
          <OwnBatch key={batch.batchId} batch={batch} />
        ))}
      </ul>
    </Panel>
  );
}

/** Files in these states came to nothing, and are as they were submitted. */
const mendable = ['refused', 'withdrawn', 'expired'] as const;

function OwnBatch({ batch }: { readonly batch: BatchRow }) {
  const { batchId, batchNo, title, files, counts } = batch;
  const say = useWords();
  const navigate = useNavigate();
  const mend = useMutation({
    mutationFn: () => client.drafts.mendBatch({ batchId }),
    onSuccess: ({ draftId }) => {
      void queryClient.invalidateQueries({ queryKey: station.drafts.key() });
      void navigate({ to: '/request/batch', search: { draft: draftId } });
    },
  });
  const lost = mendable.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const withdraw = useMutation(station.batches.withdraw.mutationOptions());
  const states = Object.entries(counts).map(([state, count]) =>
    say('screen.batch.counts', { state: say(`states.request.${state}`), count }),
  );
  const isOpen = (counts['in-review'] ?? 0) + (counts.approved ?? 0) > 0;
  return (
    <li className="sk-request-row">
      <StatusWord status={isOpen ? 'waiting' : 'neutral'}>
        {say('screen.batch.filesWaiting', { count: files })}
      </StatusWord>
      <div className="sk-request-row-words">
        <b>{title}</b>
        <p>
          <span>{batchNo}</span>
          {states.map((words) => (
            <span key={words}>{words}</span>
          ))}
        </p>
      </div>
      {(counts.consumed ?? 0) > 0 && <SaveBatchReport batchId={batchId} batchNo={batchNo} />}
      {lost > 0 && (
        <Button size="small" loading={mend.isPending} onClick={() => mend.mutate()}>
          {say('screen.batch.request.again', { count: lost })}
          <span className="sk-unseen"> {title}</span>
        </Button>
      )}
      {isOpen && (
        <Popconfirm
          title={say('screen.batch.request.withdrawAsk')}
          okText={say('screen.batch.request.withdrawYes')}
          cancelText={say('screen.batch.request.withdrawNo')}
          icon={null}
          onConfirm={() => withdraw.mutateAsync({ batchId }).catch(() => undefined)}
        >
          <Button size="small">
            {say('screen.batch.request.withdraw')}
            <span className="sk-unseen"> {title}</span>
          </Button>
        </Popconfirm>
      )}
    </li>
  );
}

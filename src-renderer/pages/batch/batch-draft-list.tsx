import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { BatchDraftView } from '#shared/contract/drafts.ts';
import { client, queryClient, station } from '../../bridge/client.ts';
import { useFrame, useNow } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { Panel } from '../../components/panel.tsx';
import { moment, sayTime } from '../../components/time-words.ts';

const readAgain = (): void => void queryClient.invalidateQueries({ queryKey: station.drafts.key() });

/** Batches of this person that were put together in part, newest first. */
export function BatchDraftList({ onOpen }: { readonly onOpen: (view: BatchDraftView) => void }) {
  const say = useWords();
  const now = useNow(useFrame());
  const { data = [] } = useQuery(station.drafts.listBatches.queryOptions());
  const open = useMutation({
    mutationFn: (draftId: string) => client.drafts.getBatch({ draftId }),
    onSuccess: onOpen,
  });
  const discard = useMutation({
    mutationFn: (draftId: string) => client.drafts.discard({ draftId }),
    onSettled: readAgain,
  });
  if (data.length === 0) return null;
  return (
    <Panel title={say('screen.batch.request.drafts')} note={say('screen.request.drafts.note')} isFlush>
      <ul className="sk-plain sk-request-list">
        {data.map(({ draftId, title, files, savedAt }) => {
          const name = title || say('screen.batch.request.unnamed');
          return (
            <li className="sk-request-row" key={draftId}>
              <div className="sk-request-row-words">
                <b>{name}</b>
                <p>
                  <span>{say('screen.batch.filesWaiting', { count: files })}</span>
                  <span>
                    {say('screen.request.drafts.saved', { time: sayTime(say, moment(new Date(savedAt), now)) })}
                  </span>
                </p>
              </div>
              <Button size="small" loading={open.isPending} onClick={() => open.mutate(draftId)}>
                {say('screen.request.drafts.open')}
                <span className="sk-unseen"> {name}</span>
              </Button>
              <Button size="small" type="text" onClick={() => discard.mutate(draftId)}>
                {say('screen.request.drafts.discard')}
                <span className="sk-unseen"> {name}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

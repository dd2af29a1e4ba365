import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { DraftView } from '#shared/contract/drafts.ts';
import { client, queryClient, station } from '../../bridge/client.ts';
import { useWords } from '../../bridge/words.ts';
import { Panel } from '../../components/panel.tsx';
import { moment, sayTime } from '../../components/time-words.ts';

const readAgain = (): void => void queryClient.invalidateQueries({ queryKey: station.drafts.key() });

/** Drafts of this person, newest first. Deleting one can be undone while the page is open. */
export function DraftList({ now, onOpen }: { readonly now: Date; readonly onOpen: (draftId: string) => void }) {
  const say = useWords();
  const { data = [] } = useQuery(station.drafts.list.queryOptions());
  const [removed, setRemoved] = useState<DraftView | null>(null);
  const discard = useMutation({
    mutationFn: (view: DraftView) => client.drafts.discard({ draftId: view.draftId }),
    onSuccess: (_, view) => setRemoved(view),
    onSettled: readAgain,
  });
  const undo = useMutation({
    mutationFn: ({ draftId, draft }: DraftView) => client.drafts.save({ draftId, draft }),
    onSuccess: () => setRemoved(null),
    onSettled: readAgain,
  });
  if (data.length === 0 && !removed) return null;
  return (
    <Panel title={say('screen.request.drafts.title')} note={say('screen.request.drafts.note')} isFlush>
      {removed && (
        <p className="sk-request-none" role="status">
          {say('screen.request.drafts.discarded', { title: titleOf(removed) })}{' '}
          <button type="button" className="sk-link" onClick={() => undo.mutate(removed)}>
            {say('screen.request.drafts.undo')}
          </button>
        </p>
      )}
      <ul className="sk-plain sk-request-list">
        {data.map((view) => (
          <li className="sk-request-row" key={view.draftId}>
            <div className="sk-request-row-words">
              <b>{titleOf(view)}</b>
              <p>
                <span>
                  {say('screen.request.drafts.pages', { pages: view.document.pages, format: view.document.format })}
                </span>
                <span>{say('screen.request.drafts.places', { count: view.draft.placements.length })}</span>
                <span>
                  {say('screen.request.drafts.saved', { time: sayTime(say, moment(new Date(view.savedAt), now)) })}
                </span>
              </p>
            </div>
            <Button size="small" onClick={() => onOpen(view.draftId)}>
              {say('screen.request.drafts.open')}
              <span className="sk-unseen"> {titleOf(view)}</span>
            </Button>
            <Button size="small" type="text" onClick={() => discard.mutate(view)}>
              {say('screen.request.drafts.discard')}
              <span className="sk-unseen"> {titleOf(view)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const titleOf = ({ draft, document }: DraftView): string => draft.documentTitle || document.fileName;

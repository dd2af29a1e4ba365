import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import type { Placement } from '#shared/model/placement.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { readinessOf, type BatchItem } from './batch-files.ts';

/** The files of a batch that is being put together, each with its state. */
export function ItemList(props: {
  readonly items: readonly BatchItem[];
  readonly shared: readonly Placement[];
  readonly chosenId: number | null;
  readonly onChoose: (id: number) => void;
  /** This file gets places of its own, or those of the others again. */
  readonly onOwn: (id: number, isOwn: boolean) => void;
  readonly onRemove: (id: number) => void;
  readonly children: ReactNode;
}) {
  const { items, shared, chosenId, onChoose, onOwn, onRemove, children } = props;
  const say = useWords();
  const sending = items.filter(({ state }) => state === 'sending').length;
  return (
    <nav className="sk-batch-files" aria-label={say('screen.batch.request.files')}>
      <header role="status">
        {say(sending > 0 ? 'screen.batch.request.takingIn' : 'screen.batch.request.count', {
          count: items.length,
          done: items.length - sending,
        })}
      </header>
      <ul className="sk-plain">
        {items.map((item, index) => (
          <li key={item.id}>
            <button
              type="button"
              className="sk-batch-pick"
              aria-current={item.id === chosenId}
              disabled={item.state !== 'done'}
              onClick={() => onChoose(item.id)}
            >
              <span>{index + 1}</span>
              <span className="sk-batch-pick-words">
                {item.fileName}
                {item.state === 'failed' && (
                  <small className="sk-batch-why">{errorText(toErrorShape(asStationError(item.error))).what}</small>
                )}
              </span>
              <ItemState item={item} shared={shared} />
            </button>
            {(item.id === chosenId || item.state === 'failed') && (
              <div className="sk-batch-acts" data-chosen={item.id === chosenId || undefined}>
                {item.state === 'done' && (
                  <Checkbox
                    checked={(item.own ?? null) !== null}
                    onChange={(event) => onOwn(item.id, event.target.checked)}
                    title={say('screen.batch.request.placeAloneHint')}
                  >
                    {say('screen.batch.request.placeAlone')}
                  </Checkbox>
                )}
                <Button size="small" type="link" onClick={() => onRemove(item.id)}>
                  {say('screen.batch.request.remove')}
                  <span className="sk-unseen"> {item.fileName}</span>
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {children && <footer role="status">{children}</footer>}
    </nav>
  );
}

function ItemState({ item, shared }: { readonly item: BatchItem; readonly shared: readonly Placement[] }) {
  const say = useWords();
  if (item.state === 'sending') return <StatusWord status="waiting">{say('screen.batch.request.sending')}</StatusWord>;
  if (item.state === 'failed') return <StatusWord status="refused">{say('screen.batch.request.failed')}</StatusWord>;
  const readiness = readinessOf(item, shared);
  if (readiness.kind === 'ready') {
    return <StatusWord status="ok">{say(`screen.batch.request.${item.own ? 'own' : 'ready'}`)}</StatusWord>;
  }
  return <StatusWord status="attention">{say(`screen.batch.request.${readiness.kind}`, { ...readiness })}</StatusWord>;
}

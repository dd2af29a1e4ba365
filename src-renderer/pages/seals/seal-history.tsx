import { useQuery } from '@tanstack/react-query';
import type { SealHistoryItem, SealView } from '#shared/contract/station.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, station } from '../../bridge/client.ts';
import { errorText, useWords, type Say } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Panel } from '../../components/panel.tsx';
import { Timeline, type TimelineItem } from '../../components/timeline.tsx';
import { clockText, dateText } from '../../components/time-words.ts';

/** 来历: what this station knows of a seal's life, newest first. */
export function SealHistory({ seal }: { readonly seal: SealView }) {
  const say = useWords();
  const { data, error } = useQuery(station.station.seals.history.queryOptions({ input: { esId: seal.esId } }));
  return (
    <Panel title={say('screen.seals.history.title')} className="sk-seals-history">
      {error && <ErrorLine error={errorText(toErrorShape(asStationError(error)))} />}
      {!error && !data && <Skeleton lines={3} height={24} />}
      {data && <Timeline items={data.map((item) => lineOf(say, item))} />}
    </Panel>
  );
}

function lineOf(say: Say, item: SealHistoryItem): TimelineItem {
  const at = new Date(item.at);
  const isStop = item.kind === 'suspended-here' || (item.kind === 'registry' && item.state !== 'active');
  const name = item.kind === 'made' ? (/CN=([^,]+)/.exec(item.name ?? '')?.[1] ?? item.name) : item.name;
  return {
    key: `${item.kind} ${item.at}`,
    state: isStop ? 'stopped' : 'done',
    title: say(`screen.seals.history.${item.kind}`, {
      state: item.state === null ? '' : say(`states.seal.${item.state}`),
    }),
    text: [name, item.reason].filter(Boolean).join('，'),
    time: `${dateText(at)} ${clockText(at)}`,
  };
}

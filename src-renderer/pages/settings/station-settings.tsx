import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { StationFrame } from '#shared/contract/desk.ts';
import { station } from '../../bridge/client.ts';
import { findWords, useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { PageError } from '../page-error.tsx';

const statuses = { ok: 'ok', warn: 'attention', fail: 'refused' } as const;

/** 本机: what this computer is, and what the doctor finds; looking changes nothing. */
export function StationSettings({ frame }: { readonly frame: StationFrame | undefined }) {
  const say = useWords();
  const word = (key: string): string => say(`screen.settings.station.${key}`);
  const { data, error, isFetching, refetch } = useQuery(station.station.doctor.queryOptions());
  return (
    <div className="sk-settings-stack">
      <Panel title={word('title')}>
        <FactsList
          rows={[
            { label: word('unit'), value: frame?.unitName ?? say('screen.frame.notSetUp') },
            { label: word('id'), value: frame?.stationId ?? '—' },
            { label: word('host'), value: frame?.hostName ?? '' },
            { label: word('version'), value: frame?.version ?? '' },
          ]}
        />
      </Panel>
      <Panel
        title={word('doctor')}
        note={word('purpose')}
        aside={
          <Button size="small" loading={isFetching} onClick={() => void refetch()}>
            {word('again')}
          </Button>
        }
      >
        {error && <PageError error={error} reset={() => void refetch()} />}
        {!data && !error && <Skeleton lines={6} />}
        {data && (
          <FactsList
            rows={data.lines.map(({ item, state, value, told }, index) => ({
              key: `${item} ${index}`,
              label: findWords(`doctor.${item}`) ?? item,
              value: told ? say(told.key, told.facts) : value,
              aside: <StatusWord status={statuses[state]}>{word(state)}</StatusWord>,
            }))}
          />
        )}
      </Panel>
      <Panel title={word('limits')}>
        <p>
          {word('limitsText')} <code className="sk-mono">docs/known-limits.md</code>
        </p>
      </Panel>
    </div>
  );
}

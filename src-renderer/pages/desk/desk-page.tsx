import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { memo } from 'react';
import type { DeskSummary, DeskTask, StationFrame } from '#shared/contract/desk.ts';
import { usePerson } from '../../bridge/session.ts';
import { useDesk, useFrame, useNow } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { NavIcon } from '../../components/nav-icon.tsx';
import { PageBody, PageHead, Panel } from '../../components/panel.tsx';
import { dayPhrase, sayTime } from '../../components/time-words.ts';
import { whenFree } from '../../components/when-free.tsx';
import { PageError } from '../page-error.tsx';
import { AttentionPanel } from './attention-panel.tsx';
import { ConditionPanel } from './condition-panel.tsx';
import { ExpiryPanel } from './expiry-panel.tsx';
import { LastEntries } from './last-entries.tsx';
import { TaskList, taskAddress } from './task-list.tsx';
import './desk.css';

const noTasks: readonly DeskTask[] = [];

/** 工作台: what waits for me by urgency, what was done, what runs out, what is wrong. */
export function DeskPage() {
  const say = useWords();
  const frame = useFrame();
  const now = useNow(frame);
  const { summary, error, again } = useDesk();
  const tasks = summary?.tasks ?? noTasks;
  const date = sayTime(say, dayPhrase(now));
  const purpose = say(tasks.length > 0 ? 'screen.desk.purpose' : 'screen.desk.purposeNone', {
    date,
    count: tasks.length,
  });
  return (
    <>
      <PageHead title={say('screen.desk.title')} purpose={summary && purpose} actions={<DeskActions tasks={tasks} />} />
      {error && !summary && <PageError error={error} reset={again} />}
      {!error && !summary && (
        <PageBody>
          <Skeleton lines={8} height={44} />
        </PageBody>
      )}
      {summary && <DeskBody summary={summary} frame={frame} now={now} />}
    </>
  );
}

const DeskBody = whenFree(function DeskBody(props: {
  readonly summary: DeskSummary;
  readonly frame: StationFrame | undefined;
  readonly now: Date;
}) {
  const { summary, frame, now } = props;
  const say = useWords();
  const { tasks } = summary;
  const unitName = frame?.unitName ?? null;
  return (
    <PageBody>
      <div className="sk-desk">
        <div className="sk-desk-main">
          <Panel title={say('screen.desk.waiting')} note={tasks.length > 1 && say('screen.desk.urgentFirst')} isFlush>
            <TaskList tasks={tasks} today={summary.today} unitName={unitName} now={now} />
          </Panel>
          <LastEntries entries={summary.entries} unitName={unitName} now={now} />
        </div>
        <div className="sk-desk-side">
          <AttentionPanel frame={frame} summary={summary} now={now} />
          <ExpiryPanel expiries={summary.expiries} unitName={unitName} now={now} />
          <ConditionPanel condition={summary.condition} registry={frame?.registry} now={now} />
        </div>
      </div>
    </PageBody>
  );
});

/** One primary action: the most urgent thing, or a new request for somebody who makes them. */
const DeskActions = memo(function DeskActions({ tasks }: { readonly tasks: readonly DeskTask[] }) {
  const say = useWords();
  const navigate = useNavigate();
  const { roles } = usePerson();
  const first = tasks.find(({ kind }) => kind === 'stamp' || kind === 'approve');
  const mayRequest = roles.includes('handler');
  return (
    <>
      <Button icon={<SafetyCertificateOutlined />} onClick={() => void navigate({ to: '/verify' })}>
        {say('screen.desk.verify')}
      </Button>
      {first ? (
        <Button
          type="primary"
          icon={<NavIcon name={first.kind === 'stamp' ? 'stamp' : 'approve'} />}
          onClick={() => void navigate(taskAddress(first))}
        >
          {say(first.kind === 'stamp' ? 'screen.desk.stampNext' : 'screen.desk.approveNext')}
        </Button>
      ) : (
        mayRequest && (
          <Button type="primary" icon={<NavIcon name="request" />} onClick={() => void navigate({ to: '/request' })}>
            {say('screen.desk.newRequest')}
          </Button>
        )
      )}
    </>
  );
});

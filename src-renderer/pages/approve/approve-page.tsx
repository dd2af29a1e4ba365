import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RequestView } from '#shared/contract/approvals.ts';
import { station } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import { useDesk, useFrame, useNow } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { Empty, Skeleton } from '../../components/empty.tsx';
import { PageBody, PageHead, Panel } from '../../components/panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { moment, sayTime } from '../../components/time-words.ts';
import { TaskList } from '../desk/task-list.tsx';
import { PageError } from '../page-error.tsx';
import './approve.css';

const shownDecisions = 8;

/** 审批: what waits for this decider, what he decided last. */
export function ApprovePage() {
  const say = useWords();
  const frame = useFrame();
  const now = useNow(frame);
  const { summary, error, again } = useDesk();
  const tasks = summary?.tasks.filter(({ kind }) => kind === 'approve') ?? [];
  const key = tasks.length > 0 ? 'purpose' : 'purposeNone';
  return (
    <>
      <PageHead
        title={say('screen.approve.title')}
        purpose={summary && say(`screen.approve.${key}`, { count: tasks.length })}
      />
      {error && !summary && <PageError error={error} reset={again} />}
      {!error && !summary && (
        <PageBody>
          <Skeleton lines={6} height={44} />
        </PageBody>
      )}
      {summary && (
        <PageBody>
          <div className="sk-approve-list">
            {tasks.length === 0 ? (
              <Empty title={say('screen.approve.empty.title')}>
                <p>{say('screen.approve.empty.text')}</p>
              </Empty>
            ) : (
              <Panel title={say('screen.approve.waiting')} isFlush>
                <TaskList tasks={tasks} today={summary.today} unitName={frame?.unitName ?? null} now={now} />
              </Panel>
            )}
            <OwnDecisions now={now} />
          </div>
        </PageBody>
      )}
    </>
  );
}

/** 我最近的决定: with what became of each. */
function OwnDecisions({ now }: { readonly now: Date }) {
  const say = useWords();
  const { account } = usePerson();
  const { data } = useQuery(station.approvals.list.queryOptions({ input: { limit: 100 } }));
  const own = (data ?? [])
    .flatMap((request) => {
      const decision = request.decisions.findLast((one) => one.account === account);
      return decision ? [{ request, decision }] : [];
    })
    .toSorted((a, b) => b.decision.at.localeCompare(a.decision.at))
    .slice(0, shownDecisions);
  if (own.length === 0) return null;
  return (
    <Panel title={say('screen.approve.own.title')} isFlush>
      <ul className="sk-plain sk-approve-own">
        {own.map(({ request, decision }) => (
          <li key={request.requestId}>
            <StatusWord status={decision.decision === 'approve' ? 'ok' : 'neutral'}>
              {say(`screen.approve.own.${decision.decision}`)}
            </StatusWord>
            <Link to="/approve/$id" params={{ id: request.requestId }} className="sk-table-link">
              {request.draft.documentTitle}
            </Link>
            <span className="sk-quiet">{became(request)}</span>
            <span className="sk-quiet sk-nowrap">{sayTime(say, moment(new Date(decision.at), now))}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );

  function became({ state, entryNo }: RequestView): string {
    const words = say(`states.request.${state}`);
    return state === 'consumed' && entryNo ? `${words} ${entryNo}` : words;
  }
}

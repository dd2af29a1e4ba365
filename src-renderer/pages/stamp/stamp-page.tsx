import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { memo, useDeferredValue, useMemo } from 'react';
import type { DeskTask } from '#shared/contract/desk.ts';
import type { PolicyCheck } from '#shared/policy/check.ts';
import { station } from '../../bridge/client.ts';
import { useDesk, useFrame, useNow } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { Empty, Skeleton } from '../../components/empty.tsx';
import { PageBody, PageHead, Panel } from '../../components/panel.tsx';
import { shortSealName } from '../../components/seal-name.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { due, minuteOf, moment, sayTime } from '../../components/time-words.ts';
import { whenFree } from '../../components/when-free.tsx';
import { taskAddress } from '../desk/task-list.tsx';
import { PageError } from '../page-error.tsx';
import './stamp.css';

/** Each check reads its whole file, so only so many are made ahead. */
const checkedAhead = 20;
/** As many as a window shows; the others follow without holding up a key or a click. */
const shownAtOnce = 8;

const kinds: ReadonlySet<DeskTask['kind']> = new Set(['stamp', 'finish', 'settle']);

interface Line {
  readonly task: DeskTask;
  /** Undefined while the check runs, and for what is not checked ahead. */
  readonly checks: Checks;
}

/** 用印: approved requests that wait, what is not green first. */
export function StampPage() {
  const say = useWords();
  const { summary, error, again } = useDesk();
  const tasks = useMemo(() => (summary?.tasks ?? []).filter(({ kind }) => kinds.has(kind)), [summary]);
  const lines = useChecked(tasks);
  const frame = useFrame();
  const now = useNow(frame);
  const key = tasks.length > 0 ? 'purpose' : 'purposeNone';
  return (
    <>
      <PageHead
        title={say('screen.stamp.title')}
        purpose={summary && say(`screen.stamp.${key}`, { count: tasks.length })}
      />
      {error && !summary && <PageError error={error} reset={again} />}
      {!error && (
        <PageBody>
          {!summary && <Skeleton lines={6} height={44} />}
          {summary && tasks.length === 0 && (
            <Empty title={say('screen.stamp.empty.title')}>
              <p>{say('screen.stamp.empty.text', { today: summary.today })}</p>
            </Empty>
          )}
          {tasks.length > 0 && (
            <Panel title={say('screen.stamp.waiting')} note={say('screen.stamp.worstFirst')} isFlush>
              <WaitingRows lines={lines} unitName={frame?.unitName} nowMs={minuteOf(now)} />
            </Panel>
          )}
        </PageBody>
      )}
    </>
  );
}

type Checks = readonly PolicyCheck[] | undefined;

/** Outside, so that it is the same function each time: the answers are then put together only when one is new. */
const checksOf = (answers: readonly { readonly data: { readonly checks: Checks } | undefined }[]): readonly Checks[] =>
  answers.map(({ data }) => data?.checks);

function useChecked(tasks: readonly DeskTask[]): readonly Line[] {
  const checks = useQueries({
    queries: tasks.slice(0, checkedAhead).map(({ kind, requestId, files }) =>
      station.stamping.precheck.queryOptions({
        input: { requestId },
        enabled: kind === 'stamp' && files === null,
        staleTime: 60_000,
      }),
    ),
    combine: checksOf,
  });
  return useMemo(
    () => tasks.map((task, index) => ({ task, checks: checks[index] })).toSorted((a, b) => worst(a) - worst(b)),
    [tasks, checks],
  );
}

/** 0 for what cannot be done, 1 for what wants attention, 2 for the rest; the order among equals stays. */
function worst({ task, checks = [] }: Line): number {
  if (task.kind !== 'stamp' || checks.some(({ state }) => state === 'refused')) return 0;
  return checks.some(({ state }) => state === 'warn') ? 1 : 2;
}

interface Around {
  readonly unitName: string | null | undefined;
  readonly nowMs: number;
}

/** Drawn again only when something in it is different: a hundred requests may wait. */
const WaitingRows = whenFree(function WaitingRows({ lines, ...around }: Around & { readonly lines: readonly Line[] }) {
  const shown = useDeferredValue(lines, lines.slice(0, shownAtOnce));
  return (
    <ul className="sk-plain">
      {shown.map(({ task, checks }) => (
        <WaitingRow key={task.requestId} task={task} checks={checks} {...around} />
      ))}
    </ul>
  );
});

const WaitingRow = memo(function WaitingRow({ task, checks, unitName, nowMs }: Around & Line) {
  const say = useWords();
  const navigate = useNavigate();
  const now = new Date(nowMs);
  const facts = [
    task.files === null ? task.documentNumber : say('screen.batch.filesWaiting', { count: task.files }),
    say('screen.desk.task.from', { dept: task.deptName, name: task.handlerName }),
    task.decidedBy !== null &&
      task.decidedAt !== null &&
      say('screen.desk.task.approved', {
        name: task.decidedBy,
        at: sayTime(say, moment(new Date(task.decidedAt), now)),
      }),
    say('screen.desk.task.stamps', { seal: shortSealName(say, task.sealName, unitName), count: task.stamps }),
    task.dueAt !== null && sayTime(say, due(new Date(task.dueAt), now).phrase),
  ].filter((fact) => typeof fact === 'string');
  const open = (): void => void navigate(taskAddress(task));
  return (
    <li className="sk-stamp-row" data-request={task.requestId}>
      <LineState task={task} checks={checks} />
      <div className="sk-stamp-row-words">
        <b>{task.title}</b>
        <p>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      </div>
      <Button size="small" onClick={open} className="sk-stamp-row-act">
        {say(`screen.desk.task.act.${task.kind}`)}
        <span className="sk-unseen"> {task.title}</span>
      </Button>
    </li>
  );
});

function LineState({ task, checks }: Line) {
  const say = useWords();
  if (task.kind === 'settle' || task.kind === 'finish') {
    return <StatusWord status="attention">{say(`screen.desk.task.${task.kind}`)}</StatusWord>;
  }
  if (task.files !== null) {
    return <StatusWord status="waiting">{say('screen.batch.filesWaiting', { count: task.files })}</StatusWord>;
  }
  if (!checks) return <StatusWord status="waiting">{say('screen.stamp.line.waiting')}</StatusWord>;
  const bad = checks.find(({ state }) => state === 'refused') ?? checks.find(({ state }) => state === 'warn');
  if (!bad) return <StatusWord status="ok">{say('screen.stamp.line.ok', { count: checks.length })}</StatusWord>;
  if (bad.state === 'refused' && bad.code) {
    return <StatusWord status="refused">{say(`errors.${bad.code}.what`, bad.facts)}</StatusWord>;
  }
  return (
    <StatusWord status="attention">
      {say('screen.stamp.line.attention', { check: say(`checks.${bad.check}`) })}
    </StatusWord>
  );
}

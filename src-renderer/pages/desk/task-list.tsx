import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { memo, useDeferredValue } from 'react';
import type { DeskTask } from '#shared/contract/desk.ts';
import { useWords } from '../../bridge/words.ts';
import { shortSealName } from '../../components/seal-name.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { due, minuteOf, moment, sayTime, span } from '../../components/time-words.ts';

/** Where a task is dealt with. */
export function taskAddress({ kind, requestId, files, entryNo }: DeskTask) {
  const params = { id: requestId };
  if (files !== null && kind === 'stamp') return { to: '/stamp/batch/$id', params } as const;
  if (files !== null && kind === 'approve') return { to: '/approve/batch/$id', params } as const;
  if (kind === 'stamp' || kind === 'finish') return { to: '/stamp/$id', params } as const;
  if (kind === 'approve') return { to: '/approve/$id', params } as const;
  if (kind !== 'settle') return { to: '/request' } as const;
  return { to: '/ledger', search: entryNo === null ? {} : { entry: entryNo } } as const;
}

/** As many as a window shows; the others follow without holding up a key or a click. */
const shownAtOnce = 8;

export const TaskList = memo(function TaskList(props: {
  readonly tasks: readonly DeskTask[];
  readonly today: number;
  readonly unitName: string | null;
  readonly now: Date;
}) {
  const say = useWords();
  const { tasks, today, unitName, now } = props;
  const shown = useDeferredValue(tasks, tasks.slice(0, shownAtOnce));
  if (tasks.length === 0) {
    return (
      <div className="sk-desk-empty">
        <h3 className="sk-serif">{say('screen.desk.empty.title')}</h3>
        <p className="sk-quiet">{say('screen.desk.empty.text', { today })}</p>
      </div>
    );
  }
  const nowMs = minuteOf(now);
  return (
    <ul className="sk-plain sk-tasks">
      {shown.map((task) => (
        <TaskRow key={`${task.kind} ${task.requestId}`} task={task} unitName={unitName} nowMs={nowMs} />
      ))}
    </ul>
  );
});

/** Drawn again only when something in it is different: an office may have a hundred tasks waiting. */
const TaskRow = memo(function TaskRow(props: {
  readonly task: DeskTask;
  readonly unitName: string | null;
  readonly nowMs: number;
}) {
  const { task, unitName, nowMs } = props;
  const now = new Date(nowMs);
  const say = useWords();
  const navigate = useNavigate();
  const at = (time: string): string => sayTime(say, moment(new Date(time), now));
  const facts = [
    task.files === null ? task.documentNumber : say('screen.batch.filesWaiting', { count: task.files }),
    say('screen.desk.task.from', { dept: task.deptName, name: task.handlerName }),
    decision(task, say, at),
    say('screen.desk.task.stamps', { seal: shortSealName(say, task.sealName, unitName), count: task.stamps }),
  ].filter((fact) => fact !== null);
  return (
    <li className="sk-task">
      <TaskUrgency task={task} now={now} />
      <div className="sk-task-words">
        <b>{task.title}</b>
        <p>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      </div>
      <Button size="small" onClick={() => void navigate(taskAddress(task))} className="sk-task-act">
        {say(`screen.desk.task.act.${task.kind}`)}
        <span className="sk-unseen"> {task.title}</span>
      </Button>
    </li>
  );
});

function TaskUrgency({ task, now }: { readonly task: DeskTask; readonly now: Date }) {
  const say = useWords();
  if (task.kind === 'settle' || task.kind === 'finish') {
    return <StatusWord status="attention">{say(`screen.desk.task.${task.kind}`)}</StatusWord>;
  }
  if (task.dueAt === null) {
    const waited = span(now.getTime() - Date.parse(task.submittedAt));
    return <StatusWord status="waiting">{say('screen.desk.task.waited', { span: sayTime(say, waited) })}</StatusWord>;
  }
  const { phrase, isUrgent } = due(new Date(task.dueAt), now);
  return <StatusWord status={isUrgent ? 'attention' : 'waiting'}>{sayTime(say, phrase)}</StatusWord>;
}

function decision(task: DeskTask, say: ReturnType<typeof useWords>, at: (time: string) => string): string {
  if (task.decidedBy === null || task.decidedAt === null) {
    return say('screen.desk.task.submitted', { at: at(task.submittedAt) });
  }
  const key = task.kind === 'resubmit' ? 'refused' : 'approved';
  return say(`screen.desk.task.${key}`, { name: task.decidedBy, at: at(task.decidedAt) });
}

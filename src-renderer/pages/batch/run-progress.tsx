import type { BatchRun } from '#shared/contract/batches.ts';
import { useWords, type Say } from '../../bridge/words.ts';
import { Panel } from '../../components/panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { runFigures } from './run-figures.ts';

/** How far a run is: counts, time left, time left of the login, and a bar. */
export function RunProgress({ run, nowMs }: { readonly run: BatchRun; readonly nowMs: number }) {
  const say = useWords();
  const { stamped, refused, waiting, leftMs, loginMs } = runFigures(run, nowMs);
  const isRunning = run.end === null;
  const done = stamped + refused;
  return (
    <Panel>
      <div className="sk-batch-sums" role="status">
        <span>
          <b>{done}</b> {say('screen.batch.stamp.of', { count: run.files })}
        </span>
        <StatusWord status="ok">{say('screen.batch.stamp.stamped', { count: stamped })}</StatusWord>
        {refused > 0 && (
          <StatusWord status="refused">{say('screen.batch.stamp.refused', { count: refused })}</StatusWord>
        )}
        <span>{say('screen.batch.stamp.waiting', { count: waiting + run.atWork.length })}</span>
        {isRunning && (
          <span className="sk-batch-times">
            {leftMs !== null && <span>{say('screen.batch.stamp.left', { time: duration(say, leftMs) })}</span>}
            {loginMs !== null && <span>{say('screen.batch.stamp.login', { time: duration(say, loginMs) })}</span>}
          </span>
        )}
      </div>
      <progress className="sk-batch-bar" max={run.files} value={done} aria-label={say('screen.batch.stamp.progress')} />
    </Panel>
  );
}

function duration(say: Say, ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 60) return say('screen.batch.stamp.seconds', { seconds });
  return say('screen.batch.stamp.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { verdictOrder } from '#shared/model/verdict-row.ts';
import type { Verdict } from '#shared/model/verdict.ts';
import { errorText, useWords, type Say } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { whenFree } from '../../components/when-free.tsx';
import { RunTable } from './run-table.tsx';
import type { RunRow, RunState, VerificationRun } from './verification-run.ts';
import './verify-run.css';

/** Many files: how far the run is, what came of it so far, and every file with its verdict. */
export const RunView = whenFree(function RunView(props: {
  readonly run: VerificationRun;
  readonly state: RunState;
  readonly leftOut: number;
  readonly onOpen: (row: RunRow) => void;
}) {
  const { run, state, leftOut, onOpen } = props;
  const { rows, counts, problem } = state;
  const say = useWords();
  const [shown, setShown] = useState<Verdict | 'all'>('all');
  const visible = useMemo(
    () => (shown === 'all' ? rows : rows.filter(({ result }) => result?.verdict === shown)),
    [rows, shown],
  );
  return (
    <div className="sk-grow sk-run">
      <Progress run={run} state={state} />
      {problem && <ErrorLine error={errorText(toErrorShape(problem))} />}
      <div className="sk-run-filters">
        <Segmented<Verdict | 'all'>
          aria-label={say('screen.verify.run.filter')}
          value={shown}
          onChange={setShown}
          options={[
            { value: 'all', label: say('screen.verify.run.all', { count: rows.length }) },
            ...verdictOrder.map((verdict) => ({
              value: verdict,
              label: say('screen.verify.run.count', {
                verdict: say(`states.verdict.${verdict}`),
                count: counts[verdict],
              }),
            })),
          ]}
        />
        {leftOut > 0 && <span className="sk-quiet">{say('screen.verify.run.leftOut', { count: leftOut })}</span>}
      </div>
      <RunTable rows={visible} onOpen={onOpen} />
    </div>
  );
});

function Progress({ run, state }: { readonly run: VerificationRun; readonly state: RunState }) {
  const say = useWords();
  const { rows, done, isRunning, leftMs } = state;
  const total = rows.length;
  const isOver = done === total;
  return (
    <div className="sk-run-progress">
      <div className="sk-run-words" role="status">
        <StatusWord status={isOver ? 'ok' : 'waiting'}>
          {say(`screen.verify.run.${isOver ? 'over' : isRunning ? 'running' : 'stopped'}`, { done, total })}
        </StatusWord>
        {leftMs !== null && !isOver && <span className="sk-quiet">{leftWords(say, leftMs)}</span>}
      </div>
      <progress className="sk-run-bar" max={total} value={done} aria-label={say('screen.verify.run.progress')} />
      {!isOver && (
        <Button onClick={isRunning ? run.stop : run.go}>
          {say(`screen.verify.run.${isRunning ? 'stop' : 'goOn'}`)}
        </Button>
      )}
    </div>
  );
}

function leftWords(say: Say, ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return say('screen.verify.run.leftSeconds', { seconds });
  return say('screen.verify.run.leftMinutes', { minutes: Math.ceil(seconds / 60) });
}

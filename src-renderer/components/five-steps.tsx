import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { useWords } from '../bridge/words.ts';
import { stampSteps, type StepState, type StepStates } from './step-states.ts';
import './five-steps.css';

/** 登记意图 · 密钥签名 · 自检 · 入册 · 同步, as a row of words for one file. */
export function FiveSteps({ states }: { readonly states: StepStates }) {
  const say = useWords();
  return (
    <ol className="sk-plain sk-steps" aria-label={say('screen.components.steps.label')}>
      {stampSteps.map((step, index) => (
        <li
          key={step}
          className={`sk-step-${states[step]}`}
          aria-current={states[step] === 'running' ? 'step' : undefined}
        >
          <StepMark state={states[step]} number={index + 1} />
          <span>{say(`screen.components.steps.${step}`)}</span>
          <span className="sk-unseen">{say(`screen.components.steps.state.${states[step]}`)}</span>
        </li>
      ))}
    </ol>
  );
}

function StepMark({ state, number }: { readonly state: StepState; readonly number: number }) {
  if (state === 'done') return <CheckCircleFilled className="sk-step-mark" aria-hidden />;
  if (state === 'failed') return <CloseCircleFilled className="sk-step-mark" aria-hidden />;
  return <span className="sk-step-number">{number}</span>;
}

/** The same five as bars, for a row of a batch. */
export function StepBars({ states }: { readonly states: StepStates }) {
  const say = useWords();
  const words = stampSteps.map(
    (step) => `${say(`screen.components.steps.${step}`)} ${say(`screen.components.steps.state.${states[step]}`)}`,
  );
  return (
    <span className="sk-step-bars" role="img" aria-label={words.join('，')}>
      {stampSteps.map((step) => (
        <span key={step} className={`sk-step-bar sk-step-bar-${states[step]}`} />
      ))}
    </span>
  );
}

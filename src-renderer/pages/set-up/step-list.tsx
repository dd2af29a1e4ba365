import { CheckCircleFilled } from '@ant-design/icons';
import { useWords } from '../../bridge/words.ts';

export const setUpSteps = [
  'regulation',
  'registry',
  'station',
  'administrators',
  'people',
  'seal',
  'use',
  'first',
] as const;
export type SetUpStep = (typeof setUpSteps)[number];

/** Where one is: all steps at the left, one line of them where there is no room. */
export function StepList({ current }: { readonly current: SetUpStep }) {
  const say = useWords();
  const at = setUpSteps.indexOf(current);
  const stateOf = (index: number): 'done' | 'now' | 'todo' => {
    if (index === at) return 'now';
    return index < at ? 'done' : 'todo';
  };
  return (
    <nav className="sk-setup-steps" aria-label={say('screen.setUp.steps')}>
      <p className="sk-setup-where">
        {say('screen.setUp.progress', { n: at + 1, count: setUpSteps.length })}{' '}
        <b>{say(`screen.setUp.step.${current}`)}</b>
      </p>
      <ol className="sk-plain">
        {setUpSteps.map((step, index) => {
          const state = stateOf(index);
          return (
            <li key={step} className={`sk-setup-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
              {state === 'done' ? (
                <CheckCircleFilled className="sk-setup-mark" aria-hidden />
              ) : (
                <span className="sk-setup-mark sk-setup-number" aria-hidden>
                  {index + 1}
                </span>
              )}
              <span>{say(`screen.setUp.step.${step}`)}</span>
              <span className="sk-unseen">{say(`screen.setUp.stepState.${state}`)}</span>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

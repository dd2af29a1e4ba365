import { useWords } from '../../bridge/words.ts';
import { PageHead, Panel } from '../../components/panel.tsx';
import { FiveSteps, StepBars } from '../../components/five-steps.tsx';
import { type StepStates } from '../../components/step-states.ts';
import { KeyList } from '../../components/key-help.tsx';
import { triesStates, TriesBar } from '../../components/tries-bar.tsx';
import { VerdictHead } from '../../components/verdict-head.tsx';
import { BannerCard, ButtonCard, ChipCard, FieldCard, StatusCard } from './control-cards.tsx';
import { FactsCard, SealCard, SheetCard, TimelineCard } from './paper-cards.tsx';
import './components-page.css';

const rows: readonly StepStates[] = [
  { intent: 'running', signature: 'todo', 'self-check': 'todo', entry: 'todo', sync: 'todo' },
  { intent: 'done', signature: 'done', 'self-check': 'running', entry: 'todo', sync: 'todo' },
  { intent: 'done', signature: 'failed', 'self-check': 'todo', entry: 'todo', sync: 'todo' },
  { intent: 'done', signature: 'done', 'self-check': 'done', entry: 'done', sync: 'done' },
];

/** Every component in all its states; there is no data behind it. */
export function ComponentsPage() {
  const say = useWords();
  const word = (key: string): string => say(`screen.gallery.${key}`);
  return (
    <main>
      <PageHead title={word('title')} purpose={word('purpose')} />
      <div className="sk-gallery">
        <div>
          <ButtonCard />
          <FieldCard />
          <Panel title={word('tries')}>
            <div className="sk-gallery-two">
              {triesStates.map((state) => (
                <TriesBar key={state} state={state} hasText />
              ))}
            </div>
          </Panel>
          <Panel title={word('steps')}>
            <div className="sk-gallery-rows">
              {rows.map((states, index) => (
                <FiveSteps key={index} states={states} />
              ))}
            </div>
          </Panel>
          <Panel title={word('batch')}>
            <div className="sk-gallery-rows">
              {rows.map((states, index) => (
                <StepBars key={index} states={states} />
              ))}
            </div>
          </Panel>
          <Panel title={word('keys')}>
            <KeyList />
          </Panel>
          <FactsCard />
        </div>
        <div>
          <StatusCard />
          <ChipCard />
          <BannerCard />
          <Panel title={word('verdicts')}>
            <div className="sk-gallery-two">
              <VerdictHead verdict="valid" title={word('valid')} isSmall />
              <VerdictHead verdict="invalid" title={word('invalid')} isSmall />
              <VerdictHead verdict="indeterminate" title={word('unknown')} isSmall />
              <VerdictHead verdict="unsigned" title={word('unsigned')} isSmall />
            </div>
          </Panel>
          <SealCard />
          <TimelineCard />
          <SheetCard />
        </div>
      </div>
    </main>
  );
}

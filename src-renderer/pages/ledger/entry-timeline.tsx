import type { StoryStep } from '#shared/contract/ledger-views.ts';
import { useWords, type Say } from '../../bridge/words.ts';
import { shortSealName } from '../../components/seal-name.ts';
import { Timeline, type TimelineItem } from '../../components/timeline.tsx';

const stopped: ReadonlySet<StoryStep['kind']> = new Set(['refused', 'unsaved', 'unknown', 'voided']);
const pending: ReadonlySet<StoryStep['kind']> = new Set(['queued', 'running']);

/** From the request to the receipt; the day is said where it changes, the time always. */
export function EntryTimeline(props: { readonly steps: readonly StoryStep[]; readonly unitName: string | null }) {
  const { steps, unitName } = props;
  const say = useWords();
  const items = steps.map((step, index): TimelineItem => {
    const before = steps[index - 1]?.at ?? '';
    // The time in a seal is fixed before the key is asked; it is no time of this row of events.
    const isTimeOfSeal = step.kind === 'signed' && step.at !== null && step.at < before;
    // Of the key it is the seal, which stands in the line; an opinion that is only the title again says nothing more.
    const title = say(`screen.ledger.steps.${step.kind}`);
    const note = step.kind === 'signed' || step.note === title ? '' : step.note;
    return {
      key: `${index} ${step.kind}`,
      state: pending.has(step.kind) ? 'now' : stopped.has(step.kind) ? 'stopped' : 'done',
      title,
      text: <span className="sk-quiet">{textOf(step, say, unitName, isTimeOfSeal)}</span>,
      time: step.at === null || isTimeOfSeal ? '' : timeOf(step.at, before.slice(0, 10)),
      note: note === '' ? undefined : note,
    };
  });
  return (
    <section className="sk-entry-part" aria-label={say('screen.ledger.steps.label')}>
      <Timeline items={items} />
    </section>
  );
}

function timeOf(at: string, dayBefore: string): string {
  const day = at.slice(0, 10);
  const clock = at.slice(11, 19);
  return day === dayBefore ? clock : `${day.slice(5)} ${clock}`;
}

function textOf(step: StoryStep, say: Say, unitName: string | null, isTimeOfSeal: boolean): string {
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.steps.${key}`, facts);
  switch (step.kind) {
    case 'approved':
      return [step.who, word(step.proof === 'person' ? 'ownKey' : 'stationKey')].join('　');
    case 'signed':
      return word(isTimeOfSeal ? 'keyAt' : 'key', {
        key: step.about,
        seal: shortSealName(say, step.note, unitName),
        time: step.at?.slice(11, 19),
      });
    case 'recorded':
      return word('verified');
    case 'unsaved':
      return word('notSaved');
    case 'unknown':
      return word('notKnown');
    case 'queued':
      return word('waiting');
    case 'running':
      return word('inProgress');
    case 'corrected':
    case 'settled':
    case 'settled-found':
      return word('consent', { name: step.who, consent: step.about });
    default:
      return [step.who, step.about].filter((part) => part !== '').join('　');
  }
}

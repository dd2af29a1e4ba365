import type { DecisionView, RequestView } from '#shared/contract/approvals.ts';
import { useWords } from '../bridge/words.ts';
import { Timeline, type TimelineItem } from './timeline.tsx';
import { moment, sayTime } from './time-words.ts';

/**
 * What happened to a request so far, and what it waits for.
 *
 * @param waiting the last line, in ink; left out where nothing waits
 */
export function RequestStory(props: {
  readonly request: RequestView;
  readonly now: Date;
  readonly waiting?: Pick<TimelineItem, 'title' | 'time'> | undefined;
}) {
  const say = useWords();
  const { request, now, waiting } = props;
  const at = (time: string): string => sayTime(say, moment(new Date(time), now));
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.components.story.${key}`, facts);
  const items: TimelineItem[] = [
    {
      key: 'submitted',
      state: 'done',
      title: word('submitted', { name: request.handler.name }),
      time: at(request.submittedAt),
    },
    ...request.decisions.map((decision): TimelineItem => {
      const key = decision.decision === 'approve' ? 'approved' : 'refused';
      return {
        key: `${decision.step} ${decision.at}`,
        state: decision.decision === 'approve' ? 'done' : 'stopped',
        title: word(key, { name: decision.name }),
        time: at(decision.at),
        note: <DecisionNote decision={decision} />,
      };
    }),
    ...(waiting ? [{ key: 'waiting', state: 'now' as const, ...waiting }] : []),
  ];
  return <Timeline items={items} />;
}

/** Whose key signed a decision is said each time: the machine's signature is never called the person's. */
function DecisionNote({ decision: { opinion, proof } }: { readonly decision: DecisionView }) {
  const say = useWords();
  return (
    <>
      {opinion !== '' && <>{opinion}　</>}
      <span className="sk-faint" title={say(`screen.components.story.proofText.${proof}`)}>
        {say(`screen.components.story.proof.${proof}`)}
      </span>
    </>
  );
}

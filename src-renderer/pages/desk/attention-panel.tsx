import type { DeskSummary, StationFrame } from '#shared/contract/desk.ts';
import { useWords } from '../../bridge/words.ts';
import { Panel } from '../../components/panel.tsx';
import { registryFacts } from '../../components/state-chips.tsx';
import { StatusIcon, StatusWord, type Status } from '../../components/status-word.tsx';

interface Note {
  readonly name: 'tried' | 'final' | 'locked' | 'offline' | 'stale' | 'ledger';
  readonly status: Status;
}

/** What is not as it should be, what stops work first. */
export function notesOf(frame: StationFrame | undefined, summary: DeskSummary): readonly Note[] {
  const notes: Note[] = [];
  if (summary.condition.ledger.isSound === false) notes.push({ name: 'ledger', status: 'refused' });
  const key = frame?.key.state;
  if (key === 'locked') notes.push({ name: 'locked', status: 'refused' });
  if (key === 'final' || key === 'tried') notes.push({ name: key, status: 'attention' });
  const registry = frame?.registry.state;
  if (registry === 'stale') notes.push({ name: 'stale', status: 'refused' });
  if (registry === 'offline') notes.push({ name: 'offline', status: 'attention' });
  return notes;
}

export function AttentionPanel(props: {
  readonly frame: StationFrame | undefined;
  readonly summary: DeskSummary;
  readonly now: Date;
}) {
  const say = useWords();
  const { frame, summary, now } = props;
  const notes = notesOf(frame, summary);
  const facts = frame ? registryFacts(say, frame.registry, now) : {};
  return (
    <Panel title={say('screen.desk.attention.title')}>
      {notes.length === 0 ? (
        <p className="sk-small">
          <StatusWord status="ok">{say('screen.desk.attention.none')}</StatusWord>
        </p>
      ) : (
        <ul className="sk-plain sk-notes">
          {notes.map(({ name, status }) => (
            <li key={name}>
              <StatusIcon status={status} />
              <span>
                <b>{say(`screen.desk.attention.${name}.title`, facts)}</b>
                <span className="sk-quiet">{say(`screen.desk.attention.${name}.text`, facts)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

import { useWords } from '../../bridge/words.ts';
import { StatusWord } from '../../components/status-word.tsx';

/** One of a few decisions: its name, whether it is the one in force, and what follows from it. */
export function ChoiceLabel(props: {
  readonly name: string;
  readonly explanation: string;
  readonly isInForce: boolean;
}) {
  const say = useWords();
  return (
    <span className={props.isInForce ? 'sk-settings-in-force' : undefined}>
      {props.name}
      {props.isInForce && <StatusWord status="ok">{say('screen.settings.signing.inForce')}</StatusWord>}
      <small className="sk-quiet">{props.explanation}</small>
    </span>
  );
}

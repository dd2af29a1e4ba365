import type { PluggedToken } from '#shared/contract/set-up.ts';
import { useWords } from '../../bridge/words.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { tokenName } from './seal-draft.ts';

/** The keys that are plugged in; a blank one is what one wants. */
export function TokenChoice(props: {
  readonly tokens: readonly PluggedToken[];
  readonly chosen: PluggedToken | undefined;
  readonly onChoose: (name: string) => void;
}) {
  const say = useWords();
  const { tokens, chosen, onChoose } = props;
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.setUp.seal.${key}`, facts);
  if (tokens.length === 0) {
    return (
      <div role="status">
        <StatusWord status="waiting">{word('noToken')}</StatusWord>
      </div>
    );
  }
  return (
    <div className="sk-setup-cards" role="radiogroup" aria-label={word('token')}>
      {tokens.map((token) => (
        <label key={tokenName(token)} className="sk-setup-card">
          <input type="radio" name="token" checked={token === chosen} onChange={() => onChoose(tokenName(token))} />
          <span className="sk-row">
            <b>{token.isInitialized ? token.label : word('blank')}</b>
            <span className="sk-quiet sk-small">
              {token.manufacturer} {token.model}{' '}
              {token.serial === '' ? word('noSerial') : word('serial', { serial: token.serial })}
            </span>
          </span>
          <span className="sk-setup-states">
            {token.isInitialized && <StatusWord status="attention">{word('used')}</StatusWord>}
            {token.isTraining && <StatusWord status="attention">{word('training')}</StatusWord>}
          </span>
        </label>
      ))}
    </div>
  );
}

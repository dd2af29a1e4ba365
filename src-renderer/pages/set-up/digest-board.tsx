import { CloseCircleFilled } from '@ant-design/icons';
import { useWords } from '../../bridge/words.ts';

const rows = [0, 1, 2, 3] as const;

/** A digest for reading aloud: four rows of four groups, each with its number. `different` names groups from 1. */
export function DigestBoard({ hex, different }: { readonly hex: string; readonly different: readonly number[] }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.setUp.registry.${key}`, facts);
  return (
    <ol className="sk-plain sk-setup-digest" aria-label={word('digest')}>
      {rows.map((row) => (
        <li key={row}>
          <span className="sk-note">{word('row', { n: row + 1 })}</span>
          {rows.map((column) => {
            const number = row * 4 + column + 1;
            const group = hex.slice((number - 1) * 4, number * 4);
            const isDifferent = different.includes(number);
            return (
              <span key={number} className={isDifferent ? 'sk-setup-group sk-is-refused' : 'sk-setup-group'}>
                <span className="sk-unseen">{word('group', { n: number, group: [...group].join(' ') })}</span>
                <span className="sk-mono" aria-hidden>
                  {group}
                </span>
                {isDifferent && (
                  <>
                    <CloseCircleFilled aria-hidden />
                    <span className="sk-unseen">{word('differs')}</span>
                  </>
                )}
              </span>
            );
          })}
        </li>
      ))}
    </ol>
  );
}

import type { RegisterFilter } from '#shared/contract/ledger.ts';
import { useWords } from '../../bridge/words.ts';
import { Figure } from './month-panel.tsx';

export interface Share {
  readonly name: string;
  readonly uses: number;
  readonly filter: RegisterFilter;
}

const shownShares = 6;

/** Most first, each with a bar as long as its part of the longest; what is little is put together at the end. */
export function ShareList({ shares }: { readonly shares: readonly Share[] }) {
  const say = useWords();
  if (shares.length === 0) return <p className="sk-quiet">{say('screen.statistics.none')}</p>;
  const shown = shares.length > shownShares + 1 ? shares.slice(0, shownShares) : shares;
  const others = shares.slice(shown.length);
  const most = shares[0]!.uses;
  const rest = others.reduce((sum, { uses }) => sum + uses, 0);
  return (
    <ul className="sk-plain sk-shares">
      {shown.map(({ name, uses, filter }) => (
        <li key={name}>
          <span className="sk-share-name">{name}</span>
          <span className="sk-share-bar" aria-hidden style={{ inlineSize: `${(uses / most) * 100}%` }} />
          <span className="sk-share-count">
            <Figure count={uses} name={name} filter={filter} />
          </span>
        </li>
      ))}
      {others.length > 0 && (
        <li>
          <span className="sk-share-name">{say('screen.statistics.others', { count: others.length })}</span>
          <span className="sk-share-bar" aria-hidden style={{ inlineSize: `${Math.min(1, rest / most) * 100}%` }} />
          <span className="sk-share-count">{rest}</span>
        </li>
      )}
    </ul>
  );
}

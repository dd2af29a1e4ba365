import type { KeyboardEvent } from 'react';
import type { SealView } from '#shared/contract/station.ts';
import { useWords } from '../../bridge/words.ts';
import { SealChip } from '../../components/seal-chip.tsx';
import { shortSealName } from '../../components/seal-name.ts';
import { SealState } from './seal-state.tsx';

/** All seals kept here; arrows go from one to the next. */
export function SealList(props: {
  readonly seals: readonly SealView[];
  readonly chosen: string;
  readonly unitName: string | null | undefined;
  readonly now: Date;
  readonly onChoose: (esId: string) => void;
}) {
  const { seals, chosen, unitName, now, onChoose } = props;
  const say = useWords();
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step && seals[seals.findIndex(({ esId }) => esId === chosen) + step];
    if (!next) return;
    event.preventDefault();
    onChoose(next.esId);
    event.currentTarget.querySelector<HTMLElement>(`[data-seal="${next.esId}"]`)?.focus();
  }
  return (
    <nav className="sk-seals-list" aria-label={say('screen.seals.list')} onKeyDown={onKeyDown}>
      {seals.map((seal) => (
        <button
          type="button"
          key={seal.esId}
          className="sk-seals-item"
          data-seal={seal.esId}
          aria-current={seal.esId === chosen || undefined}
          onClick={() => onChoose(seal.esId)}
        >
          <SealChip esId={seal.esId} isLarge isStopped={seal.state !== 'active'} />
          <span className="sk-seals-item-words">
            <b>{shortSealName(say, seal.name, unitName)}</b>
            <span className="sk-note">{seal.sealCode || seal.esId}</span>
            <SealState seal={seal} now={now} />
          </span>
        </button>
      ))}
    </nav>
  );
}

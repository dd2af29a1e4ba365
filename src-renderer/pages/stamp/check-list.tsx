import { useEffect, useState } from 'react';
import type { PolicyCheck } from '#shared/policy/check.ts';
import { useLook } from '../../bridge/appearance.ts';
import { useWords } from '../../bridge/words.ts';
import { ClauseTag } from '../../components/clause-tag.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusIcon, StatusWord, type Status } from '../../components/status-word.tsx';

const statuses: Readonly<Record<PolicyCheck['state'], Status>> = { ok: 'ok', warn: 'attention', refused: 'refused' };
const rank: Readonly<Record<PolicyCheck['state'], number>> = { refused: 0, warn: 1, ok: 2 };
/** What stands above and below the list, and the height of a row, in CSS pixels. */
const measures = { standard: { around: 392, row: 40 }, large: { around: 470, row: 69 } } as const;
const fewestRows = 5;

/** 用印前核对: what is not green first, each line with its evidence and with the clause it rests on. */
export function CheckList({ checks }: { readonly checks: readonly PolicyCheck[] }) {
  const say = useWords();
  const room = useRoom();
  const [isWhole, setWhole] = useState(false);
  const sorted = checks.toSorted((a, b) => rank[a.state] - rank[b.state]);
  const notPassed = sorted.filter(({ state }) => state !== 'ok').length;
  // One line is the link to the others.
  const isFolded = !isWhole && sorted.length > room;
  const shown = isFolded ? sorted.slice(0, Math.max(room - 1, notPassed)) : sorted;
  const hidden = sorted.length - shown.length;
  return (
    <Panel title={say('screen.stamp.checks.title')} aside={<Sum checks={checks} />} isFlush>
      <ul className="sk-plain sk-checks">
        {shown.map((check) => (
          <CheckRow key={check.check} check={check} />
        ))}
        {hidden > 0 && (
          <li className="sk-checks-more">
            <button type="button" className="sk-link" onClick={() => setWhole(true)}>
              {say('screen.stamp.checks.more', { count: hidden })}
            </button>
          </li>
        )}
      </ul>
    </Panel>
  );
}

function CheckRow({ check }: { readonly check: PolicyCheck }) {
  const say = useWords();
  const { state, detail, basis, clause } = check;
  const status = statuses[state];
  return (
    <li className={`sk-check sk-check-${state}`} data-check={check.check}>
      <StatusIcon status={status} />
      <b>
        {say(`checks.${check.check}`)}
        <span className="sk-unseen"> {say(`screen.components.status.${status}`)}</span>
      </b>
      <span className="sk-check-detail">{detail ? say(detail.key, detail.facts) : ''}</span>
      <ClauseTag basis={basis} clause={clause} />
    </li>
  );
}

function Sum({ checks }: { readonly checks: readonly PolicyCheck[] }) {
  const say = useWords();
  const count = (state: PolicyCheck['state']): number => checks.filter((check) => check.state === state).length;
  const refused = count('refused');
  const attention = count('warn');
  return (
    <span className="sk-row" role="status">
      <span className="sk-quiet">{say('screen.stamp.checks.sum', { count: checks.length, passed: count('ok') })}</span>
      {refused > 0 && (
        <StatusWord status="refused">{say('screen.stamp.checks.refused', { count: refused })}</StatusWord>
      )}
      {attention > 0 && (
        <StatusWord status="attention">{say('screen.stamp.checks.attention', { count: attention })}</StatusWord>
      )}
    </span>
  );
}

/** How many lines stand in the window without scrolling. */
function useRoom(): number {
  const { appearance } = useLook();
  const [height, setHeight] = useState(() => window.innerHeight);
  useEffect(() => {
    const measure = (): void => setHeight(window.innerHeight);
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  const { around, row } = measures[appearance.size];
  return Math.max(fewestRows, Math.floor((height - around) / row));
}

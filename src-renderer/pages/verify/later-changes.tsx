import { Button } from 'antd';
import type { LaterChange } from '#shared/contract/verification.ts';
import { findWords, useWords, type Say } from '../../bridge/words.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { pageList } from './page-marks.ts';

const shownChanges = 20;

/** Every change of later revisions: what it is, where, and which rule lets it pass or not. What is wrong comes first. */
export function LaterChanges(props: {
  readonly changes: readonly LaterChange[];
  readonly onPage: (page: number) => void;
}) {
  const { changes, onPage } = props;
  const say = useWords();
  const told = [...new Map(changes.map((change) => [keyOf(change), change])).values()].toSorted(
    (a, b) => Number(a.isAllowed) - Number(b.isAllowed),
  );
  const left = told.length - shownChanges;
  return (
    <ul className="sk-plain sk-coverage-list" aria-label={say('screen.verify.later.changes')}>
      {told.slice(0, shownChanges).map((change) => {
        const { isAllowed, field, pages, rule } = change;
        const [page] = pages;
        return (
          <li key={keyOf(change)}>
            <StatusWord status={isAllowed ? 'neutral' : 'refused'}>{words(say, change)}</StatusWord>
            {field !== null && <span>{say('screen.verify.later.field', { field })}</span>}
            {page !== undefined && (
              <Button type="link" size="small" className="sk-link" onClick={() => onPage(page)}>
                {say('screen.verify.signatures.pages', { pages: pageList(pages) })}
              </Button>
            )}
            <span className="sk-quiet">{say(`screen.verify.rules.${rule}`)}</span>
          </li>
        );
      })}
      {left > 0 && <li className="sk-quiet">{say('screen.verify.later.moreChanges', { count: left })}</li>}
    </ul>
  );
}

function keyOf({ isAllowed, reason, key, field, object }: LaterChange): string {
  return [isAllowed, reason, key, field, object].join(' ');
}

/** `改了已有的对象（页面正文，对象 5）` */
function words(say: Say, { reason, key, part, object }: LaterChange): string {
  const what = findWords(`screen.verify.changes.${reason}`) ?? say('screen.verify.changes.other', { reason });
  const details = [
    part === 'other' ? '' : say(`screen.verify.parts.${part}`),
    key === null ? '' : say('screen.verify.later.key', { key }),
    object === null ? '' : say('screen.verify.later.object', { object }),
  ].filter((text) => text !== '');
  return details.length === 0
    ? what
    : say('screen.verify.later.what', { what, details: details.join(say('screen.verify.grounds.and')) });
}

import { Button } from 'antd';
import type { RevisionComparison } from '#shared/contract/verification.ts';
import { useWords } from '../../bridge/words.ts';

const shownChanges = 12;

/** 盖章时 128.60万元 现在 182.60万元: words of the page that are others than when it was sealed. */
export function WordChanges(props: {
  readonly comparison: RevisionComparison;
  readonly onPage: (page: number) => void;
}) {
  const { comparison, onPage } = props;
  const { changes, comparedPages, leftOut } = comparison;
  const say = useWords();
  const left = changes.length - shownChanges;
  if (comparedPages.length === 0) return null;
  if (changes.length === 0) return <p className="sk-word-none">{say('screen.verify.words.none')}</p>;
  return (
    <table className="sk-word-changes" aria-label={say('screen.verify.words.title')}>
      <tbody>
        {changes.slice(0, shownChanges).map(({ page, line, was, is }, index) => (
          <tr key={index}>
            <th scope="row">
              <span className="sk-word-number">{index + 1}</span> {say('screen.verify.words.where', { page, line })}
            </th>
            <td>
              <span className="sk-quiet">{say('screen.verify.words.sealed')}</span>
              <b>{was === '' ? say('screen.verify.words.nothing') : was}</b>
            </td>
            <td className="sk-word-now">
              <span>{say('screen.verify.words.now')}</span>
              <b>{is === '' ? say('screen.verify.words.nothing') : is}</b>
            </td>
            <td>
              <Button type="link" size="small" className="sk-link" onClick={() => onPage(page)}>
                {say('screen.verify.words.show')}
              </Button>
            </td>
          </tr>
        ))}
        {(left > 0 || leftOut > 0) && (
          <tr>
            <td colSpan={4} className="sk-quiet">
              {left > 0 && say('screen.verify.words.more', { count: left })}
              {leftOut > 0 && say('screen.verify.words.leftOut', { count: leftOut })}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

import type { RequestCase } from '../../bridge/use-case.ts';
import { useWords } from '../../bridge/words.ts';
import { pagesInWords, sealsIn } from '#shared/placing/place-words.ts';

/** What, where, how often: one sentence that a custodian answers for. */
export function ContractSentence({ found: { request, seal } }: { readonly found: RequestCase }) {
  const say = useWords();
  const { placements, documentTitle, copies } = request.draft;
  const facts = { count: sealsIn(placements), copies, pages: pagesInWords(say, placements) };
  return (
    <section className="sk-contract sk-serif" aria-label={say('screen.stamp.contract.label')}>
      <p>
        {say('screen.stamp.contract.use')} <b>{seal.name}</b> {say('screen.stamp.contract.on')}
        <b>{say('screen.stamp.contract.title', { title: documentTitle })}</b>{' '}
        <span className="sk-nowrap">{say('screen.stamp.contract.pages', facts)}</span>
        <b>{say('screen.stamp.contract.times', facts)}</b>
        {say('screen.stamp.contract.end')}
      </p>
    </section>
  );
}

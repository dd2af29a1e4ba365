import { useFrame } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { ClauseTag } from '../../components/clause-tag.tsx';
import { Panel } from '../../components/panel.tsx';

/** 什么时候该紧急停用: said before somebody needs it. */
export function WhenToStop() {
  const say = useWords();
  const clause = useFrame()?.profile?.clauses.incident ?? null;
  return (
    <Panel title={say('screen.seals.when.title')} className="sk-seals-when">
      <div className="sk-small">
        <p>
          {say('screen.seals.when.text')}
          <b>{say('screen.seals.when.enough')}</b>{' '}
          <ClauseTag basis={clause === null ? 'product' : 'clause'} clause={clause ?? ''} />
        </p>
        <p className="sk-quiet">{say('screen.seals.when.follows')}</p>
      </div>
    </Panel>
  );
}

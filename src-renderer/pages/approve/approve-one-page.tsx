import { useParams } from '@tanstack/react-router';
import { useCase } from '../../bridge/use-case.ts';
import { useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { PageBody, PageHead } from '../../components/panel.tsx';
import { PageError } from '../page-error.tsx';
import { Review } from './review.tsx';

/** One request before its decider. */
export function ApproveOnePage() {
  const say = useWords();
  const { id } = useParams({ from: '/approve/$id' });
  const { found, error, again } = useCase(id);
  if (error && !found) return <PageError error={error} reset={again} />;
  if (found) return <Review key={id} found={found} />;
  return (
    <>
      <PageHead isWhite title={say('screen.approve.title')} />
      <PageBody>
        <Skeleton lines={8} height={44} />
      </PageBody>
    </>
  );
}

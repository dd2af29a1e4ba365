import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { station } from '../../bridge/client.ts';
import { useCase, type RequestCase } from '../../bridge/use-case.ts';
import { useFrame, useNow } from '../../bridge/use-station.ts';
import { useQueue } from '../../bridge/use-queue.ts';
import { useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { PageBody, PageHead } from '../../components/panel.tsx';
import { PageError } from '../page-error.tsx';
import { ChangedPanel } from './changed-panel.tsx';
import { StampDesk } from './stamp-desk.tsx';
import { useStamping } from './use-stamping.ts';
import './stamp.css';

/** One approved request before its custodian. */
export function StampOnePage() {
  const say = useWords();
  const { id } = useParams({ from: '/stamp/$id' });
  const { found, error, again } = useCase(id);
  if (error && !found) return <PageError error={error} reset={again} />;
  if (found) return <StampOne key={id} found={found} />;
  return (
    <>
      <PageHead isWhite title={say('screen.stamp.title')} />
      <PageBody>
        <Skeleton lines={8} height={44} />
      </PageBody>
    </>
  );
}

function StampOne({ found }: { readonly found: RequestCase }) {
  const { request } = found;
  const say = useWords();
  const frame = useFrame();
  const now = useNow(frame);
  const queue = useQueue('stamp', request.requestId);
  const work = useStamping(request);
  const { stamping } = work;
  const precheck = useQuery({
    ...station.stamping.precheck.queryOptions({ input: { requestId: request.requestId } }),
    // While the key is at work, and after it, the list stays what it was.
    enabled: request.state === 'approved' && stamping.phase !== 'running' && stamping.phase !== 'done',
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const changed = precheck.data?.checks.find(({ code }) => code === 'DOC_CHANGED_SINCE_APPROVAL');
  const isChanged = changed !== undefined || (request.state === 'invalidated' && request.invalidBecause === 'document');
  const { draft } = request;
  return (
    <>
      <PageHead
        isWhite
        title={say('screen.stamp.title')}
        purpose={[draft.documentTitle, draft.documentNumber].filter(Boolean).join('　')}
        actions={
          queue.index >= 0 && queue.tasks.length > 1 ? (
            <span className="sk-stamp-place">
              {say('screen.stamp.place', { n: queue.index + 1, count: queue.tasks.length })}
            </span>
          ) : undefined
        }
      />
      {precheck.error && !precheck.data ? (
        <PageError error={precheck.error} reset={() => void precheck.refetch()} />
      ) : isChanged && stamping.phase !== 'done' ? (
        <ChangedPanel found={found} check={changed} now={now} next={queue.next} />
      ) : (
        <StampDesk
          found={found}
          work={work}
          checks={precheck.data?.checks}
          next={queue.next}
          unitName={frame?.unitName}
        />
      )}
    </>
  );
}

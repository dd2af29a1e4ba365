import { EyeOutlined } from '@ant-design/icons';
import { useState } from 'react';
import type { RequestView } from '#shared/contract/approvals.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import type { RequestCase } from '../../bridge/use-case.ts';
import { useQueue } from '../../bridge/use-queue.ts';
import { useFrame, useNow } from '../../bridge/use-station.ts';
import { errorText, useWords, type Say } from '../../bridge/words.ts';
import { ClauseTag } from '../../components/clause-tag.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { PageHead } from '../../components/panel.tsx';
import { usePlannedStamps } from '../../components/planned-stamps.tsx';
import { useRequestFacts } from '../../components/request-facts.tsx';
import { RequestStory } from '../../components/request-story.tsx';
import { shortSealName } from '../../components/seal-name.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { clockText, sayTime, span } from '../../components/time-words.ts';
import { Viewer } from '../../components/viewer/viewer.tsx';
import { useAttachments, useEmptyFields } from '../unseen-parts.ts';
import { Changes } from './changes.tsx';
import { Decided } from './decided.tsx';
import { DecisionFoot } from './decision-foot.tsx';
import { QueueButtons } from './queue-buttons.tsx';
import { PageCaption } from './page-caption.tsx';
import { useReadPages } from './use-read-pages.ts';
import './approve.css';

/** The document with what is to be stamped, the facts beside it, and the decision at the foot. */
export function Review({ found }: { readonly found: RequestCase }) {
  const { request, seal, document, pages } = found;
  const say = useWords();
  const frame = useFrame();
  const now = useNow(frame);
  const queue = useQueue('approve', request.requestId);
  const person = usePerson();
  const [decided, setDecided] = useState<RequestView | null>(null);
  const read = useReadPages(request.requestId, request.pagesToRead);
  const { overlay, thumbOverlay } = usePlannedStamps(
    request.draft.placements,
    shortSealName(say, seal.name, frame?.unitName),
  );
  const attachments = useAttachments(document.documentId);
  const emptyFields = useEmptyFields(document.documentId);
  const facts = useRequestFacts(found);
  const clause = frame?.profile?.clauses.approval ?? null;
  const step = seal.chain?.steps[request.decisions.length];
  const isMine = request.state === 'in-review' && (step?.approvers.includes(person.account) ?? false);
  const authority = {
    label: say('screen.approve.authority'),
    value: say('screen.approve.authorityText', { step: step?.name }),
    aside: <ClauseTag basis={clause === null ? 'product' : 'clause'} clause={clause ?? ''} />,
  };
  const waited = sayTime(say, span(now.getTime() - Date.parse(request.submittedAt)));
  const waiting = isMine
    ? { title: say('screen.approve.waitsForYou'), time: say('screen.approve.waited', { span: waited }) }
    : undefined;
  return (
    <>
      <PageHead
        isWhite
        title={request.draft.documentTitle}
        purpose={purposeOf(say, found, queue)}
        actions={<QueueButtons queue={queue} />}
      />
      <div className="sk-review sk-grow">
        <div className="sk-review-document">
          <Viewer
            address={`document/${document.documentId}`}
            format={document.format}
            pages={pages}
            attachments={attachments}
            emptyFields={emptyFields}
            overlay={overlay}
            thumbOverlay={thumbOverlay}
            caption={(page) => <PageCaption page={page} request={request} isSeen={read.seen.has(page)} />}
            {...(isMine && decided === null ? { onPageSeen: read.onPageSeen } : {})}
            tools={isMine && decided === null && <SeenState left={read.left} all={request.pagesToRead} />}
          />
        </div>
        <aside className="sk-review-side" aria-label={say('screen.approve.facts')}>
          <div className="sk-review-facts">
            <section>
              <h2>{say(isMine ? 'screen.approve.facts' : 'screen.approve.factsOnly')}</h2>
              <FactsList rows={isMine && step ? [...facts, authority] : facts} />
            </section>
            {request.draft.formerRequestId && <Changes requestId={request.requestId} />}
            <section>
              <h2>{say('screen.approve.story')}</h2>
              <RequestStory request={decided ?? request} now={now} waiting={decided ? undefined : waiting} />
            </section>
            {read.error && (
              <div className="sk-review-error">
                <ErrorLine error={errorText(toErrorShape(asStationError(read.error)))} />
                <button type="button" className="sk-link" onClick={read.again}>
                  {say('screen.components.error.again')}
                </button>
              </div>
            )}
          </div>
          <div className="sk-review-foot">
            {decided || !isMine ? (
              <Decided request={decided ?? request} seal={seal} next={queue.next} isFresh={decided !== null} />
            ) : (
              <DecisionFoot found={found} left={read.left} unitName={frame?.unitName} onDecided={setDecided} />
            )}
          </div>
        </aside>
      </div>
    </>
  );
}

function purposeOf(say: Say, { request }: RequestCase, { tasks, index }: ReturnType<typeof useQueue>) {
  const { draft, handler, approvalId, submittedAt } = request;
  const parts = [
    draft.documentNumber,
    say('screen.approve.from', { dept: draft.deptName, name: handler.name, time: clockText(new Date(submittedAt)) }),
    say('screen.approve.number', { approvalId }),
    index >= 0 && tasks.length > 1 && say('screen.approve.place', { n: index + 1, count: tasks.length }),
  ].filter((part) => typeof part === 'string');
  return parts.map((part) => (
    <span key={part} className="sk-review-part">
      {part}
    </span>
  ));
}

/** 该看的 2 页都已看过, or which pages were not on screen yet. */
function SeenState({ left, all }: { readonly left: readonly number[]; readonly all: readonly number[] }) {
  const say = useWords();
  return (
    <span role="status" className="sk-review-state">
      {left.length === 0 ? (
        <span className="sk-review-seen">
          <EyeOutlined aria-hidden /> {say('screen.approve.seenAll', { count: all.length })}
        </span>
      ) : (
        <StatusWord status="attention">{say('screen.approve.unseen', { pages: left.join('、') })}</StatusWord>
      )}
    </span>
  );
}

import { useCallback, useRef } from 'react';
import type { DeskTask } from '#shared/contract/desk.ts';
import type { EntryRow } from '#shared/contract/ledger.ts';
import type { PolicyCheck } from '#shared/policy/check.ts';
import { firstRefusal } from '#shared/policy/check.ts';
import { usePinQuestion } from '../../bridge/questions.ts';
import type { RequestCase } from '../../bridge/use-case.ts';
import { useDesk } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { PinDialog } from '../../components/pin-dialog.tsx';
import { usePlannedStamps } from '../../components/planned-stamps.tsx';
import { shortSealName } from '../../components/seal-name.ts';
import { Viewer, type ViewerHandle } from '../../components/viewer/viewer.tsx';
import { useAttachments, useEmptyFields } from '../unseen-parts.ts';
import { CheckList } from './check-list.tsx';
import { ContractSentence } from './contract-sentence.tsx';
import { StampFailure } from './stamp-failure.tsx';
import { StampFoot } from './stamp-foot.tsx';
import { StampedPanel } from './stamp-result.tsx';
import { UnfinishedPanel } from './unfinished-panel.tsx';
import type { useStamping } from './use-stamping.ts';

/** The sentence, the checks and the act at the left; the document at the right, stamped once it is. */
export function StampDesk(props: {
  readonly found: RequestCase;
  readonly work: ReturnType<typeof useStamping>;
  readonly checks: readonly PolicyCheck[] | undefined;
  readonly next: DeskTask | undefined;
  readonly unitName: string | null | undefined;
}) {
  const { found, work, checks, next, unitName } = props;
  const { request, document, seal, pages } = found;
  const { stamping, steps, start, takeUpAgain } = work;
  const say = useWords();
  const pin = usePinQuestion(({ requestId }) => requestId === request.requestId);
  const { overlay, thumbOverlay } = usePlannedStamps(request.draft.placements, shortSealName(say, seal.name, unitName));
  const attachments = useAttachments(document.documentId);
  const emptyFields = useEmptyFields(document.documentId);
  const entryNo = stampedAs(found, stamping);
  const first = useFirstStamp(found);
  const entry = useEntry(entryNo);
  const isUnfinished = request.state === 'executing' && stamping.phase === 'idle';
  const refusal = checks && firstRefusal(checks);
  const reason = reasonAgainst();
  return (
    <div className="sk-stamp-desk sk-grow">
      <div className="sk-stamp-side">
        {entryNo === null && <ContractSentence found={found} />}
        {entryNo !== null && (
          <StampedPanel
            {...{ found, entryNo, entry, next }}
            stampMs={stamping.phase === 'done' ? stamping.result.stampMs : null}
            isFresh={stamping.phase === 'done'}
          />
        )}
        {stamping.phase === 'failed' && (
          <StampFailure
            error={stamping.error}
            became={stamping.became}
            next={next}
            onAgain={start}
            onFinish={takeUpAgain}
          />
        )}
        {isUnfinished && <UnfinishedPanel entryNo={request.entryNo ?? ''} onFinish={takeUpAgain} />}
        {entryNo === null && stamping.phase !== 'failed' && !isUnfinished && (
          <div className="sk-stamp-checks">
            {checks ? <CheckList checks={checks} /> : <Skeleton lines={9} height={32} />}
          </div>
        )}
        {hasFoot() && (
          <StampFoot
            phase={stamping.phase}
            isAsked={pin.question !== null}
            isCancelled={stamping.phase === 'idle' && stamping.isCancelled}
            steps={entry?.isReceipted ? { ...steps, sync: 'done' } : steps}
            reason={reason}
            onStart={start}
          />
        )}
      </div>
      <div className="sk-stamp-document">
        {entryNo === null ? (
          <Viewer
            key="document"
            address={`document/${document.documentId}`}
            format={document.format}
            pages={pages}
            attachments={attachments}
            emptyFields={emptyFields}
            overlay={overlay}
            thumbOverlay={thumbOverlay}
            hasThumbs={false}
            ref={first.viewer}
            onOpened={first.show}
          />
        ) : (
          <Viewer
            key="entry"
            address={`entry/${entryNo}`}
            original="output"
            format={document.format}
            pages={pages}
            hasThumbs={false}
            ref={first.viewer}
            onOpened={first.show}
          />
        )}
      </div>
      <PinDialog
        question={pin.question}
        about={request.draft.documentTitle}
        act={say('screen.stamp.act')}
        no={say('screen.stamp.no')}
        onAnswer={pin.answer}
        onRefuse={pin.refuse}
      />
    </div>
  );

  /** A failure before the first step has no steps to show. */
  function hasFoot(): boolean {
    if (stamping.phase === 'failed') return Object.values(steps).some((state) => state !== 'todo');
    return stamping.phase !== 'idle' || (entryNo === null && !isUnfinished);
  }

  function reasonAgainst(): string | null {
    if (request.state !== 'approved')
      return say('screen.stamp.notNow', { state: say(`states.request.${request.state}`) });
    if (!checks) return say('screen.stamp.checking');
    return refusal ? say('screen.stamp.refused', { check: say(`checks.${refusal.check}`) }) : null;
  }
}

/** The page with the first stamp comes into view as soon as the document is open. */
function useFirstStamp({ request }: RequestCase) {
  const viewer = useRef<ViewerHandle>(null);
  const page = Math.min(...request.draft.placements.map((placement) => placement.page));
  const show = useCallback(() => viewer.current?.showPage(page), [page]);
  return { viewer, show };
}

/** The number under which the sealed file lies; null before there is one. */
function stampedAs({ request }: RequestCase, stamping: ReturnType<typeof useStamping>['stamping']): string | null {
  if (stamping.phase === 'done') return stamping.result.entryNo;
  return stamping.phase === 'idle' && request.state === 'consumed' ? request.entryNo : null;
}

/** The line of the register, among the newest ones; read again when the registry has receipted something. */
function useEntry(entryNo: string | null): EntryRow | undefined {
  const { summary } = useDesk();
  return entryNo === null ? undefined : summary?.entries.find((row) => row.entryNo === entryNo);
}

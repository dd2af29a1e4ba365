import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { RequestView } from '#shared/contract/approvals.ts';
import type { DeskTask } from '#shared/contract/desk.ts';
import type { SealView } from '#shared/contract/station.ts';
import { useWords } from '../../bridge/words.ts';
import { StatusIcon } from '../../components/status-word.tsx';

/** What was decided, and what happens next without the decider's doing. */
export function Decided(props: {
  readonly request: RequestView;
  readonly seal: SealView;
  readonly next: DeskTask | undefined;
  /** Decided just now, at this screen. */
  readonly isFresh: boolean;
}) {
  const { request, seal, next, isFresh } = props;
  const say = useWords();
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isFresh) heading.current?.focus();
  }, [isFresh]);
  const { state, approvedUntil } = request;
  const step = seal.chain?.steps[request.decisions.length];
  const words = state === 'in-review' ? 'inReview' : state === 'approved' || state === 'refused' ? state : 'other';
  const facts = {
    handler: request.handler.name,
    custodian: seal.custodianName,
    step: step?.name ?? '',
    until: approvedUntil?.slice(0, 10) ?? '',
    state: say(`states.request.${state}`),
    entryNo: request.entryNo ?? '',
  };
  return (
    <section className="sk-decided" role={isFresh ? 'status' : undefined}>
      <h2 ref={heading} tabIndex={-1}>
        <StatusIcon status={state === 'refused' ? 'neutral' : state === 'invalidated' ? 'attention' : 'ok'} />
        {say(`screen.approve.decided.${words}.title`, facts)}
      </h2>
      <p>{say(`screen.approve.decided.${words}.text`, facts)}</p>
      <div className="sk-row">
        {next && (
          <Button type="primary" onClick={() => void navigate({ to: '/approve/$id', params: { id: next.requestId } })}>
            {say('screen.approve.decided.next')}
            <span className="sk-unseen"> {next.title}</span>
          </Button>
        )}
        <Button onClick={() => void navigate({ to: '/approve' })}>{say('screen.approve.decided.list')}</Button>
      </div>
    </section>
  );
}

import { CloseCircleFilled } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { DeskTask } from '#shared/contract/desk.ts';
import { toErrorShape, type StationError } from '#shared/errors/station-error.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import type { Became } from './what-became.ts';

/** Why it failed, and first of all whether anything was signed. */
export function StampFailure(props: {
  readonly error: StationError;
  readonly became: Became;
  readonly next: DeskTask | undefined;
  readonly onAgain: () => void;
  readonly onFinish: () => void;
}) {
  const { error, became, next, onAgain, onFinish } = props;
  const say = useWords();
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const text = errorText(toErrorShape(error));
  const mayTryAgain = became.kind === 'nothing' || became.kind === 'voided';
  return (
    <section className="sk-stamp-failure" role="alert">
      <CloseCircleFilled className="sk-error-icon" aria-hidden />
      <div>
        <h2 className="sk-serif" ref={heading} tabIndex={-1}>
          {text.what}
        </h2>
        <p>
          <b>{say(`screen.stamp.became.${became.kind}`, { entryNo: became.entryNo })}</b>
        </p>
        <p>{text.why}</p>
        <p>{mayTryAgain ? text.next : say(`screen.stamp.becameNext.${became.kind}`)}</p>
        <div className="sk-row">
          {mayTryAgain && (
            <Button type="primary" onClick={onAgain}>
              {say('screen.stamp.again')}
            </Button>
          )}
          {became.kind === 'waiting' && (
            <Button type="primary" onClick={onFinish}>
              {say('screen.stamp.unfinished.finish')}
            </Button>
          )}
          {became.entryNo !== null && (
            <Button onClick={() => void navigate({ to: '/ledger', search: { entry: became.entryNo } })}>
              {say('screen.stamp.result.entry')}
            </Button>
          )}
          {next && (
            <Button onClick={() => void navigate({ to: '/stamp/$id', params: { id: next.requestId } })}>
              {say('screen.stamp.result.next')}
            </Button>
          )}
          <code className="sk-error-code">{text.code}</code>
        </div>
      </div>
    </section>
  );
}

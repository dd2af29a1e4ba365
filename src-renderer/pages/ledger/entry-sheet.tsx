import { CloseOutlined, FileTextOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { StationFrame } from '#shared/contract/desk.ts';
import { station } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import { useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { PageError } from '../page-error.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { EntryFacts, MoreFacts } from './entry-facts.tsx';
import { EntryProof } from './entry-proof.tsx';
import { EvidenceDialog } from './evidence-dialog.tsx';
import { EntryTimeline } from './entry-timeline.tsx';
import { SettleDialog } from './settle-dialog.tsx';
import './entry-sheet.css';

/** The whole story of one number. It stands beside the table and pushes it. */
export function EntrySheet(props: {
  readonly entryNo: string;
  readonly frame: StationFrame | undefined;
  /** The sealed file is being shown where the table was. */
  readonly isFileShown: boolean;
  readonly onFile: (isShown: boolean) => void;
  readonly onClose: () => void;
}) {
  const { entryNo, frame, isFileShown, onFile, onClose } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.entry.${key}`, facts);
  const { data: story, error, refetch } = useQuery(station.ledger.story.queryOptions({ input: { entryNo } }));
  const { roles } = usePerson();
  const mayCorrect = roles.includes('custodian');
  const mayProve = roles.includes('exporter') || roles.includes('auditor');
  const maySettle = story?.isUnsettled === true && (mayCorrect || roles.includes('head'));
  const [isSettling, setSettling] = useState(false);
  const [isCorrecting, setCorrecting] = useState(false);
  const [isProving, setProving] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Scrolling answers with a promise, which is no way to end an effect.
    void body.current?.scrollTo(0, 0);
  }, [entryNo]);
  const unitName = frame?.unitName ?? null;
  return (
    <aside
      className="sk-entry"
      aria-label={word('label', { entryNo })}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented && !isCorrecting && !isProving && !isSettling) onClose();
      }}
    >
      <header className="sk-entry-head">
        <div>
          <h2>{entryNo}</h2>
          <p className="sk-small sk-quiet">{story?.row.documentTitle}</p>
        </div>
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={word('close')}
          title={word('close')}
          onClick={onClose}
        />
      </header>
      <div className="sk-entry-body" ref={body} tabIndex={-1}>
        {error && !story && <PageError error={error} reset={() => void refetch()} />}
        {!error && !story && (
          <div className="sk-entry-part">
            <Skeleton lines={12} height={20} />
          </div>
        )}
        {story && (
          <>
            <EntryFacts story={story} unitName={unitName} />
            <EntryTimeline steps={story.steps} unitName={unitName} />
            <EntryProof story={story} profileTitle={frame?.profile?.shortTitle ?? story.facts.profileId ?? ''} />
            <MoreFacts story={story} />
          </>
        )}
      </div>
      {story && (story.hasFile || mayCorrect || mayProve || maySettle) && (
        <footer className="sk-entry-foot">
          {story.hasFile && (
            <Button icon={<FileTextOutlined />} onClick={() => onFile(!isFileShown)}>
              {word(isFileShown ? 'back' : 'open')}
            </Button>
          )}
          {mayProve && (
            <Button icon={<SafetyCertificateOutlined />} onClick={() => setProving(true)}>
              {say('screen.ledger.evidence.open')}
            </Button>
          )}
          {maySettle && (
            <Button type="primary" onClick={() => setSettling(true)}>
              {word('settle')}
            </Button>
          )}
          {mayCorrect && story.row.result !== 'void' && (
            <Button type="link" className="sk-entry-correct" onClick={() => setCorrecting(true)}>
              {word('correct')}
            </Button>
          )}
        </footer>
      )}
      {isProving && <EvidenceDialog entryNo={entryNo} onClose={() => setProving(false)} />}
      {isSettling && <SettleDialog entryNo={entryNo} onClose={() => setSettling(false)} />}
      {isCorrecting && <CorrectDialog entryNo={entryNo} onClose={() => setCorrecting(false)} />}
    </aside>
  );
}

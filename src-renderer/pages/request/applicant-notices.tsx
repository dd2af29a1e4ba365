import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ApplicantNotice } from '#shared/contract/approvals.ts';
import type { RequestState } from '#shared/model/request.ts';
import { queryClient, station } from '../../bridge/client.ts';
import { useWords, type Say } from '../../bridge/words.ts';
import { Panel } from '../../components/panel.tsx';
import { StatusWord, type Status } from '../../components/status-word.tsx';
import { moment, sayTime } from '../../components/time-words.ts';
import { useMend } from './own-requests.tsx';

const shown: Readonly<Partial<Record<RequestState, Status>>> = { approved: 'ok', consumed: 'ok', refused: 'refused' };
const mayMend = new Set<RequestState>(['refused', 'invalidated', 'expired']);

const isGood = ({ state }: ApplicantNotice): number => (shown[state] === 'ok' ? 1 : 0);

/** What became of requests since the applicant last looked; a refusal with its opinion. */
export function ApplicantNotices({
  now,
  onDraft,
}: {
  readonly now: Date;
  readonly onDraft: (draftId: string) => void;
}) {
  const say = useWords();
  const { data = [] } = useQuery(station.approvals.notices.queryOptions());
  const mend = useMend(onDraft);
  const noted = useMutation(
    station.approvals.noteRead.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: station.approvals.notices.key() }),
    }),
  );
  if (data.length === 0) return null;
  // What is not good stands first; the newest first among equals.
  const ordered = data.toSorted((a, b) => isGood(a) - isGood(b));
  return (
    <Panel title={say('screen.request.notices.title')} isFlush>
      <ul className="sk-plain sk-request-list">
        {ordered.map((notice) => (
          <li className="sk-request-row" key={`${notice.requestId} ${notice.state}`}>
            <StatusWord status={shown[notice.state] ?? 'attention'}>
              {say(`screen.request.notices.state.${notice.state}`)}
            </StatusWord>
            <div className="sk-request-row-words">
              <b>{notice.documentTitle}</b>
              <p>
                <span>{notice.approvalId}</span>
                <span>{noticeWords(say, notice, now)}</span>
              </p>
            </div>
            {mayMend.has(notice.state) && (
              <Button
                size="small"
                loading={mend.isPending}
                onClick={() => {
                  noted.mutate({ requestId: notice.requestId });
                  mend.mutate(notice.requestId);
                }}
              >
                {say('screen.request.mine.again')}
                <span className="sk-unseen"> {notice.documentTitle}</span>
              </Button>
            )}
            <Button size="small" type="text" onClick={() => noted.mutate({ requestId: notice.requestId })}>
              {say('screen.request.notices.noted')}
              <span className="sk-unseen"> {notice.documentTitle}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function noticeWords(say: Say, notice: ApplicantNotice, now: Date): string {
  const { state, decision, entryNo, invalidBecause } = notice;
  const at = decision ? sayTime(say, moment(new Date(decision.at), now)) : '';
  const facts = { name: decision?.name ?? '', at, opinion: decision?.opinion ?? '', entryNo: entryNo ?? '' };
  return say(`screen.request.notices.${invalidBecause === 'document' ? 'invalidatedDocument' : state}`, facts);
}

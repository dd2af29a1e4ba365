import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import type { RequestView } from '#shared/contract/approvals.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, station } from '../../bridge/client.ts';
import { useFrame, useNow } from '../../bridge/use-station.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Empty, Skeleton } from '../../components/empty.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { PageBody, PageHead, Panel } from '../../components/panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { OwnBatches } from '../batch/own-batches.tsx';
import { PageError } from '../page-error.tsx';
import { ApplicantNotices } from './applicant-notices.tsx';
import { DraftList } from './draft-list.tsx';
import { ChooseFiles, DropCurtain, useFileDrop } from './drop-files.tsx';
import { Editor } from './editor.tsx';
import { OwnRequests } from './own-requests.tsx';
import { Submitted } from './submitted.tsx';
import { useIncoming, type IncomingFiles } from './use-incoming.ts';
import './request.css';

/** 用印申请: files become drafts, a draft becomes a request; what became of earlier ones stands below. */
export function RequestPage() {
  const { draft: draftId } = useSearch({ from: '/request' });
  const navigate = useNavigate();
  const [submitted, setSubmitted] = useState<RequestView | null>(null);
  const open = useCallback(
    (next: string | undefined) => {
      setSubmitted(null);
      void navigate({ to: '/request', search: next === undefined ? {} : { draft: next } });
    },
    [navigate],
  );
  const incoming = useIncoming(open, draftId);
  const isOver = useFileDrop(incoming.take);
  const onSubmitted = useCallback(
    (request: RequestView) => {
      open(undefined);
      setSubmitted(request);
    },
    [open],
  );
  return (
    <>
      <DropCurtain isShown={isOver} />
      {draftId === undefined ? (
        <Start incoming={incoming} submitted={submitted} onOpen={open} onList={() => setSubmitted(null)} />
      ) : (
        <OpenDraft key={draftId} draftId={draftId} onLeave={() => open(undefined)} onSubmitted={onSubmitted} />
      )}
    </>
  );
}

function OpenDraft(props: {
  readonly draftId: string;
  readonly onLeave: () => void;
  readonly onSubmitted: (request: RequestView) => void;
}) {
  const { draftId, onLeave, onSubmitted } = props;
  const say = useWords();
  const once = { staleTime: Infinity, gcTime: 0 } as const;
  const view = useQuery({
    ...station.drafts.get.queryOptions({ input: { draftId } }),
    ...once,
    refetchOnMount: 'always' as const,
  });
  const documentId = view.data?.draft.documentId;
  const pages = useQuery({
    ...station.documents.pages.queryOptions({ input: { documentId: documentId ?? '' } }),
    ...once,
    enabled: documentId !== undefined,
  });
  const form = useQuery({ ...station.station.registerForm.queryOptions(), placeholderData: keepPreviousData });
  const error = view.error ?? pages.error ?? form.error;
  if (view.data && pages.data && form.data && !view.isFetching) {
    return <Editor view={view.data} pages={pages.data} form={form.data} onLeave={onLeave} onSubmitted={onSubmitted} />;
  }
  return (
    <>
      <PageHead
        isWhite
        title={say('screen.request.title')}
        purpose={say('screen.request.purpose')}
        actions={<Button onClick={onLeave}>{say('screen.request.another')}</Button>}
      />
      {error ? (
        <PageError error={error} reset={() => void Promise.all([view.refetch(), form.refetch()])} />
      ) : (
        <div className="sk-request sk-grow">
          <div className="sk-request-document" />
          <aside className="sk-request-form">
            <Skeleton lines={9} height={36} />
          </aside>
        </div>
      )}
    </>
  );
}

function Start(props: {
  readonly incoming: IncomingFiles;
  readonly submitted: RequestView | null;
  readonly onOpen: (draftId: string) => void;
  readonly onList: () => void;
}) {
  const { incoming, submitted, onOpen, onList } = props;
  const say = useWords();
  const navigate = useNavigate();
  const frame = useFrame();
  const now = useNow(frame);
  const form = useQuery(station.station.registerForm.queryOptions());
  const choose = (words: string) => (
    <ChooseFiles isPrimary onFiles={incoming.take}>
      {say(words)}
    </ChooseFiles>
  );
  return (
    <>
      <PageHead
        title={say('screen.request.title')}
        purpose={say('screen.request.purpose')}
        actions={
          <>
            <Button onClick={() => void navigate({ to: '/request/batch' })}>{say('screen.batch.request.link')}</Button>
            {submitted ? undefined : choose('screen.request.choose')}
          </>
        }
      />
      <PageBody>
        <div className="sk-request-start">
          {submitted && form.data ? (
            <Submitted
              request={submitted}
              form={form.data}
              actions={choose('screen.request.submit.done.another')}
              onList={onList}
            />
          ) : (
            <div className="sk-request-target">
              <Empty title={say('screen.request.empty.title')}>
                <p>{say('screen.request.empty.text')}</p>
                {form.data?.seals.length === 0 && (
                  <StatusWord status="attention">{say('screen.request.empty.noSeal')}</StatusWord>
                )}
              </Empty>
            </div>
          )}
          <IncomingList incoming={incoming} />
          <ApplicantNotices now={now} onDraft={onOpen} />
          <DraftList now={now} onOpen={onOpen} />
          <OwnBatches />
          <OwnRequests form={form.data} now={now} onDraft={onOpen} />
        </div>
      </PageBody>
    </>
  );
}

/** Files that are being taken in, and those that could not be, with the reason in three parts. */
function IncomingList({ incoming }: { readonly incoming: IncomingFiles }) {
  const say = useWords();
  const open = incoming.files.filter(({ state }) => state !== 'done');
  if (open.length === 0) return null;
  return (
    <Panel title={say('screen.request.incoming.title')} isFlush>
      <ul className="sk-plain sk-request-list">
        {open.map(({ id, fileName, state, error }) => (
          <li className="sk-request-row" key={id}>
            <StatusWord status={state === 'failed' ? 'refused' : 'waiting'}>
              {say(`screen.request.incoming.${state}`)}
            </StatusWord>
            <div className="sk-request-row-words">
              <b>{fileName}</b>
              {state === 'failed' && <ErrorLine error={errorText(toErrorShape(asStationError(error)))} />}
            </div>
            {state === 'failed' && (
              <Button size="small" onClick={() => incoming.dismiss(id)}>
                {say('screen.request.incoming.dismiss')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

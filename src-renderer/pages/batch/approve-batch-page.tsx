import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { memo, useState } from 'react';
import type { BatchFile, BatchView } from '#shared/contract/batches.ts';
import { client, station } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import { useCase, type RequestCase } from '../../bridge/use-case.ts';
import { useFrame } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { ArmedButton } from '../../components/armed-button.tsx';
import { Digest } from '../../components/digest.tsx';
import { Skeleton } from '../../components/empty.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { PageBody, PageHead } from '../../components/panel.tsx';
import { usePlannedStamps } from '../../components/planned-stamps.tsx';
import { shortSealName } from '../../components/seal-name.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { Viewer } from '../../components/viewer/viewer.tsx';
import { DecisionDialog } from '../approve/decision-dialog.tsx';
import { PageCaption } from '../approve/page-caption.tsx';
import { useReadPages } from '../approve/use-read-pages.ts';
import { PageError } from '../page-error.tsx';
import { useTold } from './use-told.ts';
import '../approve/approve.css';
import './batch.css';

/** 审批: a batch before its decider; what must be read is opened here, the rest is answered for by the list. */
export function ApproveBatchPage() {
  const { id: batchId } = useParams({ from: '/approve/batch/$id' });
  const say = useWords();
  const batch = useQuery(station.batches.get.queryOptions({ input: { batchId } }));
  const seals = useQuery({ ...station.station.seals.list.queryOptions(), placeholderData: keepPreviousData });
  if (batch.error && !batch.data) return <PageError error={batch.error} reset={() => void batch.refetch()} />;
  const seal = seals.data?.find(({ esId }) => esId === batch.data?.sealEsId);
  if (batch.data && seal) {
    return <ApproveBatch key={batchId} batch={batch.data} sealName={seal.name} again={() => void batch.refetch()} />;
  }
  return (
    <>
      <PageHead isWhite title={say('screen.approve.title')} />
      <PageBody>
        <Skeleton lines={8} height={40} />
      </PageBody>
    </>
  );
}

function ApproveBatch(props: { readonly batch: BatchView; readonly sealName: string; readonly again: () => void }) {
  const { batch, sealName, again } = props;
  const { list, title, batchNo, handler, files } = batch;
  const say = useWords();
  const [chosen, setChosen] = useState(() => list.find(({ unread }) => unread.length > 0)?.position ?? 1);
  const file = list[chosen - 1]!;
  const left = list.filter(({ unread }) => unread.length > 0);
  const next = left.find(({ position }) => position !== chosen);
  return (
    <>
      <PageHead
        isWhite
        title={say('screen.batch.approve.title', { title })}
        purpose={say('screen.batch.approve.purpose', {
          batchNo,
          dept: handler.deptName,
          name: handler.name,
          files,
          seal: sealName,
        })}
        actions={next && <Button onClick={() => setChosen(next.position)}>{say('screen.batch.approve.next')}</Button>}
      />
      <div className="sk-review sk-grow">
        <nav className="sk-batch-files" aria-label={say('screen.batch.list')}>
          <ul className="sk-plain">
            {list.map((one) => (
              <li key={one.position}>
                <FileButton file={one} isChosen={one.position === chosen} onChoose={setChosen} />
              </li>
            ))}
          </ul>
        </nav>
        <div className="sk-review-document">
          <FileReading key={file.requestId} file={file} sealName={sealName} onRead={again} />
        </div>
        <aside className="sk-review-side" aria-label={say('screen.batch.approve.facts')}>
          <div className="sk-review-facts">
            <BatchFacts batch={batch} />
          </div>
          <div className="sk-review-foot">
            <BatchFoot batch={batch} sealName={sealName} left={left.length} />
          </div>
        </aside>
      </div>
    </>
  );
}

/** Drawn anew when something about its own file changes; there may be a thousand of them. */
const FileButton = memo(function FileButton(props: {
  readonly file: BatchFile;
  readonly isChosen: boolean;
  readonly onChoose: (position: number) => void;
}) {
  const { file, isChosen, onChoose } = props;
  const say = useWords();
  const { position, title, mustRead, unread, hasNotice } = file;
  return (
    <button type="button" className="sk-batch-pick" aria-current={isChosen} onClick={() => onChoose(position)}>
      <span>{position}</span>
      <span className="sk-batch-pick-words">{title}</span>
      {mustRead && unread.length > 0 && (
        <StatusWord status="attention">{say(`screen.batch.approve.${hasNotice ? 'notice' : 'must'}`)}</StatusWord>
      )}
      {mustRead && unread.length === 0 && <StatusWord status="ok">{say('screen.batch.approve.seen')}</StatusWord>}
      {!mustRead && <span className="sk-quiet sk-small">{say('screen.batch.approve.rest')}</span>}
    </button>
  );
});

function FileReading(props: { readonly file: BatchFile; readonly sealName: string; readonly onRead: () => void }) {
  const { file, sealName, onRead } = props;
  const { found, error, again } = useCase(file.requestId);
  if (error && !found) return <PageError error={error} reset={again} />;
  if (!found) return <Skeleton lines={8} height={40} />;
  return <FilePages found={found} file={file} sealName={sealName} onRead={onRead} />;
}

function FilePages(props: {
  readonly found: RequestCase;
  readonly file: BatchFile;
  readonly sealName: string;
  readonly onRead: () => void;
}) {
  const { found, file, sealName, onRead } = props;
  const { request, document, pages } = found;
  const say = useWords();
  const frame = useFrame();
  const read = useReadPages(request.requestId, file.mustRead ? request.pagesToRead : []);
  const { overlay, thumbOverlay } = usePlannedStamps(
    request.draft.placements,
    shortSealName(say, sealName, frame?.unitName),
  );
  const unread = file.unread.filter((page) => !read.seen.has(page));
  // The list is asked for again once the last page of the file has reached the station.
  const isDone = file.unread.length > 0 && unread.length === 0;
  useTold(isDone, onRead);
  return (
    <Viewer
      address={`document/${document.documentId}`}
      format={document.format}
      pages={pages}
      overlay={overlay}
      thumbOverlay={thumbOverlay}
      caption={(page) => <PageCaption page={page} request={request} isSeen={!unread.includes(page)} />}
      {...(request.state === 'in-review' ? { onPageSeen: read.onPageSeen } : {})}
      tools={
        unread.length > 0 && (
          <span role="status" className="sk-review-state">
            <StatusWord status="attention">{say('screen.approve.unseen', { pages: unread.join('、') })}</StatusWord>
          </span>
        )
      }
    />
  );
}

function BatchFacts({ batch }: { readonly batch: BatchView }) {
  const say = useWords();
  const { common, handler, listSm3 } = batch;
  const label = (name: string): string => say(`screen.batch.approve.${name}`);
  return (
    <section>
      <h2>{label('facts')}</h2>
      <FactsList
        rows={[
          { label: label('reason'), value: common.reason },
          { label: label('handler'), value: handler.name },
          { label: label('copies'), value: String(common.copies) },
          { label: label('listSm3'), value: <Digest hex={listSm3} /> },
        ]}
      />
      <p className="sk-note">{label('rule')}</p>
    </section>
  );
}

function BatchFoot(props: { readonly batch: BatchView; readonly sealName: string; readonly left: number }) {
  const { batch, sealName, left } = props;
  const { batchId, title, files, list, counts } = batch;
  const say = useWords();
  const person = usePerson();
  const [open, setOpen] = useState<'approve' | 'refuse' | null>(null);
  const [isAttested, setAttested] = useState(false);
  const rest = list.filter(({ mustRead }) => !mustRead).length;
  const mayDecide = person.roles.includes('approver') || person.roles.includes('head');
  if (!counts['in-review'] || !mayDecide) return <p className="sk-quiet">{say('screen.batch.approve.decided')}</p>;
  const act = say('screen.batch.approve.act', { files, seal: sealName });
  const reason =
    left > 0
      ? say('screen.batch.approve.readFirst', { count: left })
      : rest > 0 && !isAttested
        ? say('screen.batch.approve.attestFirst')
        : undefined;
  return (
    <>
      {left === 0 && (
        <StatusWord status="ok">{say('screen.batch.approve.readAll', { count: files - rest })}</StatusWord>
      )}
      {rest > 0 && (
        <Checkbox checked={isAttested} onChange={(event) => setAttested(event.target.checked)}>
          {say('screen.batch.approve.attest', { count: rest })}
        </Checkbox>
      )}
      <ArmedButton isBlock onAct={() => setOpen('approve')} disabledReason={reason}>
        {act}
      </ArmedButton>
      <div className="sk-row sk-spread">
        <Button onClick={() => setOpen('refuse')}>{say('screen.approve.refuse')}</Button>
        <span className="sk-note">{say('screen.approve.thenPassword')}</span>
      </div>
      {open && (
        <DecisionDialog
          decision={open}
          title={title}
          act={act}
          sealName={sealName}
          onClose={() => setOpen(null)}
          onSend={(said) => client.batches.decide({ batchId, attestsRest: isAttested, ...said })}
        />
      )}
    </>
  );
}

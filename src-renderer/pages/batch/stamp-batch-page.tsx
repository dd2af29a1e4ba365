import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { BatchRun, BatchView } from '#shared/contract/batches.ts';
import { firstRefusal } from '#shared/policy/check.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, client, queryClient, station } from '../../bridge/client.ts';
import { usePinQuestion } from '../../bridge/questions.ts';
import { useFrame, useNow } from '../../bridge/use-station.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ArmedButton } from '../../components/armed-button.tsx';
import { Banner } from '../../components/banner.tsx';
import { Skeleton } from '../../components/empty.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { PageBody, PageHead, Panel } from '../../components/panel.tsx';
import { PinDialog } from '../../components/pin-dialog.tsx';
import { moment, sayTime } from '../../components/time-words.ts';
import { PageError } from '../page-error.tsx';
import { CheckList } from '../stamp/check-list.tsx';
import { fileRows } from './file-rows.ts';
import { FileTable } from './file-table.tsx';
import { ShownFile } from './shown-file.tsx';
import { SaveBatchReport } from './save-batch-report.tsx';
import { RunProgress } from './run-progress.tsx';
import './batch.css';

/** 用印: an approved batch before its custodian; one PIN, and what became of each file. */
export function StampBatchPage() {
  const { id: batchId } = useParams({ from: '/stamp/batch/$id' });
  const say = useWords();
  const batch = useQuery(station.batches.get.queryOptions({ input: { batchId } }));
  const run = useQuery(station.batches.run.queryOptions({ input: { batchId } }));
  if (batch.error && !batch.data) return <PageError error={batch.error} reset={() => void batch.refetch()} />;
  if (batch.data && run.data !== undefined) return <StampBatch key={batchId} batch={batch.data} run={run.data} />;
  return (
    <>
      <PageHead title={say('screen.stamp.title')} />
      <PageBody>
        <Skeleton lines={8} height={36} />
      </PageBody>
    </>
  );
}

function StampBatch({ batch, run }: { readonly batch: BatchView; readonly run: BatchRun | null }) {
  const { batchId, title, batchNo, list, decisions } = batch;
  const say = useWords();
  const frame = useFrame();
  const now = useNow(frame);
  const seals = useQuery({ ...station.station.seals.list.queryOptions(), placeholderData: keepPreviousData });
  const sealName = seals.data?.find(({ esId }) => esId === batch.sealEsId)?.name ?? '';
  const pin = usePinQuestion(({ requestId }) => requestId === batchId);
  const open = list.filter(({ state }) => state === 'approved').length;
  const isRunning = run !== null && run.end === null;
  const precheck = useQuery({
    ...station.batches.precheck.queryOptions({ input: { batchId } }),
    enabled: open > 0 && !isRunning,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const stamp = useMutation({
    mutationFn: () => client.batches.stamp({ batchId }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: station.batches.key() }),
  });
  const nowMs = useTicking(isRunning, now);
  const stop = useMutation(station.batches.stop.mutationOptions());
  const rows = useMemo(() => fileRows(list, run), [list, run]);
  const last = decisions.at(-1);
  const refusal = precheck.data && !precheck.data.mayStamp ? firstRefusal(precheck.data.checks) : undefined;
  const reason = precheck.data
    ? refusal && say('screen.stamp.refused', { check: say(`checks.${refusal.check}`) })
    : say('screen.stamp.checking');
  return (
    <>
      <PageHead
        title={say('screen.batch.stamp.title', { title, count: batch.files })}
        purpose={say('screen.batch.stamp.purpose', {
          batchNo,
          name: last?.name ?? '',
          at: last ? sayTime(say, moment(new Date(last.at), now)) : '',
          seal: sealName,
        })}
        actions={
          isRunning ? (
            <Button disabled={run.isStopping} onClick={() => stop.mutate({ batchId })}>
              {say(run.isStopping ? 'screen.batch.stamp.stopping' : 'screen.batch.stamp.stop')}
            </Button>
          ) : (
            <>
              {open < list.length && <SaveBatchReport batchId={batchId} batchNo={batchNo} />}
              {open > 0 && (
                <ArmedButton onAct={() => stamp.mutate()} isBusy={stamp.isPending} disabledReason={reason || undefined}>
                  {say(run === null ? 'screen.batch.stamp.start' : 'screen.batch.stamp.goOn', { count: open })}
                </ArmedButton>
              )}
            </>
          )
        }
      />
      <PageBody>
        <div className="sk-batch">
          <div className="sk-batch-main">
            {stamp.error && <ErrorLine error={errorText(toErrorShape(asStationError(stamp.error)))} />}
            {!isRunning && run?.end && !stamp.error && <RunEnd run={run} />}
            {run && run.files > 0 && <RunProgress run={run} nowMs={nowMs} />}
            {!isRunning && precheck.data && refusal && <CheckList checks={precheck.data.checks} />}
            <Panel isFlush>
              <FileTable rows={rows} />
            </Panel>
          </div>
          <ShownFile rows={rows} run={run} />
        </div>
      </PageBody>
      <PinDialog
        question={pin.question}
        about={title}
        act={say('screen.batch.stamp.start', { count: pin.question?.batch?.documents ?? open })}
        no={say('screen.batch.stamp.no')}
        onAnswer={pin.answer}
        onRefuse={pin.refuse}
      />
    </>
  );
}

/** More than so many numbers nobody looks up one by one. */
const mostNamed = 8;

function RunEnd({ run }: { readonly run: BatchRun }) {
  const say = useWords();
  const refused = run.results.filter(({ refusal }) => refusal !== null);
  const isWhole = run.end === 'finished' && refused.length === 0;
  const error = run.error && errorText(run.error);
  const isFailed = run.end === 'failed';
  // Somebody thought better of it: nothing was refused.
  const isCancelled = run.error?.code === 'TOKEN_PIN_CANCELLED';
  return (
    <Banner status={isCancelled || !isFailed ? (isWhole ? 'ok' : 'attention') : 'refused'}>
      {error && `${error.what}${error.next}`}
      {!isCancelled && say(`screen.batch.stamp.end.${run.end}`)}
      {refused.length > 0 &&
        say(refused.length > mostNamed ? 'screen.batch.stamp.refusedMany' : 'screen.batch.stamp.refusedAt', {
          count: refused.length,
          positions: refused.map(({ position }) => position).join(say('screen.batch.stamp.and')),
        })}
    </Banner>
  );
}

/** The station's clock, a second at a time while a run is at work. */
function useTicking(isRunning: boolean, now: Date): number {
  const [passedMs, setPassed] = useState(0);
  const startMs = now.getTime();
  useEffect(() => {
    setPassed(0);
    if (!isRunning) return undefined;
    const begun = performance.now();
    const timer = setInterval(() => setPassed(performance.now() - begun), 1_000);
    return () => clearInterval(timer);
  }, [isRunning, startMs]);
  return startMs + passedMs;
}

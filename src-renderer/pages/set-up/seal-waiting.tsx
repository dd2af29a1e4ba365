import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { SealProgressView } from '#shared/contract/set-up.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, client, queryClient } from '../../bridge/client.ts';
import { usePinQuestion } from '../../bridge/questions.ts';
import { useWords } from '../../bridge/words.ts';
import { FactsList, type FactRow } from '../../components/facts-list.tsx';
import { PinDialog } from '../../components/pin-dialog.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { Timeline, type TimelineItem } from '../../components/timeline.tsx';
import { KeyFailure } from './key-failure.tsx';
import { StepFoot, StepPanel } from './step-foot.tsx';
import { patienceOf, sealStepStates, type SealStepState } from './waiting-steps.ts';
import { changePerson } from './who-goes-on.tsx';

const rings = { done: 'done', now: 'now', todo: 'stopped', stopped: 'stopped' } as const;

/** How far the seal is, what one waits for, and what one can do about it. */
export function SealWaiting(props: { readonly progress: SealProgressView; readonly isCustodian: boolean }) {
  const say = useWords();
  const { progress, isCustodian } = props;
  const { order, caseId, esId, isRegistrySilent } = progress;
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.setUp.waiting.${key}`, facts);
  const seal = order?.sealName ?? '';
  const name = order?.custodian.name ?? '';
  const patience = patienceOf(progress);
  const write = useMutation({
    mutationFn: () => client.setUp.writeSeal(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [['setUp', 'sealProgress']] }),
  });
  const pin = usePinQuestion(({ purpose }) => purpose === 'certificate-request');
  const failure = write.error && toErrorShape(asStationError(write.error));

  const items = sealStepStates(progress).map(({ step, state }: SealStepState): TimelineItem => ({
    key: step,
    state: rings[state],
    title: word(`step.${step}`),
    time: word(`state.${state}`),
  }));
  const facts: FactRow[] = [
    ...(caseId === null
      ? []
      : [{ label: word('case'), value: <span className="sk-mono sk-setup-case">{caseId}</span> }]),
    ...(esId === null ? [] : [{ label: word('numberLabel'), value: <span className="sk-mono">{esId}</span> }]),
    ...(order === null || order.tokenSerial === ''
      ? []
      : [{ label: word('serialLabel'), value: <span className="sk-mono">{order.tokenSerial}</span> }]),
  ];
  return (
    <StepPanel title={word('title', { seal })} note={word('note')}>
      <div className="sk-setup-body">
        <p className="sk-setup-patience" role="status">
          {word(`patience.${patience}`, { name })}
        </p>
        {isRegistrySilent && <StatusWord status="attention">{word('silent')}</StatusWord>}
        <Timeline items={items} />
        {facts.length > 0 && <FactsList rows={facts} />}
        {caseId !== null && <p className="sk-note">{word('tell')}</p>}
        <StepFoot error={failure && <KeyFailure failure={failure} />}>
          {patience === 'delivered' && !isCustodian && (
            <Button type="primary" onClick={changePerson}>
              {word('toCustodian', { name })}
            </Button>
          )}
          {patience === 'made' && (
            <Button type="primary" loading={write.isPending && pin.question === null} onClick={() => write.mutate()}>
              {word('write')}
            </Button>
          )}
        </StepFoot>
      </div>
      <PinDialog
        question={pin.question}
        about={word('writeAbout', { seal })}
        act={word('write')}
        no={word('writeNo')}
        onAnswer={pin.answer}
        onRefuse={pin.refuse}
      />
    </StepPanel>
  );
}

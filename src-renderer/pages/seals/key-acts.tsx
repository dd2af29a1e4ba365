import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { KeyCareView, SealView } from '#shared/contract/station.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, client, queryClient, station } from '../../bridge/client.ts';
import { usePinQuestion } from '../../bridge/questions.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { PinChangeDialog } from '../../components/pin-change-dialog.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { PinApplication } from './pin-application.tsx';
import { SelfTest } from './self-test.tsx';

/** What a custodian does for his own key: change the PIN, or apply for it where the regulation wants that; test it. */
export function KeyActs(props: {
  readonly seal: SealView;
  readonly care: KeyCareView;
  readonly unitName: string | null | undefined;
  readonly isPlugged: boolean;
}) {
  const { seal, care, unitName, isPlugged } = props;
  const say = useWords();
  const word = (key: string): string => say(`screen.seals.care.${key}`);
  const [open, setOpen] = useState<'application' | 'test' | null>(null);
  const [done, setDone] = useState<'changed' | 'tested' | null>(null);
  const question = usePinQuestion(({ kind }) => kind === 'pin-change');
  const change = useMutation({
    mutationFn: () => client.station.key.changePin({ esId: seal.esId }),
    onSuccess: async () => {
      setDone('changed');
      await queryClient.invalidateQueries({ queryKey: station.station.key.key() });
      await queryClient.invalidateQueries({ queryKey: station.stamping.key() });
    },
  });
  const error = change.error && asStationError(change.error);
  const isBySelf = care.change.mode === 'self';
  return (
    <>
      {done !== null && <StatusWord status="ok">{word(done)}</StatusWord>}
      {error && error.code !== 'TOKEN_PIN_CANCELLED' && <ErrorLine error={errorText(toErrorShape(error))} />}
      <div className="sk-row">
        {isBySelf ? (
          <Button
            disabled={!isPlugged}
            loading={change.isPending && question.question === null}
            onClick={() => {
              setDone(null);
              change.mutate();
            }}
          >
            {word('changePin')}
          </Button>
        ) : (
          <Button onClick={() => setOpen('application')}>{word('apply')}</Button>
        )}
        <Button disabled={!isPlugged} onClick={() => setOpen('test')}>
          {word('test')}
        </Button>
      </div>
      {!isPlugged && <p className="sk-note">{word('plugFirst')}</p>}
      <PinChangeDialog
        question={question.question}
        about={seal.name}
        onAnswer={question.answerChange}
        onRefuse={question.refuse}
      />
      {open === 'application' && (
        <PinApplication seal={seal} rule={care.change} unitName={unitName} onClose={() => setOpen(null)} />
      )}
      {open === 'test' && (
        <SelfTest
          seal={seal}
          onClose={() => setOpen(null)}
          onTested={() => {
            setOpen(null);
            setDone('tested');
          }}
        />
      )}
    </>
  );
}

import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { SealView } from '#shared/contract/station.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, client, queryClient, station } from '../../bridge/client.ts';
import { usePinQuestion } from '../../bridge/questions.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';
import { PinDialog } from '../../components/pin-dialog.tsx';

/** 密钥自检: a use of the key like any other, so the custodian shows once more who he is; then the PIN is asked. */
export function SelfTest(props: {
  readonly seal: SealView;
  readonly onTested: () => void;
  readonly onClose: () => void;
}) {
  const { seal, onTested, onClose } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.seals.care.testDialog.${key}`, facts);
  const [password, setPassword] = useState('');
  const pin = usePinQuestion(({ purpose }) => purpose === 'self-test');
  const test = useMutation({
    mutationFn: () => client.station.key.selfTest({ esId: seal.esId, password }),
    onSuccess: async () => {
      onTested();
      await queryClient.invalidateQueries({ queryKey: station.station.key.key() });
      await queryClient.invalidateQueries({ queryKey: station.stamping.key() });
    },
  });
  const error = test.error && asStationError(test.error);
  return (
    <>
      <Modal
        open={pin.question === null}
        onCancel={() => !test.isPending && onClose()}
        title={word('title')}
        width={480}
        footer={null}
        maskClosable={false}
      >
        <form
          className="sk-suspend"
          onSubmit={(event) => {
            event.preventDefault();
            if (password !== '') test.mutate();
          }}
        >
          <p>{word('text')}</p>
          <Field label={word('password')}>
            <Input.Password
              value={password}
              maxLength={200}
              autoFocus
              autoComplete="off"
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
          {error && error.code !== 'TOKEN_PIN_CANCELLED' && <ErrorLine error={errorText(toErrorShape(error))} />}
          <footer>
            <Button onClick={onClose} disabled={test.isPending}>
              {word('no')}
            </Button>
            <Button type="primary" htmlType="submit" loading={test.isPending} disabled={password === ''}>
              {word('yes')}
            </Button>
          </footer>
        </form>
      </Modal>
      <PinDialog
        question={pin.question}
        about={word('about', { seal: seal.name })}
        act={word('act')}
        no={word('no')}
        onAnswer={pin.answer}
        onRefuse={pin.refuse}
      />
    </>
  );
}

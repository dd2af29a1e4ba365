import { useMutation } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { correctableFields } from '#shared/model/correctable-fields.ts';
import { asStationError, queryClient, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';

/** Adds a correction; somebody who decides consents at the same screen. */
export function CorrectDialog({ entryNo, onClose }: { readonly entryNo: string; readonly onClose: () => void }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.correct.${key}`, facts);
  const [field, setField] = useState<(typeof correctableFields)[number]>('remark');
  const [value, setValue] = useState('');
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const correct = useMutation({
    ...station.ledger.correct.mutationOptions(),
    onSuccess: (story) => {
      queryClient.setQueryData(station.ledger.story.queryKey({ input: { entryNo } }), story);
      onClose();
    },
    onSettled: () => setPassword(''),
  });
  const hint = (key: string, isMissing: boolean) =>
    isTried && isMissing ? ({ status: 'refused', text: word(key) } as const) : undefined;
  const act = (): void => {
    setTried(true);
    if (value.trim() === '' || account === '' || password === '') return;
    correct.mutate({ entryNo, field, value, consent: { account, password } });
  };
  return (
    <Modal
      open
      title={word('title', { entryNo })}
      okText={word('act')}
      cancelText={word('cancel')}
      confirmLoading={correct.isPending}
      onOk={act}
      onCancel={onClose}
    >
      <form
        className="sk-entry-form"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        <p className="sk-small sk-quiet">{word('text')}</p>
        <Field label={word('field')}>
          <Select
            aria-label={word('field')}
            value={field}
            options={correctableFields.map((name) => ({ value: name, label: say(`screen.ledger.entry.${name}`) }))}
            onChange={setField}
          />
        </Field>
        <Field label={word('value')} hint={hint('valueNeeded', value.trim() === '')}>
          <Input value={value} maxLength={500} autoFocus onChange={(event) => setValue(event.target.value)} />
        </Field>
        <Field label={word('consentBy')} hint={hint('consentNeeded', account === '' || password === '')}>
          <Input
            value={account}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => setAccount(event.target.value)}
          />
        </Field>
        <Field label={word('password')}>
          <Input.Password
            value={password}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        {correct.error && <ErrorLine error={errorText(toErrorShape(asStationError(correct.error)))} />}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}

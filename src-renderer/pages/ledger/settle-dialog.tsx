import { useMutation } from '@tanstack/react-query';
import { Input, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import type { SettlementFinding } from '#shared/model/correctable-fields.ts';
import { asStationError, client, queryClient, station } from '../../bridge/client.ts';
import { upload } from '../../bridge/resources.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';

/** 核定: what became of an outcome nobody knew. Two persons answer for it, and the entry itself stays as it is. */
export function SettleDialog({ entryNo, onClose }: { readonly entryNo: string; readonly onClose: () => void }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.settle.${key}`, facts);
  const [finding, setFinding] = useState<SettlementFinding>('no-signature-found');
  const [file, setFile] = useState<File | null>(null);
  const [statement, setStatement] = useState('');
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const fileId = useId();
  const isFound = finding === 'signature-found';
  const settle = useMutation({
    mutationFn: async () => {
      const evidence = isFound && file ? { uploadId: (await upload(file)).uploadId } : {};
      return client.ledger.settle({
        entryNo,
        statement: statement.trim(),
        consent: { account, password },
        ...evidence,
      });
    },
    onSuccess: (story) => {
      queryClient.setQueryData(station.ledger.story.queryKey({ input: { entryNo } }), story);
      onClose();
    },
    onSettled: () => setPassword(''),
  });
  const hint = (key: string, isMissing: boolean) =>
    isTried && isMissing ? ({ status: 'refused', text: word(key) } as const) : undefined;
  const isReady = statement.trim().length >= 4 && account !== '' && password !== '' && (!isFound || file !== null);
  const act = (): void => {
    setTried(true);
    if (isReady && !settle.isPending) settle.mutate();
  };
  return (
    <Modal
      open
      title={word('title', { entryNo })}
      okText={word('act')}
      cancelText={word('cancel')}
      confirmLoading={settle.isPending}
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
        <Radio.Group
          name="finding"
          value={finding}
          options={(['no-signature-found', 'signature-found'] as const).map((name) => ({
            value: name,
            label: word(`finding.${name}`),
          }))}
          onChange={(event) => setFinding(event.target.value as SettlementFinding)}
        />
        <p className="sk-small sk-quiet">{word(`follows.${finding}`)}</p>
        {isFound && (
          <Field label={word('file')} hint={hint('fileNeeded', file === null)}>
            <input
              id={fileId}
              type="file"
              accept=".pdf,.ofd"
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
          </Field>
        )}
        <Field label={word('statement')} hint={hint('statementNeeded', statement.trim().length < 4)}>
          <Input.TextArea
            value={statement}
            rows={2}
            maxLength={500}
            onChange={(event) => setStatement(event.target.value)}
          />
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
        {settle.error && <ErrorLine error={errorText(toErrorShape(asStationError(settle.error)))} />}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}

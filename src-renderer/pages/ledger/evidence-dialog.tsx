import { useMutation } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, station } from '../../bridge/client.ts';
import { saveResource } from '../../bridge/resources.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';

/** Asks what the evidence is for, and saves it. */
export function EvidenceDialog({ entryNo, onClose }: { readonly entryNo: string; readonly onClose: () => void }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.evidence.${key}`, facts);
  const [purpose, setPurpose] = useState('');
  const [isTried, setTried] = useState(false);
  const isNamed = purpose.trim().length >= 2;
  const save = useMutation({
    ...station.ledger.evidence.mutationOptions(),
    onSuccess: async ({ exportId, fileName }) => {
      if (exportId !== null) await saveResource(`export/${exportId}`, fileName);
      onClose();
    },
  });
  const act = (): void => {
    setTried(true);
    if (isNamed) save.mutate({ entryNo, purpose });
  };
  return (
    <Modal
      open
      title={word('title', { entryNo })}
      okText={word('act')}
      cancelText={word('cancel')}
      confirmLoading={save.isPending}
      onOk={act}
      onCancel={onClose}
    >
      <div className="sk-entry-form">
        <p className="sk-small sk-quiet">{word('text')}</p>
        <Field
          label={word('purpose')}
          hint={isTried && !isNamed ? { status: 'refused', text: word('purposeNeeded') } : undefined}
        >
          <Input
            value={purpose}
            maxLength={200}
            autoFocus
            onChange={(event) => setPurpose(event.target.value)}
            onPressEnter={act}
          />
        </Field>
        <p className="sk-note">{word('logged')}</p>
        {save.error && <ErrorLine error={errorText(toErrorShape(asStationError(save.error)))} />}
      </div>
    </Modal>
  );
}

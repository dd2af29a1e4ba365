import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { SealView } from '#shared/contract/station.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, client } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ArmedButton } from '../../components/armed-button.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';

const quickReasons = ['lost', 'stolen', 'pin', 'foreign'] as const;
const longestReason = 300;

/** 紧急停用, one confirmation deep. Suspicion is enough; the reason may be short. */
export function SuspendDialog({ seal, onClose }: { readonly seal: SealView; readonly onClose: () => void }) {
  const say = useWords();
  const [reason, setReason] = useState('');
  const suspend = useMutation({
    mutationFn: () => client.station.seals.suspend({ esId: seal.esId, reason: reason.trim() }),
    onSuccess: onClose,
  });
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.seals.dialog.${key}`, facts);
  return (
    <Modal
      open
      onCancel={() => !suspend.isPending && onClose()}
      title={word('title')}
      width={480}
      footer={null}
      maskClosable={false}
    >
      <div className="sk-suspend">
        <p>{word('text', { seal: seal.name })}</p>
        <Field label={word('reason')}>
          <Input.TextArea
            value={reason}
            maxLength={longestReason}
            rows={2}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className="sk-row" role="group" aria-label={word('quick')}>
          {quickReasons.map((name) => (
            <Button key={name} size="small" onClick={() => setReason(word(`reasons.${name}`))}>
              {word(`reasons.${name}`)}
            </Button>
          ))}
        </div>
        {suspend.error && <ErrorLine error={errorText(toErrorShape(asStationError(suspend.error)))} />}
        <footer>
          <Button onClick={onClose} disabled={suspend.isPending}>
            {word('no')}
          </Button>
          <ArmedButton
            isDanger
            isBusy={suspend.isPending}
            onAct={() => suspend.mutate()}
            disabledReason={reason.trim().length < 2 ? word('reasonFirst') : undefined}
          >
            {word('yes')}
          </ArmedButton>
        </footer>
      </div>
    </Modal>
  );
}

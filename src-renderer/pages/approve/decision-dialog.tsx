import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal, type InputRef } from 'antd';
import { useRef, useState, type KeyboardEvent } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ArmedButton } from '../../components/armed-button.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';

const quickPhrases = ['amount', 'number', 'attachment', 'seal', 'place'] as const;
const longestOpinion = 500;

/** What a decider says, with the password that says who he is. */
export interface Said {
  readonly decision: 'approve' | 'refuse';
  readonly opinion: string;
  readonly password: string;
}

/** Asks who is there once more, names the act, and says whose key will sign the decision. */
export function DecisionDialog(props: {
  readonly decision: 'approve' | 'refuse';
  /** What is decided: the title of a document, or of a batch. */
  readonly title: string;
  readonly act: string;
  readonly sealName: string;
  readonly onClose: () => void;
  /** Hands the decision in; a refusal keeps the dialog open. */
  readonly onSend: (said: Said) => Promise<unknown>;
}) {
  const { decision, title, act, sealName, onClose, onSend } = props;
  const say = useWords();
  const person = usePerson();
  const [opinion, setOpinion] = useState('');
  const [hasPassword, setHasPassword] = useState(false);
  const [isReasonMissing, setReasonMissing] = useState(false);
  const password = useRef<InputRef>(null);
  const foot = useRef<HTMLDivElement>(null);
  const isApproval = decision === 'approve';
  const words = (name: string, facts?: Readonly<Record<string, unknown>>) =>
    say(`screen.approve.dialog.${decision}.${name}`, facts);
  const decide = useMutation({
    mutationFn: () => onSend({ decision, opinion: opinion.trim(), password: password.current?.input?.value ?? '' }),
    onSuccess: onClose,
    onError: () => password.current?.focus({ cursor: 'all' }),
  });

  function addPhrase(phrase: string): void {
    setOpinion((before) => before + phrase);
    setReasonMissing(false);
  }
  function send(): void {
    const isWithoutReason = !isApproval && opinion.trim() === '';
    setReasonMissing(isWithoutReason);
    if (!isWithoutReason) decide.mutate();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.repeat)
      foot.current?.querySelector<HTMLButtonElement>('.sk-armed button')?.click();
  }

  return (
    <Modal
      open
      onCancel={() => !decide.isPending && onClose()}
      title={words('title')}
      width={480}
      footer={null}
      maskClosable={false}
    >
      <div className="sk-decision">
        <p className="sk-decision-act sk-serif">{isApproval ? act : words('act', { title })}</p>
        {isApproval && !act.includes(sealName) && <p className="sk-quiet sk-small">{sealName}</p>}
        <Field
          label={words('opinion')}
          isOptional={isApproval}
          hint={isReasonMissing ? { status: 'refused', text: words('reasonMissing') } : undefined}
        >
          <Input.TextArea
            value={opinion}
            maxLength={longestOpinion}
            rows={3}
            autoFocus={!isApproval}
            onChange={(event) => {
              setOpinion(event.target.value);
              setReasonMissing(false);
            }}
          />
        </Field>
        {!isApproval && <QuickPhrases onChoose={addPhrase} />}
        <Field label={say('screen.approve.dialog.password', { name: person.name })}>
          <Input.Password
            ref={password}
            autoFocus={isApproval}
            autoComplete="off"
            maxLength={200}
            onChange={(event) => setHasPassword(event.target.value !== '')}
            onKeyDown={onKeyDown}
          />
        </Field>
        <p className="sk-note">{say('screen.approve.dialog.proof')}</p>
        {decide.error && <ErrorLine error={errorText(toErrorShape(asStationError(decide.error)))} />}
        <footer ref={foot}>
          <Button onClick={onClose} disabled={decide.isPending}>
            {words('no')}
          </Button>
          <ArmedButton
            onAct={send}
            isBusy={decide.isPending}
            disabledReason={hasPassword ? undefined : say('screen.approve.dialog.passwordFirst')}
          >
            {words('yes')}
          </ArmedButton>
        </footer>
      </div>
    </Modal>
  );
}

/** What is often said; a phrase is added to what stands there. */
function QuickPhrases({ onChoose }: { readonly onChoose: (phrase: string) => void }) {
  const say = useWords();
  return (
    <div className="sk-row sk-decision-phrases" role="group" aria-label={say('screen.approve.phrases.label')}>
      {quickPhrases.map((name) => (
        <Button key={name} size="small" onClick={() => onChoose(say(`screen.approve.phrases.${name}`))}>
          {say(`screen.approve.phrases.${name}`)}
        </Button>
      ))}
    </div>
  );
}

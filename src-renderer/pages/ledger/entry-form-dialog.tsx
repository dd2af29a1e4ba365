import { Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError } from '../../bridge/client.ts';
import { errorText } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';

export type FieldHint = { readonly status: 'refused'; readonly text: string } | undefined;

/** A dialog about one entry: what it does, its fields, and what went wrong. Enter sends it; closing it means no. */
export function EntryFormDialog(props: {
  readonly entryNo: string;
  /** Of this dialog: `title`, `text`, `act` and `cancel` are asked for. */
  readonly word: (key: string, facts?: Readonly<Record<string, unknown>>) => string;
  readonly isBusy: boolean;
  /** Null where nothing went wrong. */
  readonly error: unknown;
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { entryNo, word, isBusy, error, onAct, onClose, children } = props;
  const act = (): void => {
    if (!isBusy) onAct();
  };
  return (
    <Modal
      open
      title={word('title', { entryNo })}
      okText={word('act')}
      cancelText={word('cancel')}
      confirmLoading={isBusy}
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
        {children}
        {error !== null && <ErrorLine error={errorText(toErrorShape(asStationError(error)))} />}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}

/** Who consents at the same screen, by account and password. */
export function ConsentFields(props: {
  readonly word: (key: string) => string;
  readonly consent: Consent;
  readonly hint: FieldHint;
  readonly onChange: (consent: Consent) => void;
}) {
  const { word, consent, hint, onChange } = props;
  return (
    <>
      <Field label={word('consentBy')} hint={hint}>
        <Input
          value={consent.account}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => onChange({ ...consent, account: event.target.value })}
        />
      </Field>
      <Field label={word('password')}>
        <Input.Password
          value={consent.password}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => onChange({ ...consent, password: event.target.value })}
        />
      </Field>
    </>
  );
}

export interface Consent {
  readonly account: string;
  readonly password: string;
}

export const noConsent: Consent = { account: '', password: '' };

export const isGiven = ({ account, password }: Consent): boolean => account !== '' && password !== '';

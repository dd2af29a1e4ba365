import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { AccountView } from '#shared/contract/people.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { roles, type Role } from '#shared/model/roles.ts';
import { accountRefusal, consentingRole, type AccountAct } from '#shared/policy/account-rules.ts';
import { asStationError, client } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';
import { OneTimePassword } from './one-time-password.tsx';

const acts: readonly AccountAct[] = ['reset-password', 'unlock', 'change-roles', 'end'];

/** What an administrator does to one account; where somebody must consent, he types his own password here. */
export function AccountDialog(props: {
  readonly account: AccountView;
  readonly accounts: readonly AccountView[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { account: target, accounts, onDone, onClose } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.settings.account.${key}`, facts);
  const by = usePerson();
  const possible = acts.filter((act) => act !== 'unlock' || target.state === 'locked');
  const [act, setAct] = useState<AccountAct>(target.state === 'locked' ? 'unlock' : 'reset-password');
  const [newRoles, setNewRoles] = useState<readonly Role[]>(target.roles);
  const [appointmentNo, setAppointmentNo] = useState(target.appointmentNo);
  const [reason, setReason] = useState('');
  const [consentAccount, setConsentAccount] = useState('');
  const [consentPassword, setConsentPassword] = useState('');
  const question = { act, by, target, newRoles, accounts: accounts.filter(({ state }) => state !== 'ended') };
  const refusal = accountRefusal(question);
  const consenting = refusal ? null : consentingRole(question);
  const { account } = target;
  const work = useMutation({
    mutationFn: async () => {
      const consent = consenting === null ? {} : { consent: { account: consentAccount, password: consentPassword } };
      const order = { account, ...consent };
      const { people } = client.station;
      if (act === 'reset-password') return people.resetPassword(order);
      if (act === 'unlock') await people.unlock({ account });
      if (act === 'end') await people.end({ ...order, reason: reason.trim() });
      if (act === 'change-roles')
        await people.changeRoles({ ...order, roles: [...newRoles], appointmentNo: appointmentNo.trim() });
      return null;
    },
    onSuccess: (given) => {
      onDone();
      if (given === null) onClose();
    },
    onSettled: () => setConsentPassword(''),
  });
  const isReady =
    refusal === null &&
    (act !== 'end' || reason.trim().length >= 2) &&
    (act !== 'change-roles' || newRoles.length > 0) &&
    (consenting === null || (consentAccount !== '' && consentPassword !== ''));
  if (work.data) return <OneTimePassword name={target.name} given={work.data} onClose={onClose} />;
  return (
    <Modal
      open
      onCancel={() => !work.isPending && onClose()}
      title={word('title', { name: target.name })}
      width={560}
      footer={null}
      maskClosable={false}
    >
      <form
        className="sk-account"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !work.isPending) work.mutate();
        }}
      >
        <Radio.Group
          name="act"
          value={act}
          options={possible.map((name) => ({ value: name, label: word(`act.${name}`) }))}
          onChange={(event) => setAct(event.target.value as AccountAct)}
        />
        <p className="sk-small sk-quiet">{word(`text.${act}`)}</p>
        {act === 'change-roles' && (
          <>
            <Checkbox.Group
              value={[...newRoles]}
              options={roles.map((role) => ({ value: role, label: say(`states.role.${role}`) }))}
              onChange={(chosen) => setNewRoles(chosen)}
            />
            <Field label={word('appointmentNo')} isOptional>
              <Input value={appointmentNo} maxLength={60} onChange={(event) => setAppointmentNo(event.target.value)} />
            </Field>
          </>
        )}
        {act === 'end' && (
          <Field label={word('reason')}>
            <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
        {refusal && <Banner status="attention">{say(`errors.${refusal.code}.what`, refusal.facts)}</Banner>}
        {consenting !== null && (
          <fieldset className="sk-account-consent">
            <legend>{word('consent', { role: say(`states.role.${consenting}`) })}</legend>
            <Field label={word('consentAccount')}>
              <Input
                value={consentAccount}
                maxLength={40}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setConsentAccount(event.target.value)}
              />
            </Field>
            <Field label={word('consentPassword')}>
              <Input.Password
                value={consentPassword}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => setConsentPassword(event.target.value)}
              />
            </Field>
          </fieldset>
        )}
        {work.error && <ErrorLine error={errorText(toErrorShape(asStationError(work.error)))} />}
        <footer>
          <Button onClick={onClose} disabled={work.isPending}>
            {word('no')}
          </Button>
          <Button type="primary" danger={act === 'end'} htmlType="submit" loading={work.isPending} disabled={!isReady}>
            {word(`yes.${act}`)}
          </Button>
        </footer>
      </form>
    </Modal>
  );
}

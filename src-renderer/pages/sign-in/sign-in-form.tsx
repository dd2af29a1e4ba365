import { Link } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Popover, type InputRef } from 'antd';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { OfferedPerson } from '#shared/contract/desk.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import type { Role } from '#shared/model/roles.ts';
import { asStationError, station } from '../../bridge/client.ts';
import type { SignedIn } from '../../bridge/session.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';

const namedActs: readonly Role[] = ['custodian', 'approver', 'head', 'handler'];

/** Who, and the password. @param first account that is chosen when the form opens */
export function SignInForm(props: {
  readonly people: readonly OfferedPerson[];
  readonly first: string | null;
  readonly onSignedIn: (signedIn: SignedIn) => void;
}) {
  const say = useWords();
  const { people, first, onSignedIn } = props;
  const [chosen, setChosen] = useState<string | null>(first);
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const passwordField = useRef<InputRef>(null);
  const isOffered = people.some(({ account }) => account === (chosen ?? people[0]?.account));
  const [isOther, setOther] = useState(false);
  const isTyping = isOther || (people.length > 0 && !isOffered) || people.length === 0;
  const account = isTyping ? typed.trim() : (chosen ?? people[0]?.account ?? '');
  const signIn = useMutation(station.session.signIn.mutationOptions({ onSuccess: onSignedIn }));

  useEffect(() => {
    if (!isTyping) passwordField.current?.focus();
  }, [isTyping, chosen]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (account === '' || password === '' || signIn.isPending) return;
    signIn.mutate({ account, password }, { onError: () => setPassword('') });
  };
  const person = people.find((offered) => offered.account === account);
  const act = namedActs.find((role) => person?.roles.includes(role)) ?? 'other';

  return (
    <form onSubmit={submit} className="sk-door-form">
      {isTyping ? (
        <label className="sk-door-field">
          <span>{say('screen.signIn.account')}</span>
          <Input
            size="large"
            value={typed}
            autoComplete="username"
            autoFocus
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
          {people.length > 0 && (
            <button type="button" className="sk-link sk-small" onClick={() => setOther(false)}>
              {say('screen.signIn.backToNames')}
            </button>
          )}
        </label>
      ) : (
        <fieldset className="sk-door-people">
          <legend>{say('screen.signIn.whoAreYou')}</legend>
          {people.map((offered) => (
            <label key={offered.account} className="sk-door-person">
              <input
                type="radio"
                name="person"
                checked={offered.account === account}
                onChange={() => setChosen(offered.account)}
              />
              <b>{offered.name}</b>
              <span>{offered.roles.map((role) => say(`states.role.${role}`)).join(' ')}</span>
            </label>
          ))}
          <button type="button" className="sk-door-person sk-door-others" onClick={() => setOther(true)}>
            {say('screen.signIn.others')}
          </button>
        </fieldset>
      )}
      <label className="sk-door-field">
        <span>{say('screen.signIn.password')}</span>
        <Input
          ref={passwordField}
          type="password"
          size="large"
          value={password}
          autoComplete="current-password"
          onChange={(event) => setPassword(event.target.value)}
        />
        <span className="sk-note">{say('screen.signIn.notThePin')}</span>
      </label>
      {signIn.error && <ErrorLine error={errorText(toErrorShape(asStationError(signIn.error)))} />}
      <Button type="primary" size="large" block htmlType="submit" loading={signIn.isPending}>
        {say(`screen.signIn.act.${act}`)}
      </Button>
      <div className="sk-row sk-spread sk-small">
        <Link to="/verify">{say('screen.signIn.verifyOnly')}</Link>
        <Popover
          content={<p className="sk-chip-story">{say('screen.signIn.forgottenAnswer')}</p>}
          trigger="click"
          arrow={false}
        >
          <button type="button" className="sk-link">
            {say('screen.signIn.forgotten')}
          </button>
        </Popover>
      </div>
    </form>
  );
}

import { UserAddOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import type { Role } from '#shared/model/roles.ts';
import { asStationError, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { PersonFields, type PersonValues } from './person-fields.tsx';
import { StepFoot, StepPanel } from './step-foot.tsx';

const wantedRoles = ['handler', 'approver', 'custodian', 'head'] as const satisfies readonly Role[];
const neededRoles = ['handler', 'approver', 'custodian'] as const satisfies readonly Role[];

export function missingRoles(people: readonly SignedInPerson[]): readonly Role[] {
  return neededRoles.filter((role) => !people.some(({ roles }) => roles.includes(role)));
}

/** 人员: who is still needed, role by role. */
export function AddPeople(props: {
  readonly people: readonly SignedInPerson[];
  readonly onAdded: () => void;
  readonly onNext: () => void;
}) {
  const say = useWords();
  const { people, onAdded, onNext } = props;
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.setUp.people.${key}`, facts);
  const role = (name: Role): string => say(`states.role.${name}`);
  const [adding, setAdding] = useState<Role | null>(null);
  const [added, setAdded] = useState('');
  const missing = missingRoles(people);
  return (
    <StepPanel title={word('title')} note={word('note')}>
      <p className="sk-unseen" role="status">
        {added}
      </p>
      <ul className="sk-plain sk-setup-roles">
        {wantedRoles.map((name) => {
          const held = people.filter(({ roles }) => roles.includes(name));
          return (
            <li key={name}>
              <div className="sk-setup-role">
                <span>
                  <b>{role(name)}</b> <span className="sk-quiet sk-small">{word(name)}</span>
                </span>
                <span className="sk-setup-space" />
                {held.length === 0 ? (
                  <StatusWord status={missing.includes(name) ? 'attention' : 'neutral'}>{word('nobody')}</StatusWord>
                ) : (
                  <StatusWord status="ok">{held.map((person) => person.name).join('、')}</StatusWord>
                )}
                <Button
                  size="small"
                  icon={<UserAddOutlined />}
                  disabled={adding !== null}
                  onClick={() => setAdding(name)}
                >
                  {held.length === 0 ? (
                    word('add', { role: role(name) })
                  ) : (
                    <>
                      {word('addAnother')}
                      <span className="sk-unseen">{role(name)}</span>
                    </>
                  )}
                </Button>
              </div>
              {adding === name && (
                <NewPerson
                  role={name}
                  deptName={people.at(-1)?.deptName ?? ''}
                  onCancel={() => setAdding(null)}
                  onAdded={(person) => {
                    setAdding(null);
                    setAdded(word('added', { role: role(name), name: person.name }));
                    onAdded();
                  }}
                />
              )}
            </li>
          );
        })}
      </ul>
      {adding === null && (
        <StepFoot
          next={say('screen.setUp.next', { step: say('screen.setUp.step.seal') })}
          onNext={onNext}
          reason={missing.length > 0 ? word('missing', { roles: missing.map(role).join('、') }) : undefined}
        />
      )}
    </StepPanel>
  );
}

function NewPerson(props: {
  readonly role: Role;
  readonly deptName: string;
  readonly onAdded: (person: SignedInPerson) => void;
  readonly onCancel: () => void;
}) {
  const say = useWords();
  const { role, deptName, onAdded, onCancel } = props;
  const add = useMutation(station.station.people.add.mutationOptions({ onSuccess: onAdded }));
  return (
    <Form<PersonValues>
      layout="vertical"
      requiredMark={false}
      disabled={add.isPending}
      scrollToFirstError={{ focus: true }}
      className="sk-setup-new"
      initialValues={{ deptName }}
      onFinish={({ name, account, deptName: dept, post = '', password }) =>
        add.mutate({ name, account, deptName: dept, post, password, roles: [role] })
      }
    >
      <div className="sk-setup-two">
        <PersonFields isFocused hasInitialPassword />
      </div>
      {add.error && <ErrorLine error={errorText(toErrorShape(asStationError(add.error)))} />}
      <div className="sk-row">
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {say('screen.setUp.people.save')}
        </Button>
        <Button onClick={onCancel}>{say('screen.setUp.people.cancel')}</Button>
      </div>
    </Form>
  );
}

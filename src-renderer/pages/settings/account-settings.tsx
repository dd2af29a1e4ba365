import { useState } from 'react';
import { usePerson } from '../../bridge/session.ts';
import { useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { NewPasswordForm } from './new-password-form.tsx';

/** 我的账号: who is signed in, and his own password. */
export function AccountSettings() {
  const say = useWords();
  const person = usePerson();
  const [isChanged, setChanged] = useState(false);
  const word = (key: string): string => say(`screen.settings.people.column.${key}`);
  return (
    <div className="sk-settings-stack">
      {isChanged && <Banner status="ok">{say('screen.settings.password.changed')}</Banner>}
      <Panel title={say('screen.settings.tabs.account')}>
        <FactsList
          rows={[
            { label: word('name'), value: person.name },
            { label: word('account'), value: <span className="sk-mono">{person.account}</span> },
            { label: word('dept'), value: person.deptName },
            { label: word('roles'), value: person.roles.map((role) => say(`states.role.${role}`)).join('、') },
          ]}
        />
      </Panel>
      <Panel title={say('screen.settings.password.title')} note={say('screen.settings.password.note')}>
        <div className="sk-settings-narrow">
          <NewPasswordForm onChanged={() => setChanged(true)} />
        </div>
      </Panel>
    </div>
  );
}

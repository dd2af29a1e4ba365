import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { usePerson } from '../../bridge/session.ts';
import { useFrame } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { PageHead } from '../../components/panel.tsx';
import { AccountSettings } from './account-settings.tsx';
import { BasisSettings } from './basis-settings.tsx';
import { LookSettings } from './look-settings.tsx';
import { PeopleSettings } from './people-settings.tsx';
import { SigningSettings } from './signing-settings.tsx';
import { StationSettings } from './station-settings.tsx';
import './settings.css';

const tabs = ['look', 'account', 'people', 'signing', 'basis', 'station'] as const;
const seesPeople = new Set(['system', 'security', 'auditor']);

/** 设置: display, people, the rules in force, this computer. */
export function SettingsPage() {
  const say = useWords();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: '/settings' });
  const { roles } = usePerson();
  const frame = useFrame();
  const shown = tabs.filter((name) => name !== 'people' || roles.some((role) => seesPeople.has(role)));
  const content = {
    look: <LookSettings />,
    account: <AccountSettings />,
    people: <PeopleSettings mayAdd={roles.includes('system')} />,
    signing: <SigningSettings mayChange={roles.includes('system')} />,
    basis: <BasisSettings profile={frame?.profile ?? null} />,
    station: <StationSettings frame={frame} />,
  };
  return (
    <>
      <PageHead title={say('screen.settings.title')} purpose={say('screen.settings.purpose')} />
      <div className="sk-page-body">
        <Tabs
          activeKey={shown.find((name) => name === tab) ?? 'look'}
          onChange={(name) => void navigate({ to: '/settings', search: { tab: name } })}
          destroyOnHidden
          items={shown.map((name) => ({
            key: name,
            label: say(`screen.settings.tabs.${name}`),
            children: content[name],
          }))}
        />
      </div>
    </>
  );
}

import { UserAddOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { AccountView } from '#shared/contract/people.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { station } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import { useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { PageError } from '../page-error.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { AddPerson } from './add-person.tsx';

/** 人员: the list, and a form for the system administrator. */
export function PeopleSettings({ mayAdd }: { readonly mayAdd: boolean }) {
  const say = useWords();
  const [isAdding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<AccountView | null>(null);
  const person = usePerson();
  const [added, setAdded] = useState<string | null>(null);
  const { data, error, isPending, refetch } = useQuery(station.station.people.list.queryOptions());
  const word = (key: string): string => say(`screen.settings.people.${key}`);
  const columns: TableColumnsType<AccountView> = [
    { title: word('column.name'), dataIndex: 'name', render: (name: string) => <b>{name}</b> },
    { title: word('column.account'), dataIndex: 'account', className: 'sk-mono' },
    { title: word('column.post'), dataIndex: 'post' },
    { title: word('column.dept'), dataIndex: 'deptName' },
    {
      title: word('column.roles'),
      dataIndex: 'roles',
      render: (roles: AccountView['roles']) => roles.map((role) => say(`states.role.${role}`)).join('、'),
    },
    {
      title: word('column.state'),
      dataIndex: 'state',
      render: (state: AccountView['state']) => (
        <StatusWord status={statuses[state]}>{word(`state.${state}`)}</StatusWord>
      ),
    },
    ...(mayAdd || person.roles.includes('security')
      ? [
          {
            title: word('column.act'),
            render: (_: unknown, account: AccountView) =>
              mayCareFor(person, account) && (
                <Button size="small" onClick={() => setChosen(account)}>
                  {word('manage')}
                  <span className="sk-unseen"> {account.name}</span>
                </Button>
              ),
          },
        ]
      : []),
  ];
  if (error) return <PageError error={error} reset={() => void refetch()} />;
  return (
    <div className="sk-settings-stack">
      {added !== null && <Banner status="ok">{say('screen.settings.people.added', { name: added })}</Banner>}
      {isAdding && (
        <AddPerson
          onCancel={() => setAdding(false)}
          onAdded={(person) => {
            setAdding(false);
            setAdded(person.name);
            void refetch();
          }}
        />
      )}
      <Panel
        title={word('title')}
        note={word('purpose')}
        aside={
          mayAdd &&
          !isAdding && (
            <Button type="primary" icon={<UserAddOutlined />} onClick={() => setAdding(true)}>
              {word('add')}
            </Button>
          )
        }
        isFlush
      >
        <Table
          rowKey="account"
          columns={columns}
          dataSource={data ? [...data] : []}
          loading={isPending}
          pagination={false}
          scroll={{ x: true }}
        />
      </Panel>
      {chosen && data && (
        <AccountDialog account={chosen} accounts={data} onDone={() => void refetch()} onClose={() => setChosen(null)} />
      )}
    </div>
  );
}

const statuses = { active: 'ok', 'must-change': 'waiting', locked: 'attention', ended: 'neutral' } as const;

/** The button where something can be done at all; what exactly, the dialog and the station say. */
function mayCareFor(by: SignedInPerson, { account, roles, state }: AccountView): boolean {
  if (state === 'ended' || account === by.account) return false;
  return by.roles.includes('system') || roles.includes('system');
}

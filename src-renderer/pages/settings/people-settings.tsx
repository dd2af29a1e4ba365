import { UserAddOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { station } from '../../bridge/client.ts';
import { useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageError } from '../page-error.tsx';
import { AddPerson } from './add-person.tsx';

/** 人员: the list, and a form for the system administrator. */
export function PeopleSettings({ mayAdd }: { readonly mayAdd: boolean }) {
  const say = useWords();
  const [isAdding, setAdding] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const { data, error, isPending, refetch } = useQuery(station.station.people.list.queryOptions());
  const word = (key: string): string => say(`screen.settings.people.${key}`);
  const columns: TableColumnsType<SignedInPerson> = [
    { title: word('column.name'), dataIndex: 'name', render: (name: string) => <b>{name}</b> },
    { title: word('column.account'), dataIndex: 'account', className: 'sk-mono' },
    { title: word('column.post'), dataIndex: 'post' },
    { title: word('column.dept'), dataIndex: 'deptName' },
    {
      title: word('column.roles'),
      dataIndex: 'roles',
      render: (roles: SignedInPerson['roles']) => roles.map((role) => say(`states.role.${role}`)).join('、'),
    },
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
    </div>
  );
}

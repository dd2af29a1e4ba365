import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { roles, type Role } from '#shared/model/roles.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { asStationError, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Panel } from '../../components/panel.tsx';

interface Fields {
  readonly name: string;
  readonly account: string;
  readonly post?: string;
  readonly deptName: string;
  readonly roles: readonly Role[];
  readonly appointmentNo?: string;
  readonly password: string;
}

/** The form of the system administrator; which roles exclude each other is decided by the station. */
export function AddPerson(props: {
  readonly onAdded: (person: SignedInPerson) => void;
  readonly onCancel: () => void;
}) {
  const say = useWords();
  const { onAdded, onCancel } = props;
  const add = useMutation(station.station.people.add.mutationOptions({ onSuccess: onAdded }));
  const field = (name: string): string => say(`screen.settings.people.field.${name}`);
  const unfit = (name: string): string => say('screen.settings.people.unfit', { field: field(name) });
  const must = (name: string) => [
    { required: true, message: say('screen.settings.people.missing', { field: field(name) }) },
  ];
  return (
    <Panel title={say('screen.settings.people.add')}>
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        className="sk-settings-form"
        onFinish={(values) =>
          add.mutate({
            ...values,
            post: values.post ?? '',
            appointmentNo: values.appointmentNo ?? '',
            roles: [...values.roles],
          })
        }
      >
        <Form.Item name="name" label={field('name')} rules={must('name')}>
          <Input autoFocus maxLength={40} />
        </Form.Item>
        <Form.Item
          name="account"
          label={field('account')}
          extra={field('accountHint')}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9._-]{1,39}$/, message: unfit('account') }]}
        >
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="deptName" label={field('dept')} rules={must('dept')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="post" label={`${field('post')}（${say('screen.components.optional')}）`}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="appointmentNo" label={`${field('appointmentNo')}（${say('screen.components.optional')}）`}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="roles"
          label={field('roles')}
          extra={field('rolesHint')}
          rules={[{ type: 'array', min: 1, message: say('screen.settings.people.missing', { field: field('roles') }) }]}
          initialValue={[]}
          className="sk-settings-wide"
        >
          <Checkbox.Group options={roles.map((role) => ({ value: role, label: say(`states.role.${role}`) }))} />
        </Form.Item>
        <Form.Item
          name="password"
          label={field('password')}
          extra={field('passwordHint')}
          rules={[{ required: true, min: 8, message: unfit('password') }]}
        >
          <Input type="password" autoComplete="new-password" />
        </Form.Item>
        {add.error && <ErrorLine error={errorText(toErrorShape(asStationError(add.error)))} />}
        <div className="sk-row sk-settings-wide">
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            {say('screen.settings.people.save')}
          </Button>
          <Button onClick={onCancel}>{say('screen.settings.people.cancel')}</Button>
        </div>
      </Form>
    </Panel>
  );
}

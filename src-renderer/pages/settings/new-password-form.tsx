import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';

interface Fields {
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly again: string;
}

/** A person's own new password, after the old one. */
export function NewPasswordForm({ onChanged }: { readonly onChanged: () => void }) {
  const say = useWords();
  const word = (key: string): string => say(`screen.settings.password.${key}`);
  const [form] = Form.useForm<Fields>();
  const change = useMutation(
    station.session.changePassword.mutationOptions({
      onSuccess: () => {
        form.resetFields();
        onChanged();
      },
    }),
  );
  const field = (name: keyof Fields, autoComplete: string, rules: Parameters<typeof Form.Item>[0]['rules'] = []) => (
    <Form.Item name={name} label={word(name)} rules={[{ required: true, message: word('missing') }, ...rules]}>
      <Input type="password" maxLength={200} autoComplete={autoComplete} />
    </Form.Item>
  );
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ oldPassword, newPassword }) => change.mutate({ oldPassword, newPassword })}
    >
      {field('oldPassword', 'current-password')}
      {field('newPassword', 'new-password', [{ min: 8, message: word('short') }])}
      {field('again', 'new-password', [
        ({ getFieldValue }) => ({
          validator: async (_rule, value: string) => {
            if (value && value !== getFieldValue('newPassword')) throw new Error(word('notRepeated'));
          },
        }),
      ])}
      {change.error && <ErrorLine error={errorText(toErrorShape(asStationError(change.error)))} />}
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {word('act')}
      </Button>
    </Form>
  );
}

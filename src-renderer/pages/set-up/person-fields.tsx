import { Form, Input } from 'antd';
import type { Rule } from 'antd/es/form';
import { useWords } from '../../bridge/words.ts';

export interface PersonValues {
  readonly name: string;
  readonly account: string;
  readonly deptName: string;
  readonly post?: string;
  readonly password: string;
  readonly repeat: string;
}

/** One person's fields. The password is typed twice, and is in no draft. */
export function PersonFields(props: {
  /** Name of the group in the form, where there are several persons. */
  readonly group?: string;
  readonly isFocused?: boolean;
  readonly hasInitialPassword?: boolean;
  readonly nameRules?: readonly Rule[];
  readonly accountRules?: readonly Rule[];
}) {
  const say = useWords();
  const { group, isFocused = false, hasInitialPassword = false, nameRules = [], accountRules = [] } = props;
  const word = (key: string): string => say(`screen.setUp.person.${key}`);
  const path = (name: string): string | string[] => (group === undefined ? name : [group, name]);
  const must = (key: string): Rule => ({
    required: true,
    whitespace: true,
    message: say('screen.setUp.required', { field: word(key) }),
  });
  const people = (key: string): string => say(`screen.setUp.people.${key}`);
  return (
    <>
      <Form.Item name={path('name')} label={word('name')} rules={[must('name'), ...nameRules]}>
        <Input autoFocus={isFocused} maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name={path('account')}
        label={word('account')}
        extra={group === undefined && word('accountHint')}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9._-]{1,39}$/, message: word('accountHint') }, ...accountRules]}
      >
        <Input maxLength={40} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name={path('deptName')} label={word('dept')} rules={[must('dept')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={path('post')} label={`${word('post')}（${say('screen.components.optional')}）`}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name={path('password')}
        label={hasInitialPassword ? people('initial') : word('password')}
        extra={hasInitialPassword && people('initialHint')}
        rules={[{ required: true, min: 8, message: word('passwordShort') }]}
      >
        <Input type="password" maxLength={200} autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name={path('repeat')}
        label={word('repeat')}
        dependencies={[path('password')]}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_rule, repeat: unknown) => {
              if ((repeat ?? '') !== (getFieldValue(path('password')) ?? '')) throw new Error(word('repeatWrong'));
            },
          }),
        ]}
      >
        <Input type="password" maxLength={200} autoComplete="new-password" />
      </Form.Item>
    </>
  );
}

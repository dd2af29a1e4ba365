import { Form, Input } from 'antd';
import type { ProfileChoice } from '#shared/contract/set-up.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { Role } from '#shared/model/roles.ts';
import { useWords } from '../../bridge/words.ts';
import { Select } from '../../components/select.tsx';

/** What the seal is: its name, class, size, filing, and the two people who answer for it. */
export function SealFields(props: {
  readonly categories: ProfileChoice['sealCategories'];
  readonly people: readonly SignedInPerson[];
}) {
  const say = useWords();
  const { categories, people } = props;
  const word = (key: string): string => say(`screen.setUp.seal.${key}`);
  const must = (key: string) => ({
    required: true,
    whitespace: true,
    message: say('screen.setUp.required', { field: word(key) }),
  });
  const inRole = (role: Role) =>
    people
      .filter(({ roles }) => roles.includes(role))
      .map(({ account, name, deptName }) => ({ value: account, label: `${name}（${deptName}）` }));
  return (
    <fieldset className="sk-setup-section">
      <legend>
        <b>{word('face')}</b>
      </legend>
      <div className="sk-setup-two">
        <Form.Item name="sealName" label={word('name')} extra={word('nameHint')} rules={[must('name'), { min: 2 }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="physicalRecord" label={word('record')} extra={word('recordHint')} rules={[must('record')]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="category" label={word('category')} rules={[must('category')]}>
          <Select options={categories.map(({ code, label }) => ({ value: code, label }))} />
        </Form.Item>
        <Form.Item
          name="sizeMm"
          label={word('size')}
          rules={[
            {
              validator: async (_rule, value: unknown) => {
                const size = Number(value);
                if (!Number.isInteger(size) || size < 10 || size > 60) throw new Error(word('sizeWrong'));
              },
            },
          ]}
        >
          <Input inputMode="numeric" maxLength={2} />
        </Form.Item>
        <Form.Item name="custodian" label={word('custodian')} rules={[must('custodian')]}>
          <Select options={inRole('custodian')} />
        </Form.Item>
        <Form.Item name="handler" label={word('handler')} rules={[must('handler')]}>
          <Select options={inRole('handler')} />
        </Form.Item>
      </div>
    </fieldset>
  );
}

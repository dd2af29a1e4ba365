import { Form } from 'antd';
import type { Rule } from 'antd/es/form';
import type { ReactNode } from 'react';
import { useWords } from '../../bridge/words.ts';
import { administratorRoles, type AdministratorRole, type PersonDraft } from './enrolment-draft.ts';
import { PersonFields, type PersonValues } from './person-fields.tsx';
import { StepFoot, StepPanel } from './step-foot.tsx';

export type Administrators = Readonly<Record<AdministratorRole, PersonValues>>;

/** 三员: three persons with three accounts; the rules of passwords are said before. */
export function ThreeAdministrators(props: {
  readonly drafts: Readonly<Record<AdministratorRole, PersonDraft>>;
  readonly isBusy: boolean;
  readonly error: ReactNode;
  readonly onChange: (drafts: Partial<Record<AdministratorRole, PersonDraft>>) => void;
  readonly onBack: () => void;
  readonly onClear: () => void;
  readonly onEnrol: (administrators: Administrators) => void;
}) {
  const say = useWords();
  const { drafts, isBusy, error, onChange, onBack, onClear, onEnrol } = props;
  const word = (key: string): string => say(`screen.setUp.administrators.${key}`);
  const [form] = Form.useForm<Administrators>();

  /** Each of the three differs from the two others. */
  function unlike(role: AdministratorRole, field: 'name' | 'account', message: string): Rule {
    return {
      validator: async (_rule, value: unknown) => {
        const others = administratorRoles.filter((other) => other !== role);
        const isShared = others.some((other) => form.getFieldValue([other, field]) === value);
        if (value !== '' && value !== undefined && isShared) throw new Error(message);
      },
    };
  }
  return (
    <StepPanel title={word('title')} note={word('note')}>
      <Form<Administrators>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={isBusy}
        scrollToFirstError={{ focus: true }}
        className="sk-setup-body"
        initialValues={drafts}
        onValuesChange={(_changed, all) => onChange(withoutSecrets(all))}
        onFinish={onEnrol}
      >
        <p className="sk-small">
          {word('rules')} {word('forgotten')}
        </p>
        <div className="sk-setup-three">
          {administratorRoles.map((role, index) => (
            <fieldset key={role} className="sk-setup-person">
              <legend>
                <b>{word(role)}</b> <span className="sk-note">{word(`${role}Does`)}</span>
              </legend>
              <PersonFields
                group={role}
                isFocused={index === 0}
                nameRules={[unlike(role, 'name', word('sameName'))]}
                accountRules={[unlike(role, 'account', word('sameAccount'))]}
              />
            </fieldset>
          ))}
        </div>
        <StepFoot onBack={onBack} onClear={onClear} next={word('enrol')} isBusy={isBusy} error={error} />
      </Form>
    </StepPanel>
  );
}

function withoutSecrets(all: Partial<Administrators>): Partial<Record<AdministratorRole, PersonDraft>> {
  return Object.fromEntries(
    administratorRoles.map((role) => {
      const { name = '', account = '', deptName = '', post = '' } = all[role] ?? {};
      return [role, { name, account, deptName, post }];
    }),
  );
}

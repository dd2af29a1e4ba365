import { LockOutlined } from '@ant-design/icons';
import { Form, Input, type FormItemProps } from 'antd';
import type { ReactNode } from 'react';
import type { FormFieldKey, RegisterField } from '#shared/policy/register-form.ts';
import { useWords, type Say } from '../../bridge/words.ts';
import { ClauseTag } from '../../components/clause-tag.tsx';

/** As the regulation calls the field, or as this program does. */
export function fieldLabel(say: Say, field: RegisterField): string {
  return field.label ?? say(`screen.request.form.label.${field.key}`);
}

/** Label at the left, the clause that asks for the field at the right; a field nobody asks for says 选填. */
export function FieldHead({ field, htmlFor }: { readonly field: RegisterField; readonly htmlFor?: string }) {
  const say = useWords();
  const label = fieldLabel(say, field);
  return (
    <div className="sk-field-head">
      {htmlFor === undefined ? <span>{label}</span> : <label htmlFor={htmlFor}>{label}</label>}
      {!field.isCompulsory && <span className="sk-note">{say('screen.components.optional')}</span>}
      {field.isCompulsory && <ClauseTag basis={field.ref === null ? 'product' : 'clause'} clause={field.ref ?? ''} />}
    </div>
  );
}

/** A field of the form that somebody fills in. @param name the form's name, and the id of the control */
export function FilledField(props: {
  readonly field: RegisterField;
  readonly name: FormFieldKey | 'sealEsId' | 'deptName';
  readonly rules?: FormItemProps['rules'];
  readonly children: ReactNode;
  readonly below?: ReactNode;
  readonly className?: string;
}) {
  const say = useWords();
  const { field, name, rules = [], children, below, className = '' } = props;
  const missing = say('screen.request.form.missing', { label: fieldLabel(say, field) });
  const needed = field.isCompulsory ? [{ required: true, whitespace: true, message: missing }] : [];
  const isText = name !== 'copies' && name !== 'sealEsId';
  return (
    <div className={`sk-field ${className}`} data-field={field.key}>
      <FieldHead field={field} htmlFor={`request_${name}`} />
      <Form.Item
        name={name}
        rules={isText ? [...needed, ...rules] : [{ required: field.isCompulsory, message: missing }, ...rules]}
      >
        {children}
      </Form.Item>
      {below}
    </div>
  );
}

/** A field the program fills in; a lock says so. */
export function LockedField({
  field,
  value,
  note,
}: {
  readonly field: RegisterField;
  readonly value: string;
  readonly note?: string;
}) {
  const say = useWords();
  const id = `request_${field.key}`;
  return (
    <div className="sk-field" data-field={field.key}>
      <FieldHead field={field} htmlFor={id} />
      <Input
        id={id}
        className="sk-field-locked"
        readOnly
        value={note ? `${value}　${note}` : value}
        title={say('screen.request.form.locked')}
        suffix={<LockOutlined aria-hidden />}
      />
    </div>
  );
}

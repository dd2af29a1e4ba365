import { ExclamationCircleFilled, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Radio, type FormInstance } from 'antd';
import type { DraftSuggestions } from '#shared/contract/drafts.ts';
import type { RegisterForm, SealChoice } from '#shared/contract/register-form.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { correctedDocumentNumber, isDocumentNumber } from '#shared/model/document-number.ts';
import { documentTypes, unclassified } from '#shared/model/request.ts';
import { signatureProfileSchema } from '#shared/model/signature-profile.ts';
import type { FormFieldKey } from '#shared/policy/register-form.ts';
import { usePerson } from '../../bridge/session.ts';
import { useWords, type Say } from '../../bridge/words.ts';
import { AutoComplete, Select } from '../../components/select.tsx';
import type { FormValues } from './draft-values.ts';
import { FilledField, LockedField } from './field.tsx';
import { SealSelect } from './seal-select.tsx';

/** The register beside the document, in the order of the regulation's form. */
export function RegisterFields(props: {
  readonly form: RegisterForm;
  readonly instance: FormInstance<FormValues>;
  readonly seal: SealChoice | null;
  /** Of the document: an OFD leaves no choice of the form of signature. */
  readonly format: DocumentFormat;
  readonly suggestions: DraftSuggestions | undefined;
  /** What is each file's own, its title and number, is not asked for. */
  readonly isBatch?: boolean;
}) {
  const { form, instance, seal, format, suggestions, isBatch = false } = props;
  const say = useWords();
  const person = usePerson();
  const field = (key: FormFieldKey) => form.fields.find((one) => one.key === key)!;
  const departments = [...new Set([...(suggestions?.deptNames ?? []), person.deptName, ...form.deptNames])];
  const approver = approverOf(say, seal);
  return (
    <>
      <FilledField field={field('seal')} name="sealEsId">
        <SealSelect seals={form.seals} />
      </FilledField>
      <div className="sk-field-pair">
        <FilledField field={field('unit')} name="deptName">
          <AutoComplete options={departments.map((value) => ({ value }))} showSearch={{ filterOption: matches }} />
        </FilledField>
        <LockedField field={field('handler')} value={person.name} />
      </div>
      <FilledField
        field={field('reason')}
        name="reason"
        rules={[{ min: 4, message: say('screen.request.form.shortReason') }]}
      >
        <AutoComplete
          options={(suggestions?.reasons ?? []).map((value) => ({ value }))}
          showSearch={{ filterOption: matches }}
          popupMatchSelectWidth
        >
          <Input.TextArea rows={2} maxLength={500} />
        </AutoComplete>
      </FilledField>
      <LockedField field={field('approver')} value={approver.name} note={approver.note} />
      {form.categories && (
        <FilledField field={field('documentCategory')} name="documentCategory">
          <Select
            placeholder={say('screen.request.form.chooseCategory')}
            options={form.categories.map(({ code, label }) => ({ value: code, label }))}
          />
        </FilledField>
      )}
      {!isBatch && (
        <FilledField field={field('documentTitle')} name="documentTitle">
          <Input maxLength={200} />
        </FilledField>
      )}
      <div className="sk-field-pair">
        {!isBatch && <DocumentNumber instance={instance} field={field('documentNumber')} />}
        {!isBatch && <Correction instance={instance} />}
        <FilledField field={field('documentType')} name="documentType">
          <Select options={documentTypes.map((value) => ({ value, label: value }))} />
        </FilledField>
      </div>
      <div className="sk-field-pair">
        <FilledField field={field('copies')} name="copies">
          <Copies />
        </FilledField>
        <LockedField field={field('secrecy')} value={unclassified} />
      </div>
      {format === 'PDF' && <SignatureForm form={form} instance={instance} />}
    </>
  );
}

/** What the key signs: the office says where it begins, whoever applies chooses, and whoever decides approves it. */
function SignatureForm(props: { readonly form: RegisterForm; readonly instance: FormInstance<FormValues> }) {
  const { form, instance } = props;
  const say = useWords();
  const chosen = Form.useWatch('signatureProfile', instance) ?? form.signatureForm;
  const label = say('screen.request.form.signature');
  return (
    <div className="sk-field">
      <div className="sk-field-head">
        <span>{label}</span>
      </div>
      <Form.Item
        name="signatureProfile"
        initialValue={form.signatureForm}
        extra={say(`screen.request.form.signatureText.${chosen}`)}
      >
        <Radio.Group
          aria-label={label}
          options={signatureProfileSchema.options.map((value) => ({
            value,
            label: say(`screen.request.form.signatures.${value}`),
          }))}
        />
      </Form.Item>
    </div>
  );
}

/** Whoever decides first; a chain of several steps is named by its first one. */
function approverOf(say: Say, seal: SealChoice | null): { readonly name: string; readonly note: string } {
  if (!seal) return { name: '', note: '' };
  const step = seal.chain?.steps[0];
  if (!step) return { name: say('screen.request.form.holder'), note: '' };
  const name = step.approvers.map((approver) => `${approver.name} ${approver.post}`.trim()).join('、');
  return { name, note: say('screen.request.form.sealSteps', { step: step.name, version: seal.chain!.version }) };
}

function matches(typed: string, option: { readonly value?: unknown } | undefined): boolean {
  return String(option?.value ?? '').includes(typed) && option?.value !== typed;
}

function DocumentNumber({
  instance,
  field,
}: {
  readonly instance: FormInstance<FormValues>;
  readonly field: RegisterForm['fields'][number];
}) {
  const say = useWords();
  const typed = Form.useWatch('documentNumber', instance) ?? '';
  const isOffered = correctedDocumentNumber(typed) !== null;
  const form = {
    validator: (_: unknown, value: string | undefined) =>
      !value?.trim() || isDocumentNumber(value.trim())
        ? Promise.resolve()
        : Promise.reject(
            new Error(correctedDocumentNumber(value) === null ? say('screen.request.form.numberForm') : ' '),
          ),
  };
  return (
    <FilledField field={field} name="documentNumber" rules={[form]} className={isOffered ? 'sk-field-offered' : ''}>
      <Input maxLength={60} spellCheck={false} />
    </FilledField>
  );
}

/** Offered, and never put in place of what somebody wrote. */
function Correction({ instance }: { readonly instance: FormInstance<FormValues> }) {
  const say = useWords();
  const typed = Form.useWatch('documentNumber', instance) ?? '';
  const number = correctedDocumentNumber(typed.trim());
  if (number === null) return null;
  return (
    <div className="sk-field-correction" role="status">
      <ExclamationCircleFilled aria-hidden />
      <span>{say('screen.request.form.correct', { number })}</span>
      <Button
        size="small"
        onClick={() => {
          instance.setFieldValue('documentNumber', number);
          void instance.validateFields(['documentNumber']);
          instance.getFieldInstance('documentNumber')?.focus?.();
        }}
      >
        {say('screen.request.form.correctNow')}
      </Button>
    </div>
  );
}

/** A number between two buttons. `value` and `onChange` come from the form. */
function Copies(props: {
  readonly id?: string;
  readonly value?: number;
  readonly onChange?: (copies: number) => void;
}) {
  const { id, value = 1, onChange } = props;
  const say = useWords();
  const set = (copies: number): void => onChange?.(Math.max(1, Math.min(9999, copies)));
  return (
    <div className="sk-copies">
      <InputNumber
        {...(id !== undefined && { id })}
        value={value}
        min={1}
        max={9999}
        precision={0}
        controls={false}
        variant="borderless"
        onChange={(copies) => set(copies ?? 1)}
      />
      <Button
        type="text"
        size="small"
        icon={<MinusOutlined />}
        aria-label={say('screen.request.form.fewer')}
        onClick={() => set(value - 1)}
      />
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined />}
        aria-label={say('screen.request.form.more')}
        onClick={() => set(value + 1)}
      />
    </div>
  );
}

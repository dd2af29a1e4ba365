import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { SealView } from '#shared/contract/station.ts';
import type { PinChangeRule } from '#shared/policy/pin-rule.ts';
import { usePerson } from '../../bridge/session.ts';
import { useWords } from '../../bridge/words.ts';
import { ClauseTag } from '../../components/clause-tag.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { Field } from '../../components/field.tsx';
import { dateText } from '../../components/time-words.ts';

/**
 * 口令修改申请: where the regulation keeps the change of a PIN to an authority, nothing is changed here (HN-18,
 * U-CUS-10). The sheet holds what the station knows; the custodian adds why, and takes it along as text.
 */
export function PinApplication(props: {
  readonly seal: SealView;
  readonly rule: PinChangeRule;
  readonly unitName: string | null | undefined;
  readonly onClose: () => void;
}) {
  const { seal, rule, unitName, onClose } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.seals.care.application.${key}`, facts);
  const person = usePerson();
  const [reason, setReason] = useState('');
  const [isCopied, setCopied] = useState(false);
  const authority = rule.authority ?? say('details.issuingAuthority');
  const rows = [
    { label: word('to'), value: authority },
    { label: word('unit'), value: unitName ?? '' },
    { label: word('seal'), value: `${seal.name}（${seal.sealCode || seal.esId}）` },
    { label: word('key'), value: `${seal.tokenSerial}，${seal.tokenModel}` },
    { label: word('applicant'), value: [person.name, person.post, person.deptName].filter(Boolean).join('，') },
    { label: word('date'), value: dateText(new Date()) },
    ...(rule.needsMaterials ? [{ label: word('materials'), value: word('materialsText') }] : []),
  ];
  async function copy(): Promise<void> {
    const lines = [
      word('head'),
      ...rows.map(({ label, value }) => `${label}：${value}`),
      `${word('reason')}：${reason.trim()}`,
    ];
    await navigator.clipboard.writeText(lines.join('\n'));
    setCopied(true);
  }
  return (
    <Modal open onCancel={onClose} title={word('title')} width={560} footer={null} maskClosable={false}>
      <div className="sk-suspend">
        <p>
          {word('text', { authority })}{' '}
          <ClauseTag basis={rule.clause === null ? 'product' : 'clause'} clause={rule.clause ?? ''} />
        </p>
        <FactsList rows={rows} />
        <Field label={word('reason')}>
          <Input.TextArea
            value={reason}
            rows={2}
            maxLength={300}
            onChange={(event) => {
              setReason(event.target.value);
              setCopied(false);
            }}
          />
        </Field>
        <p className="sk-note" role="status">
          {isCopied ? word('copied') : word('next')}
        </p>
        <footer>
          <Button onClick={onClose}>{word('close')}</Button>
          <Button type="primary" disabled={reason.trim().length < 2} onClick={() => void copy()}>
            {word('copy')}
          </Button>
        </footer>
      </div>
    </Modal>
  );
}

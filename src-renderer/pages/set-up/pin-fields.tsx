import { Form, Input } from 'antd';
import { useWords } from '../../bridge/words.ts';

export interface PinValues {
  readonly officerPin: string;
  readonly officerRepeat: string;
  readonly userPin: string;
  readonly userRepeat: string;
}

/** The two PINs, each twice. They are in the fields alone, and are gone with the form. */
export function PinFields({ limits }: { readonly limits: { readonly min: number; readonly max: number } }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.setUp.seal.${key}`, facts);
  const { min, max } = limits;
  const length = word('length', { min, max });
  const unlike =
    (other: keyof PinValues) =>
    ({ getFieldValue }: { getFieldValue: (name: keyof PinValues) => unknown }) => ({
      validator: async (_rule: unknown, value: unknown) => {
        if (value && value === getFieldValue(other)) throw new Error(word('pinsSame'));
      },
    });
  const like =
    (first: keyof PinValues) =>
    ({ getFieldValue }: { getFieldValue: (name: keyof PinValues) => unknown }) => ({
      validator: async (_rule: unknown, value: unknown) => {
        if ((value ?? '') !== (getFieldValue(first) ?? '')) throw new Error(word('repeatWrong'));
      },
    });
  const input = <Input type="password" maxLength={max} autoComplete="off" className="sk-setup-pin" />;
  return (
    <fieldset className="sk-setup-section">
      <legend>
        <b>{word('pins')}</b> <span className="sk-note">{word('pinsNote', { min, max })}</span>
      </legend>
      <div className="sk-setup-two">
        <Form.Item
          name="officerPin"
          label={word('officer')}
          extra={word('officerHint')}
          rules={[{ required: true, min, max, message: length }]}
        >
          {input}
        </Form.Item>
        <Form.Item
          name="officerRepeat"
          label={`${word('officer')} ${word('repeat')}`}
          dependencies={['officerPin']}
          rules={[like('officerPin')]}
        >
          {input}
        </Form.Item>
        <Form.Item
          name="userPin"
          label={word('user')}
          extra={word('userHint')}
          dependencies={['officerPin']}
          rules={[{ required: true, min, max, message: length }, unlike('officerPin')]}
        >
          {input}
        </Form.Item>
        <Form.Item
          name="userRepeat"
          label={`${word('user')} ${word('repeat')}`}
          dependencies={['userPin']}
          rules={[like('userPin')]}
        >
          {input}
        </Form.Item>
      </div>
    </fieldset>
  );
}

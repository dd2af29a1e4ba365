import { Button, Modal } from 'antd';
import { useWords } from '../../bridge/words.ts';
import { clockText, dateText } from '../../components/time-words.ts';

/** Shown once, for reading aloud or writing down: the station keeps only its hash. */
export function OneTimePassword(props: {
  readonly name: string;
  readonly given: { readonly oneTimePassword: string; readonly validUntil: string };
  readonly onClose: () => void;
}) {
  const { name, given, onClose } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.settings.account.oneTime.${key}`, facts);
  const until = new Date(given.validUntil);
  return (
    <Modal open onCancel={onClose} title={word('title')} width={480} footer={null} maskClosable={false}>
      <div className="sk-account">
        <p>{word('text', { name, until: `${dateText(until)} ${clockText(until)}` })}</p>
        <output className="sk-one-time sk-mono" aria-label={word('title')}>
          {given.oneTimePassword}
        </output>
        <footer>
          <Button type="primary" onClick={onClose}>
            {word('close')}
          </Button>
        </footer>
      </div>
    </Modal>
  );
}

import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../bridge/words.ts';
import './pin-dialog.css';

/**
 * The window in which a PIN is typed: it names the key, cannot be dismissed by a stray click, and closing it is a no.
 *
 * @param isBeside it lies beside what is agreed to, never over it
 */
export function PinFrame(props: {
  readonly title: string;
  readonly tokenSerial: string;
  readonly isBeside?: boolean;
  readonly onRefuse: () => void;
  readonly children: ReactNode;
}) {
  const { title, tokenSerial, isBeside = false, onRefuse, children } = props;
  const say = useWords();
  return (
    <Modal
      open
      onCancel={onRefuse}
      footer={null}
      closable={false}
      maskClosable={false}
      width="var(--sk-pin-width)"
      {...(isBeside && { wrapClassName: 'sk-pin-wrap' })}
      title={
        <span className="sk-pin-head">
          {title}
          <span className="sk-quiet sk-small">
            {say('screen.components.pin.key', { ending: tokenSerial.slice(-4) })}
          </span>
        </span>
      }
    >
      {children}
    </Modal>
  );
}

import { Button, Modal } from 'antd';
import type { ChangedFile, ComparedSide } from '#shared/contract/stamping.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Viewer } from '../../components/viewer/viewer.tsx';
import { FileText } from '../approve/changes.tsx';
import '../approve/approve.css';
import './changed-panel.css';

/** 对照两份文件: what was approved at the left, what lies there now at the right, and the lines that differ below. */
export function CompareDialog(props: {
  readonly documentId: string;
  readonly title: string;
  readonly found: ChangedFile;
  readonly onClose: () => void;
}) {
  const { documentId, title, found, onClose } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.stamp.changed.${key}`, facts);
  const { approved, now, unreadable, text } = found;
  return (
    <Modal
      open
      onCancel={onClose}
      title={word('compareOf', { title })}
      width="min(1400px, calc(100vw - 32px))"
      style={{ top: 16 }}
      footer={<Button onClick={onClose}>{word('close')}</Button>}
    >
      <div className="sk-compare">
        <Side title={word('atApproval')} side={approved} address={`document/${documentId}/approved`}>
          <p className="sk-quiet">{word('noCopy')}</p>
        </Side>
        <Side title={word('now')} side={now} address={`document/${documentId}`}>
          {unreadable && <ErrorPanel error={errorText(unreadable)} />}
        </Side>
        {approved && now && (
          <section className="sk-changes sk-compare-text" aria-label={word('differs')}>
            <FileText text={text} />
          </section>
        )}
      </div>
    </Modal>
  );
}

function Side(props: {
  readonly title: string;
  readonly side: ComparedSide | null;
  readonly address: string;
  /** In the place of pages that cannot be shown. */
  readonly children: React.ReactNode;
}) {
  const { title, side, address, children } = props;
  const say = useWords();
  return (
    <section className="sk-compare-side" aria-label={title}>
      <h3>
        {title}
        {side && <span className="sk-quiet"> {say('screen.stamp.changed.pagesOf', { count: side.pages.length })}</span>}
      </h3>
      {side ? (
        <div className="sk-compare-pages">
          <Viewer address={address} format={side.format} pages={side.pages} hasThumbs={false} />
        </div>
      ) : (
        children
      )}
    </section>
  );
}

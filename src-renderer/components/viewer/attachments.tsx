import { PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { AttachedFile } from '#shared/contract/documents.ts';
import { useWords } from '../../bridge/words.ts';
import { fileSize } from '../file-size.ts';
import { StatusWord } from '../status-word.tsx';
import './attachments.css';

/** An attachment, and what the seal that is looked at says of it. */
export interface ShownAttachment extends AttachedFile {
  readonly coverage?: 'covered' | 'changed' | 'open';
}

export interface Attachments {
  readonly files: readonly ShownAttachment[];
  /** Further ones that are not listed. */
  readonly leftOut: number;
}

const statusOf = { covered: 'ok', changed: 'refused', open: 'attention' } as const;

/** Stands in the toolbar where a document carries anything besides its pages. */
export function AttachmentsButton(props: {
  readonly count: number;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}) {
  const say = useWords();
  const { count, isOpen, onOpen } = props;
  return (
    <Button
      type="text"
      className="sk-view-attached"
      icon={<PaperClipOutlined />}
      aria-expanded={isOpen}
      onClick={() => onOpen(!isOpen)}
    >
      {say('screen.viewer.attachments.count', { count })}
    </Button>
  );
}

/** What travels inside a document and stands on no page. Nothing in this list can be opened. */
export function AttachmentList({ attachments: { files, leftOut } }: { readonly attachments: Attachments }) {
  const say = useWords();
  return (
    <aside className="sk-view-attachments" aria-label={say('screen.viewer.attachments.title')} tabIndex={0}>
      <h2>{say('screen.viewer.attachments.title')}</h2>
      <p className="sk-small sk-quiet">{say('screen.viewer.attachments.note')}</p>
      <ul className="sk-plain">
        {files.map((file, index) => (
          <li key={index}>
            <b>{file.name === '' ? say('screen.viewer.attachments.unnamed') : file.name}</b>
            <span className="sk-small sk-quiet">
              {[file.type, file.bytes === null ? say('screen.viewer.attachments.unknownSize') : fileSize(file.bytes)]
                .filter(Boolean)
                .join('　')}
            </span>
            {file.coverage && (
              <StatusWord status={statusOf[file.coverage]}>
                {say(`screen.verify.later.fileStates.${file.coverage}`)}
              </StatusWord>
            )}
          </li>
        ))}
      </ul>
      {leftOut > 0 && <p className="sk-small">{say('screen.viewer.attachments.leftOut', { count: leftOut })}</p>}
    </aside>
  );
}

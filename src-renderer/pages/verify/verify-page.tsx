import { DownloadOutlined, FileSearchOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useWords } from '../../bridge/words.ts';
import { PageHead } from '../../components/panel.tsx';
import { StatusWord, type Status } from '../../components/status-word.tsx';
import { ChooseFiles, DropCurtain, useFileDrop } from './take-files.tsx';
import { FileView } from './file-view.tsx';
import { saveForPrograms, saveOnPaper } from './save-report.ts';
import { useVerification, type VerifiedFile } from './use-verification.ts';
import './verify.css';

/** 验章: drop a file, read one sentence, open what it rests on. */
export function VerifyPage() {
  const say = useWords();
  const verification = useVerification();
  const { files, current, take, choose } = verification;
  const isOver = useFileDrop(take);
  const hasFiles = files.length > 0;
  const actions = hasFiles && (
    <>
      <Button icon={<PrinterOutlined />} disabled={!current?.report} onClick={() => window.print()}>
        {say('screen.verify.print')}
      </Button>
      <Button
        icon={<DownloadOutlined />}
        disabled={!current?.report}
        onClick={() => current && void saveOnPaper(say, current)}
      >
        {say('screen.verify.save')}
      </Button>
      <Button disabled={!current?.report} onClick={() => current && saveForPrograms(say, current)}>
        {say('screen.verify.saveJson')}
      </Button>
      <ChooseFiles isPrimary icon={<FileSearchOutlined />} onFiles={take}>
        {say('screen.verify.again')}
      </ChooseFiles>
    </>
  );
  return (
    <>
      <PageHead title={say('screen.verify.title')} purpose={say('screen.verify.purpose')} actions={actions} isWhite />
      {hasFiles && current ? (
        <FileView
          key={current.id}
          file={current}
          list={files.length > 1 && <FileList files={files} current={current} onChoose={choose} />}
        />
      ) : (
        <DropPlace onFiles={take} />
      )}
      <DropCurtain isShown={isOver && hasFiles} />
    </>
  );
}

/** The whole page takes files; this says so. */
function DropPlace({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const say = useWords();
  return (
    <div className="sk-grow sk-verify-empty">
      <section className="sk-verify-drop">
        <FileSearchOutlined className="sk-verify-drop-icon" aria-hidden />
        <h2 className="sk-serif">{say('screen.verify.drop.title')}</h2>
        <p className="sk-quiet">{say('screen.verify.drop.text')}</p>
        <ChooseFiles isPrimary onFiles={onFiles}>
          {say('screen.verify.drop.choose')}
        </ChooseFiles>
      </section>
    </div>
  );
}

const statusOf = {
  valid: 'ok',
  invalid: 'refused',
  indeterminate: 'attention',
  unsigned: 'neutral',
  error: 'refused',
} as const satisfies Record<string, Status>;

function FileList(props: {
  readonly files: readonly VerifiedFile[];
  readonly current: VerifiedFile;
  readonly onChoose: (id: number) => void;
}) {
  const say = useWords();
  const { files, current, onChoose } = props;
  return (
    <ul className="sk-plain sk-verify-files" aria-label={say('screen.verify.files.label')}>
      {files.map((file) => (
        <li key={file.id}>
          <button
            type="button"
            aria-current={file.id === current.id || undefined}
            className="sk-verify-file"
            onClick={() => onChoose(file.id)}
          >
            <FileState file={file} />
            <span className="sk-verify-file-name">{file.fileName}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function FileState({ file }: { readonly file: VerifiedFile }) {
  const say = useWords();
  if (file.state === 'failed') return <StatusWord status="refused">{say('states.verdict.error')}</StatusWord>;
  if (!file.report) {
    return (
      <StatusWord status="waiting">
        {say(`screen.verify.files.${file.state === 'sending' ? 'sending' : 'checking'}`)}
      </StatusWord>
    );
  }
  const { verdict } = file.report;
  return <StatusWord status={statusOf[verdict]}>{say(`states.verdict.${verdict}`)}</StatusWord>;
}

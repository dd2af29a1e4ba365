import {
  ArrowLeftOutlined,
  DownloadOutlined,
  FileSearchOutlined,
  FolderOpenOutlined,
  PrinterOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../bridge/words.ts';
import { PageHead } from '../../components/panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { useTransferDrop } from '../request/drop-files.tsx';
import { FileView } from './file-view.tsx';
import { chosenFiles, droppedFiles, type FoundFiles } from './folder-files.ts';
import { RunView } from './run-view.tsx';
import { saveForPrograms, saveOnPaper, saveTable } from './save-report.ts';
import { ChooseFiles, DropCurtain } from './take-files.tsx';
import { useVerification, type VerifiedFile } from './use-verification.ts';
import { useVerificationRun } from './use-verification-run.ts';
import { verdictStatus } from './verdict-status.ts';
import type { RunRow } from './verification-run.ts';
import './verify.css';

/** So many files are still a list; more, and every folder, are a table. */
const mostListed = 12;

/** 验章: drop a file, read one sentence, open what it rests on. A folder becomes a table of verdicts. */
export function VerifyPage() {
  const say = useWords();
  const verification = useVerification();
  const [run, runState] = useVerificationRun();
  const [leftOut, setLeftOut] = useState(0);
  const [opened, setOpened] = useState<RunRow | null>(null);
  const { files, current, choose } = verification;
  const isRun = runState.rows.length > 0;
  const take = (found: FoundFiles): void => {
    if (!isRun && !found.hasFolder && files.length + found.files.length <= mostListed) {
      verification.take(found.files.map(({ file }) => file));
      return;
    }
    setOpened(null);
    setLeftOut((before) => before + found.leftOut);
    run.add(found.files);
  };
  const isOver = useTransferDrop((transfer) => void droppedFiles(transfer).then(take));
  const choice = (
    <>
      <ChooseFiles isFolder icon={<FolderOpenOutlined />} onFiles={(chosen) => take(chosenFiles(chosen))}>
        {say('screen.verify.run.chooseFolder')}
      </ChooseFiles>
      <ChooseFiles isPrimary icon={<FileSearchOutlined />} onFiles={(chosen) => take(chosenFiles(chosen))}>
        {say(isRun || files.length > 0 ? 'screen.verify.again' : 'screen.verify.drop.choose')}
      </ChooseFiles>
    </>
  );
  const onOpen = (row: RunRow): void => {
    setOpened(row);
    verification.clear();
    verification.take([row.file]);
  };
  const isTable = isRun && opened === null;
  const shown = isTable ? null : current;
  const forget = (): void => {
    run.clear();
    verification.clear();
    setOpened(null);
    setLeftOut(0);
  };
  const actions = isTable ? (
    <>
      <Button onClick={forget}>{say('screen.verify.run.forget')}</Button>
      <Button
        icon={<DownloadOutlined />}
        disabled={runState.done === 0}
        onClick={() =>
          saveTable(
            say,
            runState.rows.flatMap(({ result }) => result ?? []),
          )
        }
      >
        {say('screen.verify.run.saveTable')}
      </Button>
      {choice}
    </>
  ) : (
    shown && (
      <>
        {opened && (
          <Button icon={<ArrowLeftOutlined />} onClick={() => setOpened(null)}>
            {say('screen.verify.run.back')}
          </Button>
        )}
        <FileActions file={shown} />
        {!opened && choice}
      </>
    )
  );
  return (
    <>
      <PageHead title={say('screen.verify.title')} purpose={say('screen.verify.purpose')} actions={actions} isWhite />
      {isRun && (
        <div className={isTable ? 'sk-grow sk-run-place' : 'sk-run-hidden'}>
          <RunView run={run} state={runState} leftOut={leftOut} onOpen={onOpen} />
        </div>
      )}
      {shown && (
        <FileView
          key={shown.id}
          file={shown}
          list={!opened && files.length > 1 && <FileList files={files} current={shown} onChoose={choose} />}
        />
      )}
      {!isRun && !shown && <DropPlace choice={choice} />}
      <DropCurtain isShown={isOver && (isRun || files.length > 0)} />
    </>
  );
}

function FileActions({ file }: { readonly file: VerifiedFile }) {
  const say = useWords();
  const isWaiting = !file.report;
  return (
    <>
      <Button icon={<PrinterOutlined />} disabled={isWaiting} onClick={() => window.print()}>
        {say('screen.verify.print')}
      </Button>
      <Button icon={<DownloadOutlined />} disabled={isWaiting} onClick={() => void saveOnPaper(say, file)}>
        {say('screen.verify.save')}
      </Button>
      <Button disabled={isWaiting} onClick={() => saveForPrograms(say, file)}>
        {say('screen.verify.saveJson')}
      </Button>
    </>
  );
}

/** The whole page takes files; this says so. */
function DropPlace({ choice }: { readonly choice: ReactNode }) {
  const say = useWords();
  return (
    <div className="sk-grow sk-verify-empty">
      <section className="sk-verify-drop">
        <FileSearchOutlined className="sk-verify-drop-icon" aria-hidden />
        <h2 className="sk-serif">{say('screen.verify.drop.title')}</h2>
        <p className="sk-quiet">{say('screen.verify.drop.text')}</p>
        <div className="sk-row">{choice}</div>
      </section>
    </div>
  );
}

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
  return <StatusWord status={verdictStatus[verdict]}>{say(`states.verdict.${verdict}`)}</StatusWord>;
}

import type { RevisionComparison, SignatureCoverage } from '#shared/contract/verification.ts';
import { useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { StatusWord, type Status } from '../../components/status-word.tsx';
import { LaterChanges } from './later-changes.tsx';
import { pageList } from './page-marks.ts';
import { WordChanges } from './word-changes.tsx';

const shownFiles = 12;

/** What of the file the signature covers: bytes of a PDF, files of an OFD, and what was done later. */
export function Coverage(props: {
  readonly coverage: SignatureCoverage;
  readonly comparison: RevisionComparison | null;
  readonly isComparing: boolean;
  readonly onPage: (page: number) => void;
}) {
  const { coverage, comparison, isComparing, onPage } = props;
  const { bytes, changes, files } = coverage;
  return (
    <>
      {bytes && <ByteBar bytes={bytes} />}
      {comparison && <WordChanges comparison={comparison} onPage={onPage} />}
      {isComparing && <Skeleton lines={1} />}
      {changes.length > 0 && <LaterChanges changes={changes} onPage={onPage} />}
      {files.length > 0 && <Files files={files} />}
    </>
  );
}

function ByteBar({ bytes }: { readonly bytes: NonNullable<SignatureCoverage['bytes']> }) {
  const say = useWords();
  const word = (key: string, facts: Readonly<Record<string, unknown>>): string =>
    say(`screen.verify.later.${key}`, facts);
  const { before, own, after, later } = bytes;
  const covered = before + after;
  const parts = [
    ['covered', before],
    ['own', own],
    ['covered', after],
    ['later', later],
  ] as const;
  return (
    <>
      <div className="sk-bytes" role="img" aria-label={word('bar', { covered, own, later })}>
        {parts.map(([name, count], index) =>
          count === 0 ? null : <span key={index} className={`sk-bytes-${name}`} style={{ flexGrow: count }} />,
        )}
      </div>
      <p className="sk-bytes-legend" aria-hidden>
        <Legend name="covered">{word('covered', { count: covered })}</Legend>
        <Legend name="own">{word('own', { count: own })}</Legend>
        {later > 0 && <Legend name="later">{word('added', { count: later })}</Legend>}
      </p>
    </>
  );
}

export function Legend({ name, children }: { readonly name: 'covered' | 'own' | 'later'; readonly children: string }) {
  return (
    <span className="sk-legend">
      <i className={`sk-bytes-${name}`} /> {children}
    </span>
  );
}

const statusOf: Readonly<Record<SignatureCoverage['files'][number]['state'], Status>> = {
  covered: 'ok',
  changed: 'refused',
  missing: 'refused',
  open: 'attention',
};

function Files({ files }: Pick<SignatureCoverage, 'files'>) {
  const say = useWords();
  const odd = files.filter(({ state }) => state !== 'covered').length;
  const shown = files.slice(0, Math.max(shownFiles, odd));
  const left = files.length - shown.length;
  return (
    <ul className="sk-plain sk-coverage-list" aria-label={say('screen.verify.later.files')}>
      {shown.map(({ path, state, pages }) => (
        <li key={path}>
          <StatusWord status={statusOf[state]}>{say(`screen.verify.later.fileStates.${state}`)}</StatusWord>
          <span className="sk-mono">{path}</span>
          {state !== 'covered' && pages.length > 0 && (
            <span className="sk-quiet">{say('screen.verify.signatures.pages', { pages: pageList(pages) })}</span>
          )}
        </li>
      ))}
      {left > 0 && <li className="sk-quiet">{say('screen.verify.later.moreFiles', { count: left })}</li>}
    </ul>
  );
}

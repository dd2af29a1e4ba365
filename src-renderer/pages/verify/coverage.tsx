import type { SignatureCoverage } from '#shared/contract/verification.ts';
import { findWords, useWords } from '../../bridge/words.ts';
import { StatusWord, type Status } from '../../components/status-word.tsx';

const shownFiles = 12;

/** What of the file the signature covers: bytes of a PDF, files of an OFD, and what was done later. */
export function Coverage({ coverage }: { readonly coverage: SignatureCoverage }) {
  const { bytes, changes, files } = coverage;
  return (
    <>
      {bytes && <ByteBar bytes={bytes} />}
      {changes.length > 0 && <Changes changes={changes} />}
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

function Changes({ changes }: Pick<SignatureCoverage, 'changes'>) {
  const say = useWords();
  const words = (reason: string): string =>
    findWords(`screen.verify.changes.${reason.split(':')[0]}`) ?? say('screen.verify.changes.other', { reason });
  const told = [
    ...new Map(changes.map((change) => [`${change.isAllowed} ${change.reason} ${change.field}`, change])).values(),
  ];
  return (
    <ul className="sk-plain sk-coverage-list">
      {told.map(({ isAllowed, reason, field }) => (
        <li key={`${isAllowed} ${reason} ${field}`}>
          <StatusWord status={isAllowed ? 'neutral' : 'refused'}>
            {isAllowed ? say('screen.verify.later.allowed', { text: words(reason) }) : words(reason)}
          </StatusWord>
          {field !== null && <span className="sk-mono">{field}</span>}
        </li>
      ))}
    </ul>
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
      {shown.map(({ path, state }) => (
        <li key={path}>
          <StatusWord status={statusOf[state]}>{say(`screen.verify.later.fileStates.${state}`)}</StatusWord>
          <span className="sk-mono">{path}</span>
        </li>
      ))}
      {left > 0 && <li className="sk-quiet">{say('screen.verify.later.moreFiles', { count: left })}</li>}
    </ul>
  );
}

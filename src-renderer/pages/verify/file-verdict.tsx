import { useEffect, useRef } from 'react';
import type { FileReport, RevisionComparison, SignatureReport } from '#shared/contract/verification.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { verdictKind } from '#shared/model/verdict-kind.ts';
import { asStationError } from '../../bridge/client.ts';
import { errorText, useWords, type Facts, type Say } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { VerdictHead } from '../../components/verdict-head.tsx';
import { Grounds } from './grounds.tsx';
import type { VerifiedFile } from './use-verification.ts';

/** The verdict on one file, its signatures, and the grounds of the one that is looked at. */
export function FileVerdict(props: {
  readonly file: VerifiedFile;
  /** Index of the signature that is looked at. */
  readonly at: number;
  readonly comparison: RevisionComparison | null;
  readonly isComparing: boolean;
  readonly onChoose: (signature: number) => void;
  readonly onPage: (page: number) => void;
}) {
  const { file, at, comparison, isComparing, onChoose, onPage } = props;
  const say = useWords();
  const { report } = file;
  if (file.state === 'failed') {
    return <ErrorPanel error={errorText(toErrorShape(asStationError(file.error)))} />;
  }
  if (!report) {
    return (
      <div className="sk-verify-loading">
        <Skeleton lines={7} height={36} />
      </div>
    );
  }
  const { signatures, error } = report;
  const signature = signatures[at];
  const about = say('screen.verify.about', { name: file.fileName, size: file.size, at: localTime(file.at) });
  if (error) return <ErrorPanel error={error}>{<p className="sk-small sk-quiet">{about}</p>}</ErrorPanel>;
  return (
    <>
      <Verdict report={report} about={about} />
      {signatures.length > 1 && (
        <Panel title={say('screen.verify.signatures.title', { count: signatures.length })} isFlush>
          <ul className="sk-plain sk-verify-signatures">
            {signatures.map((each, index) => (
              <SignatureLine
                key={`${each.name} ${index}`}
                signature={each}
                isCurrent={index === at}
                onChoose={() => {
                  onChoose(index);
                  const page = file.look?.signatures[index]?.stamps[0]?.page;
                  if (page !== undefined) onPage(page);
                }}
              />
            ))}
          </ul>
        </Panel>
      )}
      {signature && (
        <Grounds
          key={at}
          signature={signature}
          coverage={file.look?.signatures[at]}
          {...{ comparison, isComparing, onPage }}
          at={signature.signedAt ? officeText(signature.signedAt) : say('screen.verify.signatures.noTime')}
        />
      )}
    </>
  );
}

function Verdict({ report, about }: { readonly report: FileReport; readonly about: string }) {
  const say = useWords();
  const decisive = report.signatures.find(({ verdict }) => verdict === report.verdict);
  const kind = verdictKind(report.verdict, decisive?.reasons ?? report.reasons, decisive?.facts);
  // A seal that nobody vouches for is not called real because the file was changed.
  const isVouchedFor = !decisive?.facts.some(({ state }) => state === 'unknown');
  const text = kind === 'changed' && !isVouchedFor ? 'textUnvouched' : 'text';
  return (
    <div role="status">
      <VerdictHead
        verdict={report.verdict}
        title={say(`screen.verify.kind.${kind}.title`)}
        sentence={say(`screen.verify.kind.${kind}.${text}`, namesIn(say, decisive))}
        about={about}
      />
    </div>
  );
}

/** Who sealed and who made the seal, or a word for somebody unknown. */
function namesIn(say: Say, signature: SignatureReport | undefined): Facts {
  const { signer, sealName, maker } = signature ?? {};
  return {
    owner: sealName ?? signer ?? say('screen.verify.someOwner'),
    signer: signer ?? say('screen.verify.someSigner'),
    maker: maker ?? say('screen.verify.someMaker'),
  };
}

const statusOf = { valid: 'ok', invalid: 'refused', indeterminate: 'attention' } as const;

function SignatureLine(props: {
  readonly signature: SignatureReport;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
}) {
  const { signature, isCurrent, onChoose } = props;
  const say = useWords();
  const line = useRef<HTMLLIElement>(null);
  // Chosen by its stamp on the page, the line may lie outside the view.
  useEffect(() => {
    if (isCurrent) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const { kind, sealName, signer, signedAt, pages, verdict, name } = signature;
  return (
    <li ref={line}>
      <button type="button" className="sk-verify-signature" aria-current={isCurrent || undefined} onClick={onChoose}>
        <StatusWord status={statusOf[verdict]}>{say(`states.verdict.${verdict}`)}</StatusWord>
        <b>{sealName ?? signer ?? `${say(`screen.verify.signatures.${kind}`)} ${name}`}</b>
        <span className="sk-quiet">
          {signedAt ? officeText(signedAt) : say('screen.verify.signatures.noTime')}
          {pages.length > 0 && `　${say('screen.verify.signatures.pages', { pages: pages.join('、') })}`}
        </span>
      </button>
    </li>
  );
}

/** `2026-11-18 10:31:20` in office time. */
export function officeText(utc: string): string {
  return new Date(Date.parse(utc) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

function localTime(at: Date): string {
  return officeText(at.toISOString());
}

import { useCallback, useMemo, type RefObject } from 'react';
import type { FileLook, FileReport } from '#shared/contract/verification.ts';
import { verdictKind } from '#shared/model/verdict-kind.ts';
import { useWords, type Say } from '../../bridge/words.ts';
import type { PageOnScreen } from '../../components/viewer/sheet.tsx';
import { SignatureMarks, type SignatureMark } from '../../components/viewer/signature-marks.tsx';
import { Viewer, type ViewerHandle } from '../../components/viewer/viewer.tsx';
import { Legend } from './coverage.tsx';
import type { VerifiedFile } from './use-verification.ts';

/** The file as it is now, with the places of its seals outlined and what was done since said below. */
export function FilePages(props: {
  readonly file: VerifiedFile;
  readonly look: FileLook;
  /** Index of the signature that is looked at. */
  readonly chosen: number | null;
  readonly onChoose: (signature: number) => void;
  readonly ref: RefObject<ViewerHandle | null>;
}) {
  const { file, look, chosen, onChoose, ref } = props;
  const say = useWords();
  const { report, uploadId } = file;
  const marks = useMemo(() => marksOf(look, report, say), [look, report, say]);
  const overlay = useCallback(
    (page: PageOnScreen) => <SignatureMarks {...{ page, marks, chosen, onChoose }} />,
    [marks, chosen, onChoose],
  );
  // Opened at the first seal, which is what one wants to see.
  const firstSeal = look.signatures.flatMap(({ stamps }) => stamps)[0]?.page;
  const onOpened = useCallback(() => {
    if (firstSeal !== undefined && firstSeal > 1) ref.current?.showPage(firstSeal);
  }, [firstSeal, ref]);
  const isSigned = look.signatures.length > 0;
  const isFoundChanged = report?.signatures.some(
    ({ verdict, reasons, facts }) => verdictKind(verdict, reasons, facts) === 'changed',
  );
  const isSeenChanged = look.signatures.some(
    ({ changes, files }) =>
      changes.some(({ isAllowed }) => !isAllowed) ||
      files.some(({ state }) => state === 'changed' || state === 'missing'),
  );
  const hasStamp = look.signatures.some(({ stamps }) => stamps.length > 0);
  const foot =
    isSigned && (report?.verdict !== 'invalid' || isFoundChanged || !hasStamp) ? (
      <span className="sk-row">
        {isFoundChanged || isSeenChanged ? (
          <Legend name="later">{say('screen.verify.page.changed')}</Legend>
        ) : (
          report?.verdict !== 'invalid' && <Legend name="covered">{say('screen.verify.page.coveredAll')}</Legend>
        )}
        {!hasStamp && <span className="sk-quiet">{say('screen.verify.page.noStamp')}</span>}
      </span>
    ) : undefined;
  if (uploadId === null) return null;
  return (
    <div className="sk-verify-pages">
      <Viewer
        ref={ref}
        address={`upload/${uploadId}`}
        format={look.format}
        pages={look.pages}
        overlay={overlay}
        onOpened={onOpened}
        hasThumbs={false}
        {...(foot && { foot })}
      />
    </div>
  );
}

function marksOf(look: FileLook, report: FileReport | null, say: Say): SignatureMark[] {
  return look.signatures.flatMap(({ stamps }, signature) => {
    const told = report?.signatures[signature];
    const seal = told?.sealName ?? told?.signer ?? '';
    const verdict = told?.verdict ?? 'indeterminate';
    const state = say(told ? `states.verdict.${verdict}` : 'screen.verify.files.checking');
    const words = say('screen.verify.page.stamp', { seal, state });
    return stamps.map((place) => ({ signature, place, verdict, words }));
  });
}

import { useCallback, type RefObject } from 'react';
import type { FileLook } from '#shared/contract/verification.ts';
import { verdictKind } from '#shared/model/verdict-kind.ts';
import { useWords } from '../../bridge/words.ts';
import type { PageOnScreen } from '../../components/viewer/sheet.tsx';
import { Viewer, type ViewerHandle } from '../../components/viewer/viewer.tsx';
import { Legend } from './coverage.tsx';
import type { VerifiedFile } from './use-verification.ts';

/** The file as it is now, with the places of its seals outlined and what was done since said below. */
export function FilePages(props: {
  readonly file: VerifiedFile;
  readonly look: FileLook;
  readonly ref: RefObject<ViewerHandle | null>;
}) {
  const { file, look, ref } = props;
  const say = useWords();
  const { report, uploadId } = file;
  const overlay = useCallback(
    ({ number, pxPerMm }: PageOnScreen) =>
      look.signatures.flatMap(({ stamps }, index) => {
        const signature = report?.signatures[index];
        return stamps
          .filter(({ page }) => page === number)
          .map(({ xMm, yMm, widthMm, heightMm }, at) => (
            <span
              key={`${index} ${at}`}
              className={`sk-verify-spot sk-verify-spot-${signature?.verdict ?? 'valid'}`}
              role="img"
              aria-label={say('screen.verify.page.stamp', { seal: signature?.sealName ?? signature?.signer ?? '' })}
              style={{
                left: xMm * pxPerMm,
                top: yMm * pxPerMm,
                width: widthMm * pxPerMm,
                height: heightMm * pxPerMm,
              }}
            />
          ));
      }),
    [look, report, say],
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

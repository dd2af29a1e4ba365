import { Segmented } from 'antd';
import { Fragment, useCallback, useMemo, type RefObject } from 'react';
import type { FileLook, FileReport, RevisionComparison } from '#shared/contract/verification.ts';
import { verdictKind } from '#shared/model/verdict-kind.ts';
import { useWords, type Say } from '../../bridge/words.ts';
import type { PageOnScreen } from '../../components/viewer/sheet.tsx';
import { SignatureMarks, type SignatureMark } from '../../components/viewer/signature-marks.tsx';
import { Viewer, type ViewerHandle } from '../../components/viewer/viewer.tsx';
import { Legend } from './coverage.tsx';
import { changedPages, marksOn, pageList } from './page-marks.ts';
import type { VerifiedFile } from './use-verification.ts';

/** The file now, or as it was sealed: its seals can be clicked, and what was changed since is marked. */
export function FilePages(props: {
  readonly file: VerifiedFile;
  readonly look: FileLook;
  /** The signature that is looked at. */
  readonly at: number;
  readonly comparison: RevisionComparison | null;
  readonly state: 'now' | 'sealed';
  readonly onState: (state: 'now' | 'sealed') => void;
  readonly onChoose: (signature: number) => void;
  readonly ref: RefObject<ViewerHandle | null>;
}) {
  const { file, look, at, comparison, state, onState, onChoose, ref } = props;
  const say = useWords();
  const { report, uploadId } = file;
  const coverage = look.signatures[at];
  const signed = state === 'sealed' ? (coverage?.signedState ?? null) : null;
  const marks = useMemo(() => marksOf(look, report, say), [look, report, say]);
  const overlay = useCallback(
    (page: PageOnScreen) => (
      <>
        {/* Seals made later are not on the page of then. */}
        <SignatureMarks
          {...{ page, onChoose }}
          marks={signed ? marks.filter(({ signature }) => signature <= at) : marks}
          chosen={at}
        />
        {marksOn(page.number, state, coverage, comparison).map(({ place, label }) => (
          <Fragment key={`${label} ${place.xMm} ${place.yMm}`}>
            <span
              className={`sk-verify-mark sk-verify-mark-${state}`}
              role="img"
              aria-label={say(`screen.verify.page.${state === 'now' ? 'markNow' : 'markSealed'}`, { label })}
              style={boxStyle(place, page.pxPerMm)}
            />
            <i
              className="sk-verify-mark-number"
              aria-hidden
              style={{ top: (place.yMm + place.heightMm / 2) * page.pxPerMm }}
            >
              {label}
            </i>
          </Fragment>
        ))}
      </>
    ),
    [marks, say, at, coverage, comparison, state, signed, onChoose],
  );
  const attachments = useMemo(
    () => ({
      files: look.attachments.map(({ coverage: of, ...file }) => ({ ...file, ...(of[at] && { coverage: of[at] }) })),
      leftOut: 0,
    }),
    [look, at],
  );
  // Opened at what was changed, else at the first seal, which is what one wants to see.
  const touched = coverage ? changedPages(coverage) : [];
  const firstSeal = coverage?.stamps[0]?.page ?? look.signatures.flatMap(({ stamps }) => stamps)[0]?.page;
  const first = touched[0] ?? firstSeal;
  const onOpened = useCallback(() => {
    if (first !== undefined && first > 1) ref.current?.showPage(first);
  }, [first, ref]);
  if (uploadId === null) return null;
  const foot = <Foot file={file} look={look} at={at} touched={touched} />;
  return (
    <div className="sk-verify-pages">
      {coverage?.signedState && <StateTabs state={state} onState={onState} />}
      <Viewer
        key={signed ? signed.end : 'now'}
        ref={ref}
        address={signed ? `upload/${uploadId}/first/${signed.end}` : `upload/${uploadId}`}
        format={look.format}
        pages={signed?.pages ?? look.pages}
        overlay={overlay}
        onOpened={onOpened}
        hasThumbs={false}
        attachments={attachments}
        {...(look.signatures.length > 0 && { foot })}
      />
    </div>
  );
}

function boxStyle(place: { xMm: number; yMm: number; widthMm: number; heightMm: number }, pxPerMm: number) {
  const { xMm, yMm, widthMm, heightMm } = place;
  return { left: xMm * pxPerMm, top: yMm * pxPerMm, width: widthMm * pxPerMm, height: heightMm * pxPerMm };
}

function StateTabs(props: { readonly state: 'now' | 'sealed'; readonly onState: (state: 'now' | 'sealed') => void }) {
  const say = useWords();
  return (
    <Segmented
      className="sk-verify-states"
      aria-label={say('screen.verify.page.states')}
      value={props.state}
      onChange={props.onState}
      options={(['now', 'sealed'] as const).map((value) => ({ value, label: say(`screen.verify.page.${value}`) }))}
    />
  );
}

/** What the seal that is looked at speaks for, page by page. */
function Foot(props: {
  readonly file: VerifiedFile;
  readonly look: FileLook;
  readonly at: number;
  readonly touched: readonly number[];
}) {
  const { file, look, at, touched } = props;
  const say = useWords();
  const signature = file.report?.signatures[at];
  const coverage = look.signatures[at];
  if (!signature || !coverage) return null;
  const kind = verdictKind(signature.verdict, signature.reasons, signature.facts);
  const isChanged =
    kind === 'changed' ||
    coverage.changes.some(({ isAllowed }) => !isAllowed) ||
    coverage.files.some((one) => one.state === 'changed' || one.state === 'missing');
  const whole = look.pages.map(({ number }) => number).filter((page) => !touched.includes(page));
  const isByPage = touched.length > 0;
  return (
    <span className="sk-row sk-verify-foot">
      {isChanged && isByPage && whole.length > 0 && (
        <Legend name="covered">{say('screen.verify.page.coveredPages', { pages: pageList(whole) })}</Legend>
      )}
      {isChanged && (
        <Legend name="later">
          {isByPage
            ? say('screen.verify.page.changedPages', { pages: pageList(touched) })
            : say('screen.verify.page.changed')}
        </Legend>
      )}
      {!isChanged && signature.verdict !== 'invalid' && (
        <Legend name="covered">{say('screen.verify.page.coveredAll')}</Legend>
      )}
      {isChanged && look.format === 'OFD' && <span className="sk-quiet">{say('screen.verify.page.ofdSealed')}</span>}
      {coverage.stamps.length === 0 && <span className="sk-quiet">{say('screen.verify.page.noStamp')}</span>}
    </span>
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

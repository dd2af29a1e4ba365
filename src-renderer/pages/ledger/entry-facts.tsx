import { useQuery } from '@tanstack/react-query';
import type { EntryStoryView } from '#shared/contract/ledger-views.ts';
import { station } from '../../bridge/client.ts';
import { findWords, useWords, type Facts } from '../../bridge/words.ts';
import { ClauseTag } from '../../components/clause-tag.tsx';
import { Digest } from '../../components/digest.tsx';
import { FactsList, type FactRow } from '../../components/facts-list.tsx';
import { shortSealName } from '../../components/seal-name.ts';
import { useMedia } from './use-box.ts';

const tall = '(min-height: 900px)';
const tenth = (millimetres: number): string => millimetres.toFixed(1);

/** What was used, by whom and for what. A low screen shows here what the table beside it cannot. */
export function EntryFacts({ story, unitName }: { readonly story: EntryStoryView; readonly unitName: string | null }) {
  const isTall = useMedia(tall);
  const rows = useFactRows(story, unitName);
  const shown = isTall ? [...rows.usual, ...rows.first, ...rows.seal] : rows.first;
  return (
    <section className="sk-entry-part">
      <FactsList rows={shown} />
    </section>
  );
}

/** Everything else that the register keeps of the entry. */
export function MoreFacts({ story }: { readonly story: EntryStoryView }) {
  const say = useWords();
  const isTall = useMedia(tall);
  const rows = useFactRows(story, null);
  const shown = [...(isTall ? [] : [...rows.usual, ...rows.seal]), ...rows.rest];
  return (
    <details className="sk-entry-part sk-entry-more">
      <summary>{say('screen.ledger.entry.more')}</summary>
      <FactsList rows={shown} />
    </details>
  );
}

function useFactRows(story: EntryStoryView, unitName: string | null) {
  const say = useWords();
  const word = (key: string, values?: Facts): string => say(`screen.ledger.entry.${key}`, values);
  const { row, facts } = story;
  const reasonClause = useReasonClause();
  const row2 = (label: string, value: string | null): FactRow[] => (value ? [{ label: word(label), value }] : []);
  const isVoid = row.result === 'void';
  const [place] = facts.positions;
  const { timestamp, longTerm } = facts;
  const stampedAt =
    timestamp === null
      ? word('timestampOff')
      : timestamp.genTime === null
        ? word('timestampNone', {
            why: findWords(`ledger.timestampFailures.${timestamp.failure}`) ?? timestamp.failure,
          })
        : word('timestampValue', {
            time: timestamp.genTime.slice(0, 19).replace('T', ' '),
            authority: timestamp.authority ?? '',
          });
  const materialRow = row2('longTerm', facts.signatureForm && materialText(say, longTerm));
  const isLess = longTerm !== null && longTerm.failure !== null;
  const stampRow = row2('timestamp', facts.signatureForm && stampedAt);
  return {
    usual: [
      ...row2('unit', [row.unitName, row.deptName].filter(Boolean).join('　')),
      ...row2('approvers', facts.approvers.map(({ name, post }) => [name, post].filter(Boolean).join('　')).join('、')),
      ...row2('handler', row.handler),
    ],
    first: [
      {
        label: word(isVoid ? 'voidReason' : 'reason'),
        value: row.reason,
        ...(reasonClause !== null && !isVoid && { aside: <ClauseTag basis="clause" clause={reasonClause} /> }),
      },
      {
        label: word('sealUser'),
        value: (
          <span className="sk-entry-two">
            <span>{row.sealUser}</span>
            {row.copies !== null && <span>{word('copies', { count: row.copies })}</span>}
          </span>
        ),
      },
      ...(timestamp === null ? [] : stampRow),
      ...(isLess ? materialRow : []),
    ],
    seal: [
      ...row2('seal', [shortSealName(say, row.sealName, unitName), facts.sealCode ?? facts.esId].join('　')),
      ...row2(
        'position',
        place ? word('positionAt', { page: place.page, left: tenth(place.xMm), top: tenth(place.yMm) }) : null,
      ),
    ],
    rest: [
      ...row2('documentNumber', row.documentNumber),
      ...row2('file', facts.fileFormat && word('fileValue', { format: facts.fileFormat, pages: facts.pages })),
      ...row2('approval', facts.approvalId),
      ...row2('custodian', facts.custodian),
      ...row2('token', facts.tokenSerial),
      ...row2('workstation', facts.workstation),
      ...row2('remark', facts.remark),
      ...row2('archiveNo', facts.archiveNo),
      ...row2('returnedDocument', facts.returnedDocument),
      ...row2('signatureForm', facts.signatureForm && say(`ledger.signatureForms.${facts.signatureForm}`)),
      ...(timestamp === null ? stampRow : []),
      ...(isLess ? [] : materialRow),
      { label: word('before'), value: <Digest hex={facts.digestBeforeSm3} /> },
    ],
  };
}

/** What went with the file for checking it later, and why it was less than was wanted. */
function materialText(say: ReturnType<typeof useWords>, longTerm: EntryStoryView['facts']['longTerm']): string {
  if (longTerm === null) return say('screen.ledger.entry.longTermOff');
  const { got: level, failure } = longTerm;
  const got = say(`ledger.longTermLevels.${level}`);
  if (failure === null) return got;
  const why = findWords(`ledger.longTermFailures.${failure}`) ?? findWords(`ledger.timestampFailures.${failure}`);
  return say('screen.ledger.entry.longTermLess', { got, why: why ?? failure });
}

/** The clause that asks for a reason, under the regulation in force here. */
function useReasonClause(): string | null {
  const { data } = useQuery({ ...station.station.registerForm.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const field = data?.fields.find(({ key }) => key === 'reason');
  return field?.basis === 'clause' ? field.ref : null;
}

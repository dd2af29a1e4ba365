import { BankOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { ProfileView } from '#shared/contract/desk.ts';
import type { ComplianceLine } from '#shared/contract/statistics.ts';
import { useWords } from '../../bridge/words.ts';
import { ClauseTag } from '../../components/clause-tag.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { whenFree } from '../../components/when-free.tsx';

const states = ['ok', 'attention', 'office'] as const;

/** 制度逐条对照: each requirement, how the office stands, on what grounds, and where to look. */
export const ComplianceTable = whenFree(function ComplianceTable(props: {
  readonly lines: readonly ComplianceLine[];
  readonly profile: ProfileView | null;
}) {
  const { lines, profile } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.statistics.rules.${key}`, facts);
  const documents = profile?.documents.map(({ title, docNumber }) => [title, docNumber].filter(Boolean).join('，'));
  return (
    <Panel
      className="sk-statistics-rules"
      title={word('title')}
      note={documents?.join('；')}
      aside={
        <span className="sk-statistics-sums">
          {states.map((state) => (
            <LineState key={state} state={state}>
              {word(`sums.${state}`, { count: lines.filter((line) => line.state === state).length })}
            </LineState>
          ))}
        </span>
      }
      isFlush
    >
      <table className="sk-statistics-table">
        <thead>
          <tr>
            {['clause', 'what', 'state', 'finding', 'evidence'].map((name) => (
              <th key={name} scope="col">
                {word(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.rule}>
              <td>
                <ClauseTag basis={line.basis} clause={line.clause} />
              </td>
              <th scope="row">{say(`screen.statistics.rule.${line.rule}`)}</th>
              <td>
                <LineState state={line.state}>{word(`states.${line.state}`)}</LineState>
              </td>
              <td>{say(`screen.statistics.findings.${line.finding.key}`, line.finding.facts)}</td>
              <td>
                <Evidence line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="sk-note sk-statistics-note">{word('note')}</p>
    </Panel>
  );
});

function LineState({ state, children }: { readonly state: ComplianceLine['state']; readonly children: string }) {
  if (state !== 'office') return <StatusWord status={state}>{children}</StatusWord>;
  return (
    <span className="sk-status sk-quiet">
      <BankOutlined aria-hidden /> {children}
    </span>
  );
}

function Evidence({ line: { evidence, rule } }: { readonly line: ComplianceLine }) {
  const say = useWords();
  if (evidence === null) return null;
  const words = say(`screen.statistics.rules.open.${evidence.page}`, { count: evidence.count });
  // The same words stand in many lines; who hears them is told of which.
  const name = <span className="sk-unseen"> {say(`screen.statistics.rule.${rule}`)}</span>;
  return evidence.page === 'ledger' ? (
    <Link to="/ledger" search={evidence.filter ? { filter: evidence.filter } : {}}>
      {words}
      {name}
    </Link>
  ) : (
    <Link to={`/${evidence.page}`}>
      {words}
      {name}
    </Link>
  );
}

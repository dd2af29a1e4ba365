import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { useState, type ReactNode } from 'react';
import type { RevisionComparison, SignatureCoverage, SignatureReport } from '#shared/contract/verification.ts';
import { evidenceWords } from '#shared/model/evidence-words.ts';
import { topicOf } from '#shared/model/fact-topic.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { findWords, useWords } from '../../bridge/words.ts';
import { Digest } from '../../components/digest.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusIcon, StatusWord, type Status } from '../../components/status-word.tsx';
import { Coverage } from './coverage.tsx';
import { changedPages, pageList } from './page-marks.ts';
import { factWords, groupFacts, groupWords, type FactGroup } from './fact-groups.ts';

const statusOf: Readonly<Record<Fact['state'], Status>> = {
  ok: 'ok',
  warn: 'ok',
  unknown: 'attention',
  fail: 'refused',
};

/** 依据: what was checked, question by question; each opens to its evidence. */
export function Grounds(props: {
  readonly signature: SignatureReport;
  readonly coverage: SignatureCoverage | undefined;
  readonly comparison: RevisionComparison | null;
  readonly isComparing: boolean;
  /** Signing time, as it is said. */
  readonly at: string;
  readonly onPage: (page: number) => void;
}) {
  const { signature, coverage, comparison, isComparing, at, onPage } = props;
  const say = useWords();
  const groups = groupFacts(signature.facts);
  const count = (...states: readonly Fact['state'][]): number =>
    groups.filter(({ state }) => states.includes(state)).length;
  const claims = groups.filter(({ isClaim }) => isClaim).length;
  const counts = { ok: count('ok', 'warn') - claims, fail: count('fail'), unknown: count('unknown') };
  const note = (['ok', 'fail', 'unknown'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => say(`screen.verify.grounds.${name}`, { count: counts[name] }))
    .join(say('screen.verify.grounds.and'));
  const later = coverage?.bytes?.later ?? 0;
  /** Bytes behind the seal say more than that something was changed. */
  const addedWords = ({ name, state }: FactGroup): string | undefined => {
    if (name !== 'later' || state !== 'fail' || later === 0) return undefined;
    const pages = coverage ? changedPages(coverage) : [];
    return pages.length === 0
      ? say('screen.verify.later.bytes', { later })
      : say('screen.verify.later.bytesOnPages', { later, pages: pageList(pages) });
  };
  // What decides is open: the contradictions, or else what nobody can confirm.
  const decisive = counts.fail > 0 ? 'fail' : 'unknown';
  return (
    <Panel title={say('screen.verify.grounds.title')} note={note} isFlush className="sk-grounds">
      {groups.map((group) => (
        <Ground
          key={group.name}
          group={group}
          isDecisive={group.state === decisive}
          words={addedWords(group) ?? groupWords(say, findWords, group, signature, at)}
          more={
            group.name === 'later' &&
            coverage && <Coverage coverage={coverage} {...{ comparison, isComparing, onPage }} />
          }
        />
      ))}
    </Panel>
  );
}

function Ground(props: {
  readonly group: FactGroup;
  readonly isDecisive: boolean;
  readonly words: string;
  readonly more: ReactNode;
}) {
  const { group, isDecisive, words, more } = props;
  const say = useWords();
  const [isOpen, setOpen] = useState(isDecisive);
  const status = group.isClaim ? 'neutral' : statusOf[group.state];
  const Arrow = isOpen ? DownOutlined : RightOutlined;
  return (
    <section className={`sk-ground sk-ground-${group.state} ${isOpen ? 'sk-ground-open' : ''}`}>
      <button type="button" className="sk-ground-head" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <StatusIcon status={status} />
        <span className="sk-unseen">{say(`screen.components.status.${status}`)}</span>
        <b>{say(`screen.verify.groups.${group.name}`)}</b>
        <span className="sk-ground-words">{words}</span>
        <Arrow className="sk-ground-arrow" aria-hidden />
      </button>
      {isOpen && (
        <div className="sk-ground-body">
          {more}
          <ul className="sk-plain">
            {group.facts.map((fact, index) => (
              <li key={`${fact.check} ${index}`}>
                <StatusWord status={fact.state === 'warn' ? 'neutral' : statusOf[fact.state]}>
                  {factWords(say, findWords, fact)}
                </StatusWord>
                <Evidence evidence={fact.evidence} />
                <FactWhy check={fact.check} isOk={fact.state === 'ok'} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** What was looked at, which rule asks for it, and what would change the answer. */
function FactWhy({ check, isOk }: { readonly check: string; readonly isOk: boolean }) {
  const say = useWords();
  const topic = `facts.topics.${topicOf(check)}`;
  return (
    <dl className="sk-fact-why">
      {(['what', 'rule', 'change'] as const)
        .filter((part) => part !== 'change' || !isOk)
        .map((part) => (
          <div key={part}>
            <dt>{say(`screen.verify.why.${part}`)}</dt>
            <dd>{findWords(`${topic}.${part}`)}</dd>
          </div>
        ))}
    </dl>
  );
}

function Evidence({ evidence = {} }: { readonly evidence?: Fact['evidence'] | undefined }) {
  const named = Object.entries(evidence).flatMap(([key, value]) => {
    const name = findWords(`screen.verify.evidence.${key}`);
    return name === undefined || typeof value === 'boolean'
      ? []
      : [{ key, name, value: evidenceWords(findWords, key, value) }];
  });
  if (named.length === 0) return null;
  return (
    <dl className="sk-ground-evidence">
      {named.map(({ key, name, value }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>{/^[0-9a-f]{32,}$/.test(value) ? <Digest hex={value} /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

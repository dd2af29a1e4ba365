import type { ProfileView } from '#shared/contract/desk.ts';
import { useWords } from '../../bridge/words.ts';
import { FactsList } from '../../components/facts-list.tsx';
import { Panel } from '../../components/panel.tsx';

/** 制度依据: which regulation this station works by, and what its clause tags point to. */
export function BasisSettings({ profile }: { readonly profile: ProfileView | null }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.settings.basis.${key}`, facts);
  if (!profile) return <p>{say('screen.frame.notSetUp')}</p>;
  const { terms, pinMaxAgeDays } = profile;
  return (
    <div className="sk-settings-stack">
      <p className="sk-quiet">{word('purpose')}</p>
      {profile.documents.map((document) => (
        <Panel key={document.code} title={document.title}>
          <FactsList
            rows={[
              { label: word('number'), value: document.docNumber ?? '—' },
              { label: word('issuer'), value: document.issuer },
              { label: word('issuedOn'), value: document.issuedOn ?? '—' },
              { label: word('code'), value: <span className="sk-mono">{document.code}</span> },
            ]}
          />
        </Panel>
      ))}
      <Panel title={word('profile')}>
        <FactsList
          rows={[
            { label: word('profile'), value: `${profile.shortTitle}（${profile.profileId}）` },
            { label: word('version'), value: profile.profileVersion },
            {
              label: word('pinAge'),
              value: pinMaxAgeDays === null ? word('pinAgeNone') : word('pinAgeDays', { days: pinMaxAgeDays }),
            },
            { label: word('term.system'), value: terms.system },
            { label: word('term.seal'), value: terms.seal },
            { label: word('term.token'), value: terms.token },
            { label: word('term.pin'), value: terms.pin },
          ]}
        />
        <p className="sk-note">{word('tags')}</p>
      </Panel>
    </div>
  );
}

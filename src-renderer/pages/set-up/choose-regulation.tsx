import { Link } from '@tanstack/react-router';
import type { ProfileChoice } from '#shared/contract/set-up.ts';
import { useWords } from '../../bridge/words.ts';
import { StepFoot, StepPanel } from './step-foot.tsx';

/** 制度: which regulation, by its region and its documents. */
export function ChooseRegulation(props: {
  readonly profiles: readonly ProfileChoice[];
  readonly profileId: string;
  readonly onChoose: (profileId: string) => void;
  readonly onNext: () => void;
}) {
  const say = useWords();
  const { profiles, profileId, onChoose, onNext } = props;
  const word = (key: string): string => say(`screen.setUp.regulation.${key}`);
  const first = profiles.find((profile) => profile.profileId === profileId) ?? profiles[0];
  return (
    <StepPanel title={word('title')} note={word('note')}>
      <form
        className="sk-setup-body"
        onSubmit={(event) => {
          event.preventDefault();
          if (profileId !== '') onNext();
        }}
      >
        <div className="sk-setup-cards" role="radiogroup" aria-label={word('title')}>
          {profiles.map((profile) => (
            <label key={profile.profileId} className="sk-setup-card">
              <input
                type="radio"
                name="regulation"
                autoFocus={profile === first}
                checked={profile.profileId === profileId}
                onChange={() => onChoose(profile.profileId)}
              />
              <b>{profile.region}</b>
              <span className="sk-setup-documents">
                {profile.documents.map(({ title, docNumber }) => (
                  <span key={title}>
                    {title} <span className="sk-quiet">{docNumber ?? word('noNumber')}</span>
                  </span>
                ))}
              </span>
            </label>
          ))}
        </div>
        <StepFoot
          next={say('screen.setUp.next', { step: say('screen.setUp.step.registry') })}
          reason={profileId === '' ? word('missing') : undefined}
        >
          <Link to="/verify" className="sk-setup-verify sk-small">
            {say('screen.signIn.verifyOnly')}
          </Link>
        </StepFoot>
      </form>
    </StepPanel>
  );
}

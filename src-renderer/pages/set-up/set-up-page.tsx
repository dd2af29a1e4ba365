import { useState, type ReactNode } from 'react';
import { useSession } from '../../bridge/session.ts';
import { useSetUpState } from '../../bridge/use-set-up.ts';
import { useFrame } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { PageHead } from '../../components/panel.tsx';
import { PageError } from '../page-error.tsx';
import { emptyEnrolment, enrolmentStep } from './enrolment-draft.ts';
import { Enrolment } from './enrolment.tsx';
import { FirstSeal } from './first-seal.tsx';
import { FirstStamp } from './first-stamp.tsx';
import { setUpSteps, StepList, type SetUpStep } from './step-list.tsx';
import { useDraft } from './use-draft.ts';
import { WhoGoesOn } from './who-goes-on.tsx';
import './set-up.css';
import './set-up-forms.css';

/** 初始化: from an empty folder to the first stamp. Which step it is follows from the station, not from this page. */
export function SetUpPage() {
  const say = useWords();
  const { signedIn } = useSession();
  const frame = useFrame();
  const state = useSetUpState();
  const draft = useDraft('sealkeeper.set-up', emptyEnrolment);
  const [code, setCode] = useState('');
  const [taken, setTaken] = useState('');

  const show = (step: SetUpStep, content: ReactNode): ReactNode => (
    <>
      <PageHead title={say('screen.setUp.title')} purpose={say('screen.setUp.purpose', { count: setUpSteps.length })} />
      <div className="sk-page-body">
        <div className="sk-setup">
          <StepList current={step} />
          <div className="sk-setup-content">{content}</div>
        </div>
      </div>
    </>
  );

  if (!state.data) {
    const content = state.error ? (
      <PageError error={state.error} reset={() => void state.refetch()} />
    ) : (
      <Skeleton lines={6} />
    );
    return show('regulation', content);
  }
  const { isSetUp, hasSeal, profiles } = state.data;
  if (!isSetUp) {
    return show(
      enrolmentStep(draft.values, code !== ''),
      <Enrolment draft={draft} code={code} onCode={setCode} profiles={profiles} />,
    );
  }
  if (hasSeal || taken !== '') return show('first', <FirstStamp sealName={taken} isSignedIn={signedIn !== null} />);
  if (!signedIn) return show('people', <WhoGoesOn frame={frame} />);
  return (
    <FirstSeal
      key={signedIn.person.account}
      state={state.data}
      person={signedIn.person}
      onTaken={setTaken}
      show={show}
    />
  );
}

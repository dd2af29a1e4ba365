import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { enter, useSession, type SignedIn } from '../../bridge/session.ts';
import { goesOnWithSetUp, useSetUpState } from '../../bridge/use-set-up.ts';
import { useFrame, useIsLost, useNow } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { KeyStateChip, RegistryStateChip } from '../../components/state-chips.tsx';
import { moment, sayTime } from '../../components/time-words.ts';
import { SignInForm } from './sign-in-form.tsx';
import './sign-in.css';

/**
 * The door of the station, and what a locked screen shows.
 *
 * @param isLock the address of the page behind it is kept, for the person who locked the screen
 */
export function SignInPage({ isLock = false }: { readonly isLock?: boolean }) {
  const say = useWords();
  const navigate = useNavigate();
  const frame = useFrame();
  const now = useNow(frame);
  const isLost = useIsLost();
  const { signedIn, door } = useSession();

  const { data: setUp } = useSetUpState();
  const isSetUp = setUp?.isSetUp ?? true;

  const home = goesOnWithSetUp(setUp, signedIn?.person.roles ?? []) ? '/set-up' : '/desk';

  useEffect(() => {
    if (!isSetUp) void navigate({ to: '/set-up', replace: true });
    else if (signedIn && !isLock) void navigate({ to: home });
  }, [signedIn, isLock, isSetUp, home, navigate]);

  const onSignedIn = (next: SignedIn): void => {
    enter(next);
    if (!returns(isLock, door.account, next.person)) {
      void navigate({ to: goesOnWithSetUp(setUp, next.person.roles) ? '/set-up' : '/desk' });
    }
  };
  const document = frame?.profile?.documents[0];
  const reason = door.reason === 'idle' || door.reason === 'ended' ? say(`screen.signIn.${door.reason}`) : null;
  const lockedName = frame?.people.find(({ account }) => account === door.account)?.name;

  return (
    <div className="sk-door">
      <header className="sk-door-top">
        <span className="sk-small sk-quiet">
          {frame?.hostName} {frame?.stationId}
        </span>
        <span className="sk-door-chips">
          {frame && <KeyStateChip chip={frame.key} now={now} word={say('screen.signIn.keyPresent')} />}
          {frame && <RegistryStateChip chip={frame.registry} now={now} word={say('screen.signIn.registryConnected')} />}
        </span>
      </header>
      {isLost && <Banner status="attention">{say('screen.frame.channel.lost')}</Banner>}
      <main className="sk-door-main">
        <h1 className="sk-unseen">{say('screen.signIn.title')}</h1>
        <div className="sk-door-name">
          <span className="sk-serif sk-door-product">{say('screen.frame.product')}</span>
          <span>
            <b className="sk-door-unit">{frame?.unitName ?? say('screen.frame.notSetUp')}</b>
            <span className="sk-small sk-quiet">{say('screen.signIn.purpose')}</span>
          </span>
        </div>
        {isLock && (
          <Banner status="attention" title={door.reason === 'locked' ? say('screen.signIn.locked') : reason}>
            {' '}
            {lockedName && say('screen.signIn.lockedFor', { name: lockedName })}
          </Banner>
        )}
        <SignInForm people={frame?.people ?? []} first={door.account} onSignedIn={onSignedIn} />
        <p className="sk-door-last sk-note">
          {frame?.lastPerson ? (
            <>
              <span>{say('screen.signIn.last')}</span>
              <span>
                {say('screen.signIn.lastLeft', {
                  name: frame.lastPerson.name,
                  at: sayTime(say, moment(new Date(frame.lastPerson.at), now)),
                })}
              </span>
            </>
          ) : (
            <span>{say('screen.signIn.lastNobody')}</span>
          )}
        </p>
      </main>
      <footer className="sk-door-foot sk-note">
        <span>{document && say('screen.signIn.basis', { title: document.title, number: document.docNumber })}</span>
        <span>{say('screen.signIn.trace')}</span>
        <span>{frame && say('screen.signIn.version', { version: frame.version })}</span>
      </footer>
    </div>
  );
}

/** Whoever locked the screen comes back to the same place; anybody else starts at the desk. */
function returns(isLock: boolean, lockedBy: string | null, person: SignedInPerson): boolean {
  return isLock && (lockedBy === null || lockedBy === person.account);
}

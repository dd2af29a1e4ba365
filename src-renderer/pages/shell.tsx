import { Outlet, useRouterState } from '@tanstack/react-router';
import { startTransition, useCallback, useEffect, useMemo, useState } from 'react';
import { client } from '../bridge/client.ts';
import { useIdleLock } from '../bridge/idle-lock.ts';
import { leave, useSession } from '../bridge/session.ts';
import { goesOnWithSetUp, useSetUpState } from '../bridge/use-set-up.ts';
import { useDesk, useFrame, useIsLost, useNow } from '../bridge/use-station.ts';
import { useWords } from '../bridge/words.ts';
import { Banner } from '../components/banner.tsx';
import { Frame } from '../components/frame.tsx';
import { KeyHelp } from '../components/key-help.tsx';
import { itemsFor } from '../components/navigation-items.ts';
import { NewPasswordPage } from './sign-in/new-password-page.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** Pages that need nobody to be signed in. */
const openPages = new Set(['/sign-in', '/verify', '/set-up', '/components']);
/** Pages that fill the window without the frame. */
const barePages = new Set(['/sign-in', '/components']);

/**
 * Around every page. Without a session the sign-in page stands where the page would be, at the same address, so that
 * the person who locked the screen comes back to it.
 */
export function Shell() {
  const { signedIn, door } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [areKeysShown, showKeys] = useState(false);
  const lock = useCallback((reason: 'locked' | 'idle') => {
    // The station is told first; that it cannot be reached keeps nobody's screen open.
    void client.session.signOut().catch(() => undefined);
    leave(reason);
  }, []);
  useIdleLock(
    signedIn !== null,
    useCallback(() => lock('idle'), [lock]),
  );
  const onLock = useCallback(() => lock('locked'), [lock]);
  const items = useShellItems();
  const onKeys = useCallback(() => showKeys(true), []);
  useShortcuts({ items, onLock: signedIn ? onLock : null, onKeys });
  const isOpen = openPages.has(path);

  if (signedIn?.mustChangePassword) return <NewPasswordPage signedIn={signedIn} />;
  if (!signedIn && !isOpen) return <SignInPage isLock={door.account !== null} />;
  if (barePages.has(path)) return <Outlet />;
  return (
    <>
      <FramedPage onLock={onLock} onKeys={onKeys} />
      <KeyHelp isOpen={areKeysShown} onClose={() => showKeys(false)} />
    </>
  );
}

function useShellItems() {
  const { signedIn } = useSession();
  const frame = useFrame();
  const { data: setUp } = useSetUpState();
  const isUnderWay = signedIn ? goesOnWithSetUp(setUp, signedIn.person.roles) : setUp?.hasSeal === false;
  const isSetUp = frame === undefined || (frame.unitName !== null && !isUnderWay);
  return useMemo(() => itemsFor(signedIn?.person.roles ?? null, isSetUp), [signedIn, isSetUp]);
}

function FramedPage({ onLock, onKeys }: { readonly onLock: () => void; readonly onKeys: () => void }) {
  const say = useWords();
  const { signedIn } = useSession();
  const frame = useFrame();
  const now = useNow(frame);
  const isLost = useIsLost();
  const { summary } = useDesk();
  const items = useShellItems();
  const counts = useMemo(() => ({ ...summary?.counts, desk: summary?.tasks.length ?? 0 }), [summary]);
  return (
    <Frame
      station={frame}
      person={signedIn?.person ?? null}
      items={items}
      counts={counts}
      now={now}
      onLock={onLock}
      onKeys={onKeys}
      notice={isLost ? <Banner status="attention">{say('screen.frame.channel.lost')}</Banner> : undefined}
    >
      <PageInTurn />
    </Frame>
  );
}

/**
 * The page of the address. The one before leaves at once, so that the key or click is answered; the new one stands up
 * after it, in pieces between which further keys are heard.
 */
function PageInTurn() {
  const wanted = useRouterState({ select: ({ matches }) => matches.at(-1)?.routeId });
  const [standing, setStanding] = useState<typeof wanted>();
  useEffect(() => startTransition(() => setStanding(wanted)), [wanted]);
  return standing === wanted ? <Outlet /> : null;
}

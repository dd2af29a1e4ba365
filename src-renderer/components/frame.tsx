import { LockOutlined, LoginOutlined, MenuOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ProfileView, StationFrame } from '#shared/contract/desk.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { useWords } from '../bridge/words.ts';
import { ClauseDocuments } from './clause-tag.tsx';
import { NavIcon } from './nav-icon.tsx';
import type { NavItem } from './navigation-items.ts';
import { KeyStateChip, RegistryStateChip } from './state-chips.tsx';
import { whenFree } from './when-free.tsx';
import './frame.css';

export interface FrameProps {
  readonly station: StationFrame | undefined;
  readonly person: SignedInPerson | null;
  readonly items: readonly NavItem[];
  readonly counts: Readonly<Record<string, number>>;
  readonly now: Date;
  readonly onLock: () => void;
  readonly onKeys: () => void;
  /** A sentence across the top of the page while the station cannot be reached. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
}

const noDocuments: ProfileView['documents'] = [];

type BarProps = Pick<FrameProps, 'station' | 'person' | 'now' | 'onLock'>;
type NavigationProps = Pick<FrameProps, 'items' | 'counts' | 'onKeys'>;

/** Top bar, navigation and what stands in every window; the page is its child. */
export function Frame({ station, person, items, counts, now, onLock, onKeys, notice, children }: FrameProps) {
  return (
    <ClauseDocuments value={station?.profile?.documents ?? noDocuments}>
      <div className="sk-frame">
        <TopBar station={station} person={person} now={now} onLock={onLock} />
        {station?.isTraining && <Ribbon />}
        <div className="sk-frame-below">
          <Navigation items={items} counts={counts} onKeys={onKeys} />
          <main className="sk-main" id="page" tabIndex={-1}>
            {notice}
            {children}
          </main>
        </div>
      </div>
    </ClauseDocuments>
  );
}

const TopBar = whenFree(function TopBar({ station, person, now, onLock }: BarProps) {
  const say = useWords();
  return (
    <header className="sk-bar">
      <a
        className="sk-skip"
        href="#page"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('#page')?.focus();
        }}
      >
        {say('screen.frame.skip')}
      </a>
      <span className="sk-bar-product sk-serif">{say('screen.frame.product')}</span>
      <span className="sk-bar-line" aria-hidden />
      <b className="sk-bar-unit">{station?.unitName ?? say('screen.frame.notSetUp')}</b>
      {station?.profile && (
        <Link to="/settings" search={{ tab: 'basis' }} className="sk-chip sk-bar-profile">
          <span className="sk-quiet">{say('screen.frame.profile')}</span> {station.profile.shortTitle}
        </Link>
      )}
      <span className="sk-bar-space" />
      {station && <KeyStateChip chip={station.key} now={now} />}
      {station && <RegistryStateChip chip={station.registry} now={now} />}
      {/* Before the set-up there is nobody who could sign in. */}
      {(person !== null || station?.unitName !== null) && <span className="sk-bar-line" aria-hidden />}
      {person ? (
        <>
          <span className="sk-bar-person">
            <b>{person.name}</b>{' '}
            <span className="sk-quiet">{person.roles.map((role) => say(`states.role.${role}`)).join(' ')}</span>
          </span>
          <Button
            size="small"
            icon={<LockOutlined />}
            onClick={onLock}
            className="sk-bar-lock"
            aria-keyshortcuts="Control+L"
          >
            {say('screen.frame.lock')}
          </Button>
        </>
      ) : (
        station?.unitName !== null && (
          <Link to="/sign-in" className="sk-chip">
            <LoginOutlined aria-hidden /> {say('screen.frame.signIn')}
          </Link>
        )
      )}
    </header>
  );
});

/** Across the whole width, and only while training. */
export function Ribbon() {
  const say = useWords();
  return (
    <aside className="sk-ribbon" aria-label={say('screen.frame.training')}>
      <b>{say('screen.frame.ribbon')}</b>
    </aside>
  );
}

const Navigation = whenFree(function Navigation({ items, counts, onKeys }: NavigationProps) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <nav className={isOpen ? 'sk-nav sk-nav-open' : 'sk-nav'} aria-label={say('screen.frame.navigation')}>
      <Button className="sk-nav-button" icon={<MenuOutlined />} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {say('screen.frame.menu')}
      </Button>
      <ul className="sk-plain sk-nav-list">
        {items.map(({ name, path }) => {
          const count = counts[name] ?? 0;
          return (
            <li key={name}>
              <Link
                to={path}
                className="sk-nav-item"
                activeProps={{ className: 'sk-nav-current' }}
                onClick={() => setOpen(false)}
              >
                <NavIcon name={name} />
                <span className="sk-nav-word">{say(`screen.frame.nav.${name}`)}</span>
                {count > 0 && (
                  <span className="sk-nav-count" aria-label={say('screen.frame.waiting', { count })}>
                    {count}
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
      <button type="button" className="sk-nav-keys" onClick={onKeys} aria-keyshortcuts="?">
        <kbd className="sk-key">?</kbd> {say('screen.frame.keys')}
      </button>
    </nav>
  );
});

import { Button } from 'antd';
import type { StationFrame } from '#shared/contract/desk.ts';
import { client } from '../../bridge/client.ts';
import { enter, leave, useSession } from '../../bridge/session.ts';
import { useWords } from '../../bridge/words.ts';
import { SignInForm } from '../sign-in/sign-in-form.tsx';
import { StepFoot, StepPanel } from './step-foot.tsx';

/** Signs whoever is here out, so that the next person can go on at the same page. */
export function changePerson(): void {
  void client.session.signOut().catch(() => undefined);
  leave('closed');
}

/** The station exists, and somebody who may go on has to sign in. */
export function WhoGoesOn({ frame }: { readonly frame: StationFrame | undefined }) {
  const say = useWords();
  const { door } = useSession();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.setUp.door.${key}`, facts);
  const custodians = frame?.people.filter(({ roles }) => roles.includes('custodian')) ?? [];
  return (
    <StepPanel title={word('title', { unit: frame?.unitName ?? '' })} note={word('system')}>
      <div className="sk-setup-body sk-setup-narrow">
        {custodians.length > 0 && <p className="sk-quiet sk-small">{word('custodian')}</p>}
        <SignInForm people={custodians} first={door.account} onSignedIn={enter} />
      </div>
    </StepPanel>
  );
}

/** For everybody else: what is going on, and what one can do meanwhile. */
export function NotYours({ title, name }: { readonly title: string; readonly name: string }) {
  const say = useWords();
  return (
    <StepPanel title={title} note={say('screen.setUp.door.other', { name })}>
      <StepFoot>
        <Button onClick={changePerson}>{say('screen.setUp.door.change')}</Button>
      </StepFoot>
    </StepPanel>
  );
}

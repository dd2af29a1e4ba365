import { Button } from 'antd';
import { client } from '../../bridge/client.ts';
import { enter, leave, type SignedIn } from '../../bridge/session.ts';
import { useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { NewPasswordForm } from '../settings/new-password-form.tsx';
import './sign-in.css';

/** After a reset: nothing else can be done until the person has a password that nobody else knows. */
export function NewPasswordPage({ signedIn }: { readonly signedIn: SignedIn }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.signIn.newPassword.${key}`, facts);
  return (
    <div className="sk-door">
      <main className="sk-door-main">
        <h1>{word('title', { name: signedIn.person.name })}</h1>
        <Banner status="attention">{word('text')}</Banner>
        <NewPasswordForm onChanged={() => enter({ ...signedIn, mustChangePassword: false })} />
        <p>
          <Button
            type="link"
            onClick={() => {
              void client.session.signOut().catch(() => undefined);
              leave('closed');
            }}
          >
            {word('no')}
          </Button>
        </p>
      </main>
    </div>
  );
}

import { useWords } from '../../bridge/words.ts';
import { PageHead } from '../../components/panel.tsx';

export function SetUpPage() {
  const say = useWords();
  return <PageHead title={say('screen.frame.nav.set-up')} />;
}

import { useWords } from '../../bridge/words.ts';
import { PageHead } from '../../components/panel.tsx';

export function ApprovePage() {
  const say = useWords();
  return <PageHead title={say('screen.frame.nav.approve')} />;
}

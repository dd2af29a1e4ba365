import { useWords } from '../../bridge/words.ts';
import { PageHead } from '../../components/panel.tsx';

export function SettingsPage() {
  const say = useWords();
  return <PageHead title={say('screen.settings.title')} purpose={say('screen.settings.purpose')} />;
}

import { Link } from '@tanstack/react-router';
import { useWords } from '../bridge/words.ts';
import { Empty } from '../components/empty.tsx';
import { PageBody } from '../components/panel.tsx';

/** An address that leads nowhere: somebody's old bookmark, or a slip in typing. */
export function NotFound() {
  const say = useWords();
  return (
    <PageBody>
      <Empty title={say('screen.frame.notFound.title')}>
        <p>
          <Link to="/desk">{say('screen.frame.notFound.toDesk')}</Link>
        </p>
      </Empty>
    </PageBody>
  );
}

import { CheckOutlined } from '@ant-design/icons';
import { useWords } from '../../bridge/words.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { clockText } from '../../components/time-words.ts';
import type { DraftKeeping } from './use-kept-draft.ts';

/** When what is being written was kept last, or that it was not. */
export function KeptMark({ keeping }: { readonly keeping: Pick<DraftKeeping, 'savedAt' | 'hasFailed'> }) {
  const say = useWords();
  const { savedAt, hasFailed } = keeping;
  if (hasFailed) return <StatusWord status="attention">{say('screen.request.drafts.failed')}</StatusWord>;
  return (
    <span className="sk-request-kept" role="status">
      <CheckOutlined aria-hidden style={{ visibility: savedAt === null ? 'hidden' : 'visible' }} />
      {savedAt === null
        ? say('screen.request.drafts.saving')
        : say('screen.request.drafts.saved', { time: clockText(new Date(savedAt)) })}
    </span>
  );
}

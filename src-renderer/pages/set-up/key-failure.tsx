import type { ErrorShape } from '#shared/errors/station-error.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';

/** Why the key was not used. That somebody thought better of it is no error. */
export function KeyFailure({ failure }: { readonly failure: ErrorShape }) {
  const say = useWords();
  if (failure.code !== 'TOKEN_PIN_CANCELLED') return <ErrorLine error={errorText(failure)} />;
  return (
    <p role="status">
      <StatusWord status="neutral">{say('screen.setUp.waiting.noPin')}</StatusWord>
    </p>
  );
}

import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError } from '../bridge/client.ts';
import { errorText } from '../bridge/words.ts';
import { ErrorPanel } from '../components/error-panel.tsx';

/** What a page shows instead of itself when it failed: three parts and the code, and a way to try again. */
export function PageError({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  return <ErrorPanel error={errorText(toErrorShape(asStationError(error)))} onAgain={reset} />;
}

import { StationError } from '#shared/errors/station-error.ts';

/** Code and reason of the refusal an action ends with; `'accepted'` when there is none. Defects are thrown on. */
export async function refusalOf(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    const { reason } = error.facts;
    return reason === undefined ? error.code : `${error.code} ${String(reason)}`;
  }
  return 'accepted';
}

import { StationError } from '#shared/errors/station-error.ts';
import { secretFromFile, type Terminal } from './terminal.ts';

/**
 * A further password of a command, such as that of the person who consents: from a file, or asked for.
 *
 * @throws RPC_SIGN_IN_FAILED where there is nobody to ask
 */
export async function secretOf(
  terminal: Terminal,
  file: string | undefined,
  prompt: string,
  facts = {},
): Promise<string> {
  const given =
    file === undefined
      ? await terminal.secret(terminal.words.say(`cli.prompts.${prompt}`, facts))
      : secretFromFile(file);
  if (!given) throw new StationError('RPC_SIGN_IN_FAILED', { detail: '@details.accountNeeded' });
  return given;
}

import { openStation, type Station } from '#main/app/open-station.ts';
import { memoryClient, type StationClient } from '#main/rpc/router.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { terminalPin, terminalPinChange } from './terminal-pin.ts';
import { secretFromFile, type Terminal } from './terminal.ts';

/** Options every command understands. */
export interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
  readonly as?: string;
  readonly passwordFile?: string;
  readonly pinFile?: string;
  /** For a change of PIN: the old one and the new one from files. */
  readonly oldPinFile?: string;
  readonly newPinFile?: string;
}

/** Opens the station for one command, tells what recovery had to settle, and closes it whatever happens. */
export async function withStation<T>(
  terminal: Terminal,
  options: CommonOptions,
  act: (station: Station, client: StationClient) => Promise<T>,
): Promise<T> {
  const station = await openStation({
    data: options.data,
    words: terminal.words,
    pinEntry: terminalPin(terminal, options.pinFile),
    pinChangeEntry: terminalPinChange(terminal, options),
  });
  try {
    for (const { outcome, entryNo } of station.recovered) {
      terminal.line(terminal.words.say(`cli.recovery.${outcome}`, { entry: entryNo }));
    }
    return await act(station, memoryClient(station.router));
  } finally {
    await station.close();
  }
}

/** As above, for somebody who signs in first; the password is asked for, or read from a file. */
export function withPerson<T>(
  terminal: Terminal,
  options: CommonOptions,
  act: (client: StationClient, password: string, station: Station) => Promise<T>,
): Promise<T> {
  return withStation(terminal, options, async (station, anonymous) => {
    const account = options.as ?? '';
    const password = options.passwordFile
      ? secretFromFile(options.passwordFile)
      : await terminal.secret(terminal.words.say('cli.prompts.password', { account }));
    if (account === '' || !password) throw new StationError('RPC_SIGN_IN_FAILED', { detail: '@details.accountNeeded' });
    const { session } = await anonymous.session.signIn({ account, password });
    return act(memoryClient(station.router, session), password, station);
  });
}

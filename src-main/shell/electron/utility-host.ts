import path from 'node:path';
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { ProcessHost, StartOptions } from '#main/platform/processes.ts';
import { LentChannel } from '#main/platform/lent-channel.ts';
import { builtEntry } from './policy/child-entry.ts';

/** A started child and the port that speaks to it; `end` does not ask, because a driver that hangs does not hear. */
export interface StartedChild {
  readonly process: UtilityProcess;
  readonly port: MessagePortMain;
  end(): void;
}

/** @throws Error for an entry that is not one of the program's own */
export function startChild(entry: URL | string, options: StartOptions): StartedChild {
  const file = builtEntry(entry);
  if (file === null) throw new Error('not a program of this application');
  const child = utilityProcess.fork(path.join(import.meta.dirname, file), [...(options.args ?? [])], {
    stdio: ['ignore', 'ignore', options.standardError ?? 'ignore'],
    execArgv: [...(options.execArgv ?? [])],
    serviceName: path.parse(file).name,
    ...(options.env === undefined ? {} : { env: { ...options.env } }),
  });
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage(null, [port2]);
  const end = (): void => {
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    else child.kill();
  };
  return { process: child, port: port1, end };
}

/** For a command line in the main process, which uses its children itself. */
export const utilityProcessHost: ProcessHost = {
  start(entry, options = {}) {
    const child = startChild(entry, options);
    const channel = new LentChannel(child.end);
    channel.started(child.port, child.process.pid);
    child.process.once('exit', (code) => channel.ended(code));
    return channel;
  },
};

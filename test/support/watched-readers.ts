import { nodeProcessHost, type ChildChannel, type ProcessHost, type StartOptions } from '#main/platform/processes.ts';

/** Real processes, with their starts noted: a test stops, kills or counts what a reader started. */
export interface WatchedProcesses extends ProcessHost {
  readonly started: readonly { readonly child: ChildChannel; readonly options: StartOptions }[];
  /** A signal to the last one. */
  signal(name: NodeJS.Signals): void;
}

export function watchedProcesses(): WatchedProcesses {
  const started: { child: ChildChannel; options: StartOptions }[] = [];
  return {
    started,
    start(entry, options = {}) {
      const child = nodeProcessHost.start(entry, options);
      started.push({ child, options });
      return child;
    },
    signal(name) {
      const pid = started.at(-1)?.child.pid;
      if (pid === undefined) throw new Error('nothing was started');
      process.kill(pid, name);
    },
  };
}

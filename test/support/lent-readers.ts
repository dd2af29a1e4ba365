import { residentBytes } from '#main/platform/process-memory.ts';
import {
  nodeProcessHost,
  type ChildChannel,
  type ExitInfo,
  type ProcessHost,
  type StartOptions,
} from '#main/platform/processes.ts';
import { readerReady } from '#main/reader/reader-protocol.ts';

/**
 * Real processes, of which readers are lent: a reader that its station has closed goes on to the next station of the
 * same test process. It keeps nothing of a document, and loading its code is most of what a short station costs.
 */
export const lendingProcesses: ProcessHost = {
  start(entry, options = {}) {
    if (!String(entry).endsWith('/reader-main.ts')) return nodeProcessHost.start(entry, options);
    const kind = JSON.stringify([options.args, options.env, options.execArgv]);
    const idle = waiting.get(kind)?.pop();
    return lend(idle ?? startReader(kind, entry, options));
  },
};

/** More than this, and a reader is ended as its station wanted. */
const keptBytes = 256 * 2 ** 20;

interface Reader {
  readonly kind: string;
  readonly child: ChildChannel;
  /** Questions without an answer so far. */
  open: number;
  isReady: boolean;
  borrower: Borrower | null;
}

interface Borrower {
  message: (message: unknown) => void;
  exit: (info: ExitInfo) => void;
}

const waiting = new Map<string, Reader[]>();

function startReader(kind: string, entry: URL | string, options: StartOptions): Reader {
  const child = nodeProcessHost.start(entry, options);
  const reader: Reader = { kind, child, open: 0, isReady: false, borrower: null };
  child.onMessage((message) => {
    if (message === readerReady) reader.isReady = true;
    else reader.open -= 1;
    reader.borrower?.message(message);
  });
  child.onExit((info) => {
    const others = waiting.get(kind)?.filter((other) => other !== reader) ?? [];
    waiting.set(kind, others);
    reader.borrower?.exit(info);
  });
  return reader;
}

/** Gives a reader that does nothing back to those who wait; any other is ended. */
function takeBack(reader: Reader): void {
  const { child, kind } = reader;
  const bytes = child.pid === undefined ? null : residentBytes(child.pid);
  if (!reader.isReady || reader.open > 0 || bytes === null || bytes > keptBytes) {
    child.kill();
    return;
  }
  const { borrower } = reader;
  reader.borrower = null;
  waiting.set(kind, [...(waiting.get(kind) ?? []), reader]);
  queueMicrotask(() => borrower?.exit({ code: null, signal: 'SIGKILL' }));
}

function lend(reader: Reader): ChildChannel {
  const listeners: ((message: unknown) => void)[] = [];
  const exits: ((info: ExitInfo) => void)[] = [];
  let ended: ExitInfo | null = null;
  const borrower: Borrower = {
    message: (message) => {
      if (ended === null) for (const listener of listeners) listener(message);
    },
    exit: (info) => {
      if (ended !== null) return;
      ended = info;
      for (const listener of exits) listener(info);
    },
  };
  reader.borrower = borrower;
  if (reader.isReady) queueMicrotask(() => borrower.message(readerReady));
  const isMine = (): boolean => reader.borrower === borrower;
  return {
    pid: reader.child.pid,
    post(message) {
      if (!isMine()) return;
      reader.open += 1;
      reader.child.post(message);
    },
    onMessage: (listener) => listeners.push(listener),
    onExit(listener) {
      if (ended === null) exits.push(listener);
      else listener(ended);
    },
    kill() {
      if (isMine()) takeBack(reader);
    },
  };
}

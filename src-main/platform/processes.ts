import { fork, spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Child processes of the station, and the only place that starts them.
 *
 * A driver that crashes and a hostile document must cost a process, not the station. In Node a child is a fork of a
 * TypeScript entry that Node runs by stripping its types; in Electron the shell lends a `ProcessHost` over
 * `utilityProcess`, which exists only in its main process. Whoever starts a child takes the host as a dependency.
 */
export interface ProcessHost {
  start(entry: URL | string, options?: StartOptions): ChildChannel;
}

export interface StartOptions {
  readonly args?: readonly string[];
  /** The whole environment of the child; without it the child inherits ours. */
  readonly env?: Readonly<Record<string, string>>;
  /** Options of the runtime itself, such as a memory limit. */
  readonly execArgv?: readonly string[];
  /**
   * What becomes of the child's standard error. `ignore` by default: a vendor driver may print what it was given,
   * and that includes a PIN.
   */
  readonly standardError?: 'ignore' | 'inherit';
}

export interface ExitInfo {
  readonly code: number | null;
  readonly signal: string | null;
}

/** One running child. Messages keep their order; bytes arrive as Uint8Array; nothing is delivered after the exit. */
export interface ChildChannel {
  /** A message to a child that has gone is dropped: `onExit` tells the story. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called exactly once, also when the child could not be started at all. */
  onExit(listener: (info: ExitInfo) => void): void;
  /** End the child at once. A driver that hangs in a system call does not hear a polite request. */
  kill(): void;
  readonly pid: number | undefined;
}

/** `child_process.fork` with structured clone, so that Uint8Array, Map and Date survive the way. */
export const nodeProcessHost: ProcessHost = {
  start(entry, options = {}) {
    // A fork would start the whole program once more: a packaged Electron does not run as Node.
    if ('electron' in process.versions) throw new Error('in Electron the shell lends the processes');
    const path = entry instanceof URL ? fileURLToPath(entry) : entry;
    const child = fork(path, [...(options.args ?? [])], {
      // Never inherited: an inspector port or a test runner's loader must not follow into a process that sees a PIN.
      execArgv: [...(options.execArgv ?? [])],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', options.standardError ?? 'ignore', 'ipc'],
      ...(options.env === undefined ? {} : { env: { ...options.env } }),
    });
    return new NodeChildChannel(child);
  },
};

/** Start a child on this Node. */
export function startProcess(entry: URL | string, options?: StartOptions): ChildChannel {
  return nodeProcessHost.start(entry, options);
}

/** Run another program on this terminal until it ends. @returns its exit code, 1 when it could not be started */
export function runOnTerminal(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { stdio: 'inherit' });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** How each system opens an address in the browser its user chose. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>>> = {
  darwin: ['open'],
  // `start` is a command of the shell; rundll32 takes the address as it stands, without a shell between.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * Open an `http:` address in the default browser. The browser outlives us and is not our child to end.
 *
 * @returns false where the system has no way to do that; people then open the address themselves
 */
export function openInBrowser(url: string): Promise<boolean> {
  if (!/^http:\/\/127\.0\.0\.1:\d+\/[\w?=.&-]*$/.test(url)) throw new TypeError('not an address of this computer');
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  return new Promise((resolve) => {
    const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
    child.unref();
  });
}

class NodeChildChannel implements ChildChannel {
  readonly #child: ChildProcess;
  readonly #exitListeners: Array<(info: ExitInfo) => void> = [];
  #exit: ExitInfo | undefined;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.once('exit', (code, signal) => this.#ended({ code, signal }));
    // A failed start gives 'error' and no 'exit'; a failed send gives 'error' too, and the exit follows.
    child.on('error', () => {
      if (child.pid === undefined) this.#ended({ code: null, signal: null });
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  post(message: unknown): void {
    if (this.#exit !== undefined || !this.#child.connected) return;
    this.#child.send(message as object, () => {});
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#child.on('message', (message: unknown) => {
      if (this.#exit === undefined) listener(message);
    });
  }

  onExit(listener: (info: ExitInfo) => void): void {
    if (this.#exit === undefined) this.#exitListeners.push(listener);
    else listener(this.#exit);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #ended(info: ExitInfo): void {
    if (this.#exit !== undefined) return;
    this.#exit = info;
    for (const listener of this.#exitListeners.splice(0)) listener(info);
  }
}

import type { ChildChannel, ExitInfo } from './processes.ts';
import type { Port } from './message-port.ts';

/** A child of another process, seen over the port that was lent; the lender tells when it started and ended. */
export class LentChannel implements ChildChannel {
  readonly #end: () => void;
  readonly #waiting: unknown[] = [];
  readonly #messageListeners: Array<(message: unknown) => void> = [];
  readonly #exitListeners: Array<(info: ExitInfo) => void> = [];
  #port: Port | undefined;
  #exit: ExitInfo | undefined;
  #pid: number | undefined;

  constructor(end: () => void) {
    this.#end = end;
  }

  get pid(): number | undefined {
    return this.#pid;
  }

  post(message: unknown): void {
    if (this.#exit !== undefined) return;
    if (this.#port === undefined) this.#waiting.push(message);
    else this.#port.postMessage(message, []);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#messageListeners.push(listener);
  }

  onExit(listener: (info: ExitInfo) => void): void {
    if (this.#exit === undefined) this.#exitListeners.push(listener);
    else listener(this.#exit);
  }

  kill(): void {
    this.#end();
  }

  started(port: Port, pid: number | undefined): void {
    this.#port = port;
    this.#pid = pid;
    port.on('message', ({ data }) => {
      if (this.#exit !== undefined) return;
      for (const listener of this.#messageListeners) listener(data);
    });
    port.start();
    for (const message of this.#waiting.splice(0)) port.postMessage(message, []);
  }

  ended(code: number | null): void {
    if (this.#exit !== undefined) return;
    this.#exit = { code, signal: null };
    this.#port?.close();
    for (const listener of this.#exitListeners.splice(0)) listener(this.#exit);
  }
}

import fs from 'node:fs';
import { childAnswerSchema } from '#main/platform/child-answer.ts';
import { residentBytes } from '#main/platform/process-memory.ts';
import type { ChildChannel, ExitInfo, ProcessHost } from '#main/platform/processes.ts';
import { fromErrorShape, StationError } from '#shared/errors/station-error.ts';
import { deadlineOf, type ReaderLimits } from './reader-limits.ts';
import {
  readerReady,
  readerResultSchemas,
  type ReaderOp,
  type ReaderRequestOf,
  type ReaderResultOf,
} from './reader-protocol.ts';

const readerEntry = new URL('./reader-main.ts', import.meta.url);

/** All a reader needs of our environment: nothing that would load foreign code, and no secret of another part. */
const passedOn = ['SEALKEEPER_SM', 'TZ', 'LANG', 'SystemRoot', 'SystemDrive', 'windir', 'TEMP', 'TMP'];

interface Running {
  readonly id: number;
  settle(outcome: { readonly value: unknown } | { readonly error: StationError }): void;
}

/**
 * One process that reads documents, and the queue before it. It is started when it is first needed, kept warm, ended
 * at a deadline or a memory limit, and started anew for whoever waits next; no reading is ever repeated by itself.
 */
export class ReaderProcess {
  readonly #processes: ProcessHost;
  readonly #font: string;
  readonly #limits: ReaderLimits;
  #child: ChildChannel | undefined;
  #ready: Promise<void> = Promise.resolve();
  #running: Running | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #lastId = 0;
  #isClosed = false;

  constructor(processes: ProcessHost, font: string, limits: ReaderLimits) {
    this.#processes = processes;
    this.#font = font;
    this.#limits = limits;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * @throws DOC_READER_TIMEOUT, DOC_READER_MEMORY, DOC_READER_CRASHED when the process was ended over this file;
   * DOC_READER_BUDGET and whatever else the reading itself gives; an AbortError when nobody waits any more at its turn
   */
  call<Op extends ReaderOp>(op: Op, request: ReaderRequestOf<Op>, signal?: AbortSignal): Promise<ReaderResultOf<Op>> {
    const result = this.#queue.then(() => {
      signal?.throwIfAborted();
      return this.#perform(op, request);
    });
    this.#queue = result.catch(() => {});
    return result;
  }

  /** Somebody is about to ask: a process that is not there yet is started now. @param first as in `#start` */
  warm(first: ReaderOp): void {
    if (this.#isClosed || this.#child !== undefined) return;
    this.#start(first);
    // Whoever asks next is told if it did not start.
    this.#ready.catch(() => undefined);
  }

  close(): void {
    this.#isClosed = true;
    this.#end(crashed('closed'));
  }

  async #perform<Op extends ReaderOp>(op: Op, request: ReaderRequestOf<Op>): Promise<ReaderResultOf<Op>> {
    if (this.#isClosed) throw crashed('closed');
    const child = this.#child ?? this.#start(op);
    await this.#ready;
    this.#lastId += 1;
    const id = this.#lastId;
    const ms = deadlineOf(op, sizeOf(request.file), this.#limits);
    const value = await this.#watched(id, ms, child, () => child.post({ id, request: { op, ...request } }));
    this.#recycleIfGrown();
    const parsed = readerResultSchemas[op].safeParse(value);
    if (parsed.success) return parsed.data as ReaderResultOf<Op>;
    this.#end(crashed('unreadable answer'));
    throw crashed('unreadable answer');
  }

  /** @param first what it will be asked first: it loads that before it says that it is ready */
  #start(first: ReaderOp): ChildChannel {
    const env = Object.fromEntries(passedOn.flatMap((name) => pair(name, process.env[name])));
    const execArgv = [
      `--max-old-space-size=${this.#limits.heapMegabytes}`,
      // A reader reads: it writes no file and starts no program. The addon is for SM2 and SM3, the thread for text.
      '--permission',
      '--allow-fs-read=*',
      '--allow-addons',
      '--allow-worker',
    ];
    const child = this.#processes.start(readerEntry, { args: [this.#font, first], env, execArgv });
    this.#child = child;
    this.#ready = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(crashed('did not start'));
        this.#end(crashed('did not start'));
      }, this.#limits.startMs);
      child.onMessage((message) => {
        if (message !== readerReady) return this.#received(child, message);
        clearTimeout(timer);
        resolve();
      });
      child.onExit((info) => {
        clearTimeout(timer);
        const error = this.#endOf(info);
        reject(error);
        // One that was ended here has had its say, and another may be at work already.
        if (this.#child !== child) return;
        this.#child = undefined;
        this.#settle({ error });
      });
    });
    return child;
  }

  /** Runs one call under its deadline and under the eye on memory. */
  #watched(id: number, ms: number, child: ChildChannel, post: () => void): Promise<unknown> {
    const { residentBytes: limit, lookMs } = this.#limits;
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        this.#end(new StationError('DOC_READER_TIMEOUT', { seconds: Math.ceil(ms / 1000) }));
      }, ms);
      const look = setInterval(() => {
        const bytes = child.pid === undefined ? null : residentBytes(child.pid);
        if (bytes !== null && bytes > limit) this.#end(tooMuchMemory(limit));
      }, lookMs);
      this.#running = {
        id,
        settle: (outcome) => {
          clearTimeout(deadline);
          clearInterval(look);
          if ('value' in outcome) resolve(outcome.value);
          else reject(outcome.error);
        },
      };
      post();
    });
  }

  #received(child: ChildChannel, message: unknown): void {
    const running = this.#running;
    if (running === undefined || this.#child !== child) return;
    const answer = childAnswerSchema.safeParse(message);
    if (!answer.success || answer.data.id !== running.id) return this.#end(crashed('unreadable answer'));
    if (answer.data.ok) this.#settle({ value: answer.data.value });
    else this.#settle({ error: fromErrorShape(answer.data.failure) });
  }

  /** What grew over one document is not kept for the next ones. */
  #recycleIfGrown(): void {
    const bytes = this.pid === undefined ? null : residentBytes(this.pid);
    if (bytes !== null && bytes > this.#limits.residentBytes / 2) this.#end(crashed('recycled'));
  }

  #settle(outcome: Parameters<Running['settle']>[0]): void {
    const running = this.#running;
    this.#running = undefined;
    running?.settle(outcome);
  }

  #end(error: StationError): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill();
    this.#settle({ error });
  }

  /** The runtime ends itself with SIGABRT when the heap is full. */
  #endOf({ code, signal }: ExitInfo): StationError {
    if (signal === 'SIGABRT' || code === 134) return tooMuchMemory(this.#limits.heapMegabytes * 2 ** 20);
    return crashed(signal ?? `exit ${code}`);
  }
}

function pair(name: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[name, value]];
}

/** A file that cannot be looked at is the reader's to explain. */
function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function crashed(detail: string): StationError {
  return new StationError('DOC_READER_CRASHED', { detail });
}

function tooMuchMemory(bytes: number): StationError {
  return new StationError('DOC_READER_MEMORY', { megabytes: Math.round(bytes / 2 ** 20) });
}

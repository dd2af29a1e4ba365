import { StationError, fromErrorShape, type ErrorFacts } from '#shared/errors/station-error.ts';
import { childAnswerSchema } from '#main/platform/child-answer.ts';
import type { ChildChannel, ExitInfo, ProcessHost } from '#main/platform/processes.ts';
import { meaningOfCkr } from './ckr-table.ts';
import { deadlineOf, type Deadlines } from './deadlines.ts';
import { hostEnvironment } from './host-environment.ts';
import { resultSchemas, type HostOp, type RequestOf, type ResultOf } from './host-protocol.ts';
import type { VendorProfile } from './vendor-profiles/profile-shape.ts';

export interface TokenHostSettings {
  /** Absolute path of the PKCS#11 module. */
  readonly modulePath: string;
  /** SM3 of the module's file at its self-test; another file is refused. */
  readonly moduleSm3?: Uint8Array;
  readonly profileId?: string;
  readonly siteProfiles?: readonly VendorProfile[];
  /** Added to the environment the driver sees, such as the folder of the training key. */
  readonly env?: Readonly<Record<string, string>>;
  readonly deadlines?: Partial<Deadlines>;
}

interface Waiting {
  readonly id: number;
  readonly op: HostOp;
  readonly generation: number;
  settle(outcome: { readonly value: unknown } | { readonly error: StationError }): void;
}

const hostEntry = new URL('./pkcs11/host-main.ts', import.meta.url);
/** So many ends in a row without one good answer, and the module is not started again by itself. */
const maxFailedStarts = 3;

/**
 * The station's end of one token host. Calls go one at a time. When a deadline passes or the process ends, the call
 * under way fails, the process is ended, and the next call starts a fresh one; no call is ever repeated here.
 */
export class TokenHostClient {
  readonly #processes: ProcessHost;
  readonly #settings: TokenHostSettings;
  #child: ChildChannel | undefined;
  #waiting: Waiting | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #generation = 0;
  #lastId = 0;
  #failedStarts = 0;
  #isClosed = false;
  #module: ResultOf<'load'> = { description: '', version: '', manufacturer: '' };
  #depth = 0;

  constructor(processes: ProcessHost, settings: TokenHostSettings) {
    this.#processes = processes;
    this.#settings = settings;
  }

  /** Counts the processes started so far: sessions of an earlier one are gone. */
  get generation(): number {
    return this.#generation;
  }

  /** True while a call is running or waiting; the monitor keeps quiet then. */
  get isBusy(): boolean {
    return this.#depth > 0;
  }

  get modulePath(): string {
    return this.#settings.modulePath;
  }

  /** What the driver calls itself; empty until it was loaded. */
  get module(): ResultOf<'load'> {
    return this.#module;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * @throws TOKEN_TIMEOUT after the deadline and TOKEN_HOST_CRASHED when the process ended; both say in `mayHaveSigned`
   *   whether a signature was under way. Other TOKEN_ codes come from the host.
   */
  call<Op extends HostOp>(op: Op, request: RequestOf<Op>): Promise<ResultOf<Op>> {
    this.#depth += 1;
    const result = this.#queue.then(async () => {
      try {
        await this.#makeReady();
        return this.#read(op, await this.#send(op, request));
      } finally {
        this.#depth -= 1;
      }
    });
    this.#queue = result.catch(() => {});
    return result;
  }

  /** End the host. A module is never unloaded in place. */
  close(): void {
    this.#isClosed = true;
    this.#end();
  }

  async #makeReady(): Promise<void> {
    if (this.#isClosed) throw crashed('closed', 'load');
    if (this.#child !== undefined) return;
    if (this.#failedStarts >= maxFailedStarts) {
      this.#failedStarts = 0;
      throw crashed('repeated', 'load');
    }
    this.#failedStarts += 1;
    this.#generation += 1;
    const generation = this.#generation;
    const child = this.#processes.start(hostEntry, { env: hostEnvironment(this.#settings.env ?? {}) });
    this.#child = child;
    child.onMessage((message) => this.#received(generation, message));
    child.onExit((info) => this.#exited(generation, info));
    const { modulePath, moduleSm3 = null, profileId = null, siteProfiles = [] } = this.#settings;
    try {
      const loaded = await this.#send('load', { modulePath, moduleSm3, profileId, siteProfiles: [...siteProfiles] });
      this.#module = this.#read('load', loaded);
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  #send<Op extends HostOp>(op: Op, request: RequestOf<Op>): Promise<unknown> {
    const child = this.#child;
    if (child === undefined) throw crashed('gone', op);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const seconds = deadlineOf(op, this.#settings.deadlines) / 1000;
      const timer = setTimeout(() => {
        const error = new StationError('TOKEN_TIMEOUT', { seconds, operation: op, mayHaveSigned: op === 'sign' });
        this.#settle({ error });
        this.#end();
      }, seconds * 1000);
      this.#waiting = {
        id,
        op,
        generation: this.#generation,
        settle: (outcome) => {
          clearTimeout(timer);
          if ('value' in outcome) resolve(outcome.value);
          else reject(outcome.error);
        },
      };
      child.post({ id, request: { op, ...request } });
    });
  }

  #received(generation: number, message: unknown): void {
    const waiting = this.#waiting;
    if (waiting === undefined || waiting.generation !== generation) return;
    const answer = childAnswerSchema.safeParse(message);
    if (!answer.success || answer.data.id !== waiting.id) {
      this.#settle({ error: crashed('unreadable answer', waiting.op) });
      this.#end();
      return;
    }
    this.#failedStarts = 0;
    if (answer.data.ok) {
      this.#settle({ value: answer.data.value });
      return;
    }
    const error = failureOf(waiting.op, answer.data.failure);
    const { ckrCode } = error.facts;
    this.#settle({ error });
    if (typeof ckrCode === 'number' && meaningOfCkr(ckrCode).action === 'restart-host') this.#end();
  }

  /** A value of another form than promised comes from a host that cannot be trusted. */
  #read<Op extends HostOp>(op: Op, value: unknown): ResultOf<Op> {
    const result = resultSchemas[op].safeParse(value);
    if (result.success) return result.data as ResultOf<Op>;
    this.#end();
    throw crashed('unreadable answer', op);
  }

  #exited(generation: number, info: ExitInfo): void {
    if (generation !== this.#generation) return;
    this.#child = undefined;
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#settle({ error: crashed(info.signal ?? `exit ${info.code}`, waiting.op) });
  }

  #settle(outcome: Parameters<Waiting['settle']>[0]): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.settle(outcome);
  }

  #end(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill();
    const waiting = this.#waiting;
    if (waiting !== undefined) this.#settle({ error: crashed('ended', waiting.op) });
  }
}

/** Every failed signature says whether the key may have signed; a defect of ours inside the host counts as "may". */
function failureOf(op: HostOp, failure: { readonly code: string; readonly facts: ErrorFacts }): StationError {
  const error = fromErrorShape(failure);
  if (op !== 'sign' || error.facts['mayHaveSigned'] !== undefined) return error;
  return new StationError(error.code, { ...error.facts, mayHaveSigned: error.code === 'INTERNAL_UNEXPECTED' });
}

function crashed(detail: string, op: HostOp): StationError {
  return new StationError('TOKEN_HOST_CRASHED', { detail, operation: op, mayHaveSigned: op === 'sign' });
}

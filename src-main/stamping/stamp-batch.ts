import { setImmediate as turn } from 'node:timers/promises';
import { readBatch } from '#main/approvals/batch-repository.ts';
import { readRequest, requestsOfBatch, type StampingRequest } from '#main/approvals/request-repository.ts';
import { readDocument } from '#main/documents/document-repository.ts';
import { readKeptSeal } from '#main/seals/kept-seals.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { transaction } from '#main/storage/database.ts';
import type { BatchSession } from '#main/token/batch-session.ts';
import type { BatchEnd } from '#shared/contract/batches.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { StampResult, StampStep } from '#shared/contract/stamping.ts';
import { errorRows } from '#shared/errors/error-codes.ts';
import { toErrorShape, type ErrorShape } from '#shared/errors/station-error.ts';
import { requireSpace } from './output-file.ts';
import { issueWarrant, makeReady, type ReadyStamp } from './ready-stamp.ts';
import { insertRefusal, refusalsOfBatch } from './refusal-repository.ts';
import type { StampDesk } from './stamp-desk.ts';
import { inTurn } from './station-turn.ts';
import { useWarrant } from './use-warrant.ts';

/** What a run tells while it goes on. */
export interface BatchListener {
  /** How many files are to be stamped. */
  begun(files: number): void;
  loggedIn(until: Date): void;
  file(position: number, step: StampStep | null): void;
  stamped(position: number, result: StampResult, keyMs: number): void;
  refused(position: number, why: ErrorShape): void;
}

export interface BatchOrder {
  readonly batchId: string;
  readonly user: SignedInPerson;
  readonly outputFolder?: string | undefined;
  readonly maxMinutes: number;
  /** Looked at before each file: finish what was begun, begin nothing more. */
  isStopWanted(): boolean;
  readonly tell: BatchListener;
}

export interface BatchOutcome {
  readonly end: BatchEnd;
  /** What stopped the run, where something did. */
  readonly error: ErrorShape | null;
}

/**
 * Stamp what is left of an approved batch: one login, and for each file the very steps of a single stamp, with its own
 * warrant, number and entry. While the key signs one file, the next is checked and placed. A file that cannot be
 * stamped is passed over with its reason and uses no number; a failure whose code stops a batch ends the run. What was
 * done stays done, what was not is still approved, and the same order takes it up again.
 *
 * @throws whatever stops the run before its first signature, such as a wrong PIN; nothing was done then
 */
export function stampBatch(desk: StampDesk, order: BatchOrder): Promise<BatchOutcome> {
  return inTurn(desk, async () => {
    const batch = readBatch(desk.db, order.batchId);
    const seal = readKeptSeal(desk.db, batch.sealEsId);
    const key = { certificateSm3: sm3(seal.certificate), tokenSerial: seal.tokenSerial };
    const approved = desk.batches.approved(order.batchId, key);
    const files = filesLeft(desk, order.batchId);
    requireRoom(desk, order, files);
    order.tell.begun(files.length);
    const run = new Run(desk, order, () => {
      const login = { esId: batch.sealEsId, maxMinutes: order.maxMinutes };
      return desk.key.openBatch(approved, login);
    });
    try {
      return await run.all(files);
    } finally {
      await run.close();
    }
  });
}

/** Approved files in the order of the list; what was passed over before comes last, so that it holds up nothing. */
function filesLeft(desk: StampDesk, batchId: string): readonly StampingRequest[] {
  const passedOver = refusalsOfBatch(desk.db, batchId);
  const open = requestsOfBatch(desk.db, batchId).filter(({ state }) => state === 'approved');
  return [
    ...open.filter(({ requestId }) => !passedOver.has(requestId)),
    ...open.filter(({ requestId }) => passedOver.has(requestId)),
  ];
}

/** Room for every result, before anybody is asked for a PIN. @throws STAMP_DISK_FULL */
function requireRoom(desk: StampDesk, order: BatchOrder, files: readonly StampingRequest[]): void {
  const sizes = files.map(({ draft }) => readDocument(desk.db, draft.documentId).size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  requireSpace(order.outputFolder ?? desk.sealedFolder, Math.max(0, ...sizes), total);
}

type Begun = { readonly ready: ReadyStamp } | { readonly error: unknown };

class Run {
  readonly #desk: StampDesk;
  readonly #order: BatchOrder;
  readonly #logIn: () => Promise<BatchSession>;
  #session: BatchSession | undefined;
  #ahead: Promise<Begun> | undefined;

  constructor(desk: StampDesk, order: BatchOrder, logIn: () => Promise<BatchSession>) {
    this.#desk = desk;
    this.#order = order;
    this.#logIn = logIn;
  }

  async all(files: readonly StampingRequest[]): Promise<BatchOutcome> {
    for (const [index, file] of files.entries()) {
      if (this.#order.isStopWanted()) return { end: 'stopped', error: null };
      const begun = await (this.#ahead ?? this.#begin(file));
      this.#ahead = undefined;
      try {
        if ('error' in begun) throw begun.error;
        try {
          this.#session ??= await this.#openSession();
          // Asked again: the PIN may have taken its time.
          if (this.#order.isStopWanted()) return { end: 'stopped', error: null };
          if (this.#session.isOver) return { end: 'time-over', error: null };
          await this.#stamp(file, begun.ready, this.#session, files[index + 1]);
        } finally {
          begun.ready.close();
        }
      } catch (error) {
        if (!this.#mayGoOn(file, error)) return this.#failed(error);
        this.#passOver(file, toErrorShape(error));
      }
    }
    return { end: 'finished', error: null };
  }

  async close(): Promise<void> {
    const ahead = await this.#ahead;
    if (ahead && 'ready' in ahead) ahead.ready.close();
    await this.#session?.close();
  }

  /** Never fails: what goes wrong is told when the turn of the file has come. */
  async #begin({ requestId }: StampingRequest): Promise<Begun> {
    // First the key gets its work.
    await turn();
    const { user, outputFolder } = this.#order;
    try {
      return { ready: await makeReady(this.#desk, { requestId, user, outputFolder }) };
    } catch (error) {
      return { error };
    }
  }

  async #openSession(): Promise<BatchSession> {
    const session = await this.#logIn();
    this.#order.tell.loggedIn(session.endsAt);
    return session;
  }

  async #stamp(
    file: StampingRequest,
    ready: ReadyStamp,
    session: BatchSession,
    next: StampingRequest | undefined,
  ): Promise<void> {
    const { user, outputFolder, tell } = this.#order;
    const position = file.batch?.position ?? 0;
    const startedAt = performance.now();
    let keyMs = 0;
    tell.file(position, null);
    const warrant = issueWarrant(this.#desk, ready.stampCase);
    const sign = async (e: Uint8Array, tbs: Uint8Array) => {
      const askedAt = performance.now();
      const signing = session.sign(warrant, e, tbs).finally(() => {
        keyMs = performance.now() - askedAt;
      });
      if (next) this.#ahead = this.#begin(next);
      return await signing;
    };
    const onStep = (step: StampStep): void => tell.file(position, step);
    const result = await useWarrant(this.#desk, { ready, warrant, user, outputFolder, sign, onStep, startedAt });
    tell.stamped(position, result, keyMs);
  }

  /** Only where the file is as it was before, or was given back as changed, and the code lets the batch go on. */
  #mayGoOn({ requestId }: StampingRequest, error: unknown): boolean {
    if (errorRows[toErrorShape(error).code].stopsBatch) return false;
    const { state } = readRequest(this.#desk.db, requestId);
    return state !== 'executing' && state !== 'unsettled';
  }

  #passOver({ requestId, batch }: StampingRequest, why: ErrorShape): void {
    const at = this.#desk.clock.now();
    transaction(this.#desk.db, (tx) => insertRefusal(tx, requestId, { ...why, at }));
    this.#order.tell.refused(batch?.position ?? 0, why);
  }

  /** Before the login nothing was done, so there is nothing to report but the reason. */
  #failed(error: unknown): BatchOutcome {
    if (!this.#session) throw error;
    return { end: 'failed', error: toErrorShape(error) };
  }
}

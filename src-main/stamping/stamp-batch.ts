import { setImmediate as turn } from 'node:timers/promises';
import { readBatch } from '#main/approvals/batch-repository.ts';
import { readRequest, requestsOfBatch, type StampingRequest } from '#main/approvals/request-repository.ts';
import { readDocument } from '#main/documents/document-repository.ts';
import { readKeptSeal } from '#main/seals/kept-seals.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { transaction, type WriteTransaction } from '#main/storage/database.ts';
import type { BatchSession } from '#main/token/batch-session.ts';
import type { StampingWarrant } from '#main/warrant/warrant-office.ts';
import type { BatchEnd } from '#shared/contract/batches.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { StampResult, StampStep } from '#shared/contract/stamping.ts';
import { errorRows } from '#shared/errors/error-codes.ts';
import { toErrorShape, type ErrorShape } from '#shared/errors/station-error.ts';
import type { AskedLongTerm } from '#shared/model/long-term.ts';
import { closeJobs } from './finish-job.ts';
import { moveJob, type StampingJob } from './job-repository.ts';
import { requireSpace } from './output-file.ts';
import { issueWarrant, makeReady, type ReadyStamp } from './ready-stamp.ts';
import { insertRefusal, refusalsOfBatch } from './refusal-repository.ts';
import type { StampDesk } from './stamp-desk.ts';
import { inTurn } from './station-turn.ts';
import { finishUse, signWarrant, type SignedUse } from './use-warrant.ts';

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
  /** Beyond the office's decision. */
  readonly longTerm?: AskedLongTerm | undefined;
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

/** What became of the work beside the key. */
type Meanwhile = { readonly failed: false } | { readonly failed: true; readonly failure: unknown };

type Begun = { readonly ready: ReadyStamp } | { readonly error: unknown };

/**
 * One run. The key is the slow part, so its time is used: while it signs one file, the file before is embedded, checked
 * and entered, and the file after is checked and placed. Every signature is journaled before anything else is done, so
 * a crash at any moment leaves at most two files to recovery.
 */
class Run {
  readonly #desk: StampDesk;
  readonly #order: BatchOrder;
  readonly #logIn: () => Promise<BatchSession>;
  #session: BatchSession | undefined;
  #ahead: { readonly file: StampingRequest; readonly begun: Promise<Begun> } | undefined;
  /** Signed and journaled, its document not written yet. */
  #signed: { readonly signed: SignedUse; readonly keyMs: number } | undefined;
  /** Finished files whose jobs are closed together with the next intent. */
  #finished: StampingJob[] = [];

  constructor(desk: StampDesk, order: BatchOrder, logIn: () => Promise<BatchSession>) {
    this.#desk = desk;
    this.#order = order;
    this.#logIn = logIn;
  }

  async all(files: readonly StampingRequest[]): Promise<BatchOutcome> {
    try {
      for (const [index, file] of files.entries()) {
        if (this.#order.isStopWanted()) return await this.#ended('stopped');
        const begun = await (this.#ahead?.begun ?? this.#begin(file));
        this.#ahead = undefined;
        if ('error' in begun) {
          this.#passOver(file, begun.error);
          continue;
        }
        const session = await this.#openSession(begun.ready);
        // Asked again: the PIN may have taken its time.
        const end = this.#order.isStopWanted() ? 'stopped' : session.isOver ? 'time-over' : null;
        if (end !== null) {
          begun.ready.close();
          return await this.#ended(end);
        }
        await this.#sign(file, begun.ready, session, files[index + 1]);
      }
      return await this.#ended('finished');
    } catch (error) {
      // Before the login nothing was done, so there is nothing to report but the reason.
      if (!this.#session) throw error;
      return await this.#ended('failed', error);
    }
  }

  async close(): Promise<void> {
    const begun = await this.#ahead?.begun;
    if (begun && 'ready' in begun) begun.ready.close();
    await this.#session?.close();
    closeJobs(this.#desk, this.#finished);
    if (this.#ahead && begun && 'error' in begun) this.#keepGivenBack(this.#ahead.file, begun.error);
  }

  /** What was signed is finished, however the run ends. */
  async #ended(end: BatchEnd, error?: unknown): Promise<BatchOutcome> {
    try {
      await this.#finishSigned();
    } catch (later) {
      return { end: 'failed', error: toErrorShape(error ?? later) };
    }
    return { end, error: error === undefined ? null : toErrorShape(error) };
  }

  /** Never fails: what goes wrong is told when the turn of the file has come. */
  async #begin({ requestId }: StampingRequest): Promise<Begun> {
    const { user, outputFolder } = this.#order;
    try {
      return { ready: await makeReady(this.#desk, { requestId, user, outputFolder }) };
    } catch (error) {
      return { error };
    }
  }

  async #openSession(ready: ReadyStamp): Promise<BatchSession> {
    if (this.#session) return this.#session;
    try {
      this.#session = await this.#logIn();
    } catch (error) {
      ready.close();
      throw error;
    }
    this.#order.tell.loggedIn(this.#session.endsAt);
    return this.#session;
  }

  async #sign(
    file: StampingRequest,
    ready: ReadyStamp,
    session: BatchSession,
    next: StampingRequest | undefined,
  ): Promise<void> {
    const { user, outputFolder, longTerm, tell } = this.#order;
    const position = file.batch?.position ?? 0;
    const startedAt = performance.now();
    let keyMs = 0;
    let meanwhile: Promise<Meanwhile> | undefined;
    tell.file(position, null);
    const sign = async (warrant: StampingWarrant, e: Uint8Array, tbs: Uint8Array) => {
      const askedAt = performance.now();
      const signing = session.sign(warrant, e, tbs).finally(() => {
        keyMs = performance.now() - askedAt;
      });
      meanwhile = this.#useTheTime(next);
      return await signing;
    };
    const onStep = (step: StampStep): void => tell.file(position, step);
    const warrantIn = (tx: WriteTransaction): StampingWarrant => issueWarrant(this.#desk, tx, ready.stampCase);
    const use = { ready, warrantIn, user, outputFolder, longTerm, sign, onStep, startedAt };
    const closing = [...this.#finished];
    let signed: SignedUse;
    try {
      signed = await signWarrant(this.#desk, use, (tx) => {
        for (const { warrantId } of closing) moveJob(tx, warrantId, 'released');
      });
    } catch (error) {
      ready.close();
      await meanwhile;
      this.#passOver(file, error);
      return;
    }
    this.#finished = this.#finished.filter((job) => !closing.includes(job));
    const before = await meanwhile;
    this.#signed = { signed, keyMs };
    if (before?.failed) throw before.failure;
  }

  /** While the key signs: the file before is finished, the file after is begun. Never fails, but tells what did. */
  async #useTheTime(next: StampingRequest | undefined): Promise<Meanwhile> {
    // First the key gets its work.
    await turn();
    try {
      await this.#finishSigned();
    } catch (failure) {
      return { failed: true, failure };
    }
    if (next) this.#ahead = { file: next, begun: this.#begin(next) };
    return { failed: false };
  }

  async #finishSigned(): Promise<void> {
    const waiting = this.#signed;
    if (!waiting) return;
    this.#signed = undefined;
    const { signed, keyMs } = waiting;
    const { ready } = signed.use;
    try {
      const result = await finishUse(this.#desk, signed, (job) => this.#finished.push(job));
      this.#order.tell.stamped(ready.stampCase.request.batch?.position ?? 0, result, keyMs);
    } finally {
      ready.close();
    }
  }

  /** A file that was found changed ahead of its turn was given back there and then: its turn will not come again. */
  #keepGivenBack(file: StampingRequest, error: unknown): void {
    if (readRequest(this.#desk.db, file.requestId).state === 'invalidated') this.#passOver(file, error);
  }

  /**
   * A file whose failure concerns it alone, and that is as it was before or was given back as changed.
   *
   * @throws the failure, where the batch must not go on
   */
  #passOver({ requestId, batch }: StampingRequest, error: unknown): void {
    const why = toErrorShape(error);
    const { state } = readRequest(this.#desk.db, requestId);
    if (errorRows[why.code].stopsBatch || state === 'executing' || state === 'unsettled') throw error;
    const at = this.#desk.clock.now();
    transaction(this.#desk.db, (tx) => insertRefusal(tx, requestId, { ...why, at }));
    this.#order.tell.refused(batch?.position ?? 0, why);
  }
}

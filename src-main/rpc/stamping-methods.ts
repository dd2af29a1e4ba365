import { readRequest } from '#main/approvals/request-repository.ts';
import { readKeptSeal } from '#main/seals/kept-seals.ts';
import { refuseChanged } from '#main/stamping/give-back.ts';
import { gatherCase, preCheck } from '#main/stamping/stamp-case.ts';
import { stamp } from '#main/stamping/stamp.ts';
import { takeUpAgain } from '#main/stamping/take-up-again.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { RecoveryResult, StampResult, StampStep } from '#shared/contract/stamping.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { AskedLongTerm } from '#shared/model/long-term.ts';
import { passes } from '#shared/policy/check.ts';
import { compareChanged } from './compare-changed.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function stampingMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  return {
    precheck: guarded.stamping.precheck.handler(async ({ input, context }) => {
      const { desk } = parts.ready();
      const { checks } = await preCheck(desk, gatherCase(desk, input.requestId), signedIn(context));
      return { checks, mayStamp: passes(checks) };
    }),
    stamp: guarded.stamping.stamp.handler(({ input, context }) => stampAloud(parts, input, signedIn(context))),
    takeUpAgain: guarded.stamping.takeUpAgain.handler(({ input, context }) =>
      takeUpAloud(parts, input.requestId, signedIn(context)),
    ),
    compareChanged: guarded.stamping.compareChanged.handler(({ input }) => compareChanged(parts, input.requestId)),
    refuseChanged: guarded.stamping.refuseChanged.handler(async ({ input: { requestId } }) => {
      await refuseChanged(parts.ready().desk, requestId);
      parts.events.emit({ type: 'request.changed', requestId });
      return { told: readRequest(parts.db, requestId).handler.name };
    }),
  };
}

/** @throws SEAL_NOT_CUSTODIAN; as `takeUpAgain` */
async function takeUpAloud(
  { events, db, ready }: StationParts,
  requestId: string,
  { account }: SignedInPerson,
): Promise<RecoveryResult> {
  const { custodian } = readKeptSeal(db, readRequest(db, requestId).sealEsId);
  if (custodian !== account) throw new StationError('SEAL_NOT_CUSTODIAN', { custodian });
  const result = await takeUpAgain(ready().desk, requestId);
  const { entryNo } = result;
  events.emit({ type: 'entry.appended', entryNo });
  if (result.outcome === 'finished') events.emit({ type: 'stamping.completed', requestId, entryNo });
  events.emit({ type: 'request.changed', requestId });
  return result;
}

const steps: readonly StampStep[] = ['intent', 'signature', 'self-check', 'entry'];

interface Order {
  readonly requestId: string;
  readonly outputFolder?: string | undefined;
  readonly longTerm?: AskedLongTerm | undefined;
}

/** Stamps, and tells every screen how far it is. A step that was begun is ended by `done` or by `failed`. */
async function stampAloud(parts: StationParts, order: Order, user: SignedInPerson): Promise<StampResult> {
  const { events, db } = parts;
  const { requestId } = order;
  const tell = (step: StampStep | undefined, state: 'started' | 'done' | 'failed'): void => {
    if (step) events.emit({ type: 'stamping.stepped', requestId, step, state });
  };
  const { desk } = parts.ready();
  const before = readRequest(db, requestId);
  let done: StampStep | undefined;
  const next = (): StampStep | undefined => done && steps[steps.indexOf(done) + 1];
  try {
    const onStep = (step: StampStep): void => {
      tell(step, 'done');
      done = step;
      tell(next(), 'started');
    };
    const result = await stamp(desk, { ...order, user, onStep });
    events.emit({ type: 'stamping.completed', requestId, entryNo: result.entryNo });
    return result;
  } catch (error) {
    tell(next(), 'failed');
    throw error;
  } finally {
    const { state, entryNo } = readRequest(db, requestId);
    // Also a number that was voided and an outcome nobody knows stand in the register.
    if (entryNo !== null && entryNo !== before.entryNo) events.emit({ type: 'entry.appended', entryNo });
    if (state !== before.state || entryNo !== before.entryNo) events.emit({ type: 'request.changed', requestId });
  }
}

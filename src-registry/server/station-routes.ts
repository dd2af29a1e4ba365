import { StationError } from '#shared/errors/station-error.ts';
import type { SealCase } from '#shared/registry/seal-case.ts';
import { takeApplication } from '../seals/application-desk.ts';
import { activateSeal, sealObject } from '../seals/handover.ts';
import { suspendByStation } from '../seals/seal-standing.ts';
import { requireCase } from '../seals/seal-transition.ts';
import { sealView } from '../seals/seal-view.ts';
import type { SealCaseRow } from '../store/registry-schema.ts';
import { receiveLeaves } from '../usage/ledger-desk.ts';
import { receiveNotice } from '../usage/notice-desk.ts';
import { reconcile } from '../usage/reconciliation-desk.ts';
import { registry } from './registry-implementer.ts';
import type { RegistryParts } from './registry-parts.ts';
import { answerStation } from './station-call.ts';

const shown = (row: Promise<SealCaseRow>): Promise<SealCase> => row.then(sealView);

/** Routes of enrolled stations. The route named here is the one the envelope must have been signed for. */
export function stationRoutes(parts: RegistryParts) {
  const { station } = registry;
  return {
    notify: station.notify.handler(({ input }) =>
      answerStation(parts, 'POST /v1/usage/notices', input, (call, tx) => receiveNotice(parts, tx, call)),
    ),
    pushLeaves: station.pushLeaves.handler(({ input }) => {
      const { sequence } = input.envelope;
      if (sequence !== undefined && sequence !== input.body.fromIndex) {
        throw new StationError('REGISTRY_SIGNATURE_INVALID', { detail: '@registry.envelopeSequence' });
      }
      return answerStation(parts, 'POST /v1/usage/leaves', input, (call, tx) => receiveLeaves(parts, tx, call));
    }),
    reconcile: station.reconcile.handler(({ input }) =>
      answerStation(parts, 'POST /v1/usage/reconciliation', input, (call, tx) => reconcile(parts, tx, call)),
    ),
    apply: station.apply.handler(({ input }) =>
      answerStation(parts, 'POST /v1/applications', input, (call, tx) => {
        if (call.body.station !== call.station.station) {
          throw new StationError('REGISTRY_APPLICATION_INVALID', { detail: '@registry.notThisStation' });
        }
        return shown(takeApplication(parts, tx, call.body, call.body.handler.account));
      }),
    ),
    sealCase: station.sealCase.handler(({ input }) =>
      answerStation(parts, 'POST /v1/applications/state', input, async (call, tx) => {
        const seal = await requireCase(tx, call.body.caseId);
        if (seal.station === call.station.station) return sealView(seal);
        throw new StationError('SEAL_NOT_FOUND', { detail: '@registry.notThisStation' });
      }),
    ),
    sealObject: station.sealObject.handler(({ input }) =>
      answerStation(parts, 'POST /v1/seals/object', input, (call, tx) => sealObject(parts, tx, call)),
    ),
    activate: station.activate.handler(({ input }) =>
      answerStation(parts, 'POST /v1/seals/activation', input, (call, tx) => shown(activateSeal(parts, tx, call))),
    ),
    suspend: station.suspend.handler(({ input }) =>
      answerStation(parts, 'POST /v1/seals/suspension', input, (call, tx) => shown(suspendByStation(parts, tx, call))),
    ),
  };
}

import { StationError } from '#shared/errors/station-error.ts';
import { canonicalBytes } from '#shared/log/canonical-json.ts';
import { toBase64, toHex } from '#shared/log/text-bytes.ts';
import { registryContract } from '#shared/registry/contract.ts';
import type { Envelope, Enveloped } from '#shared/registry/envelope.ts';
import type { SealApplication } from '#shared/registry/seal-application.ts';
import type { Activation, SealCase, SealObject } from '#shared/registry/seal-case.ts';
import { statementBytes } from '#shared/registry/signed-statement.ts';
import type {
  Reconciliation,
  SignedReceipt,
  SignedStatusList,
  SignedTrustList,
} from '#shared/registry/registry-statements.ts';
import type { LeavesPush, ReconciliationRequest, UsageLeaf } from '#shared/registry/usage.ts';
import type { Person } from '#shared/registry/wire-values.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Ids } from '#main/platform/ids.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { openStatement, type PinnedRegistry } from './pinned-registry.ts';
import type { RegistryTransport } from './registry-transport.ts';

/** The machine key, as far as calls need it. */
export interface MachineKey {
  readonly stationId: string;
  /** DER. */
  readonly certificate: Uint8Array;
  /** SM2 with the default user id. @returns 64 bytes r||s */
  sign(message: Uint8Array): Uint8Array;
}

export interface ClientParts {
  readonly transport: RegistryTransport;
  readonly machineKey: MachineKey;
  readonly pinned: PinnedRegistry;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The registry as an enrolled station talks to it. What comes back signed has been verified when it is returned. */
export interface RegistryClient {
  /** @returns the registry's time, for this question and no other */
  time(): Promise<Date>;
  statusList(): Promise<SignedStatusList>;
  trustList(): Promise<SignedTrustList>;
  notify(leaf: UsageLeaf): Promise<{ readonly statusNumber: number }>;
  pushLeaves(push: LeavesPush): Promise<SignedReceipt>;
  reconcile(request: ReconciliationRequest): Promise<Reconciliation>;
  apply(application: SealApplication, requestId?: string): Promise<SealCase>;
  sealCase(caseId: string): Promise<SealCase>;
  sealObject(esId: string): Promise<SealObject>;
  activate(activation: Activation): Promise<SealCase>;
  suspend(order: { readonly esId: string; readonly reason: string; readonly requestedBy: Person }): Promise<SealCase>;
}

export function createRegistryClient(parts: ClientParts): RegistryClient {
  const { transport, pinned, clock, machineKey } = parts;
  const { open, station } = registryContract;

  function enveloped<T>(
    procedure: RouteOf,
    body: T,
    more: Partial<Pick<Envelope, 'id' | 'sequence'>> = {},
  ): Enveloped<T> {
    const { method = 'POST', path = '/' } = procedure['~orpc'].route;
    const envelope: Envelope = {
      id: parts.ids.uuid(),
      ...more,
      station: machineKey.stationId,
      sentAt: clock.now().toISOString(),
      route: `${method} ${path}`,
      bodySm3: toHex(sm3(canonicalBytes(body))),
    };
    return {
      envelope,
      body,
      signature: toBase64(machineKey.sign(statementBytes('envelope', envelope))),
      certificate: toBase64(machineKey.certificate),
    };
  }

  return {
    async time() {
      const nonce = parts.ids.uuid();
      const signed = await transport.call(open.time, { nonce });
      const answer = openStatement(pinned, 'time', signed, clock.now());
      if (answer.nonce !== nonce)
        throw new StationError('SYNC_RECEIPT_INVALID', { detail: '@registry.statementNonce' });
      return new Date(answer.time);
    },
    async statusList() {
      const signed = await transport.call(open.statusList, undefined);
      openStatement(pinned, 'statusList', signed, clock.now());
      return signed;
    },
    async trustList() {
      const signed = await transport.call(open.trustList, undefined);
      openStatement(pinned, 'trustList', signed, clock.now());
      return signed;
    },
    notify: (leaf) => transport.call(station.notify, enveloped(station.notify, { leaf })),
    async pushLeaves(push) {
      const request = enveloped(station.pushLeaves, push, { sequence: push.fromIndex });
      const signed = await transport.call(station.pushLeaves, request);
      const receipt = openStatement(pinned, 'receipt', signed, clock.now());
      if (receipt.station !== machineKey.stationId) {
        throw new StationError('SYNC_RECEIPT_INVALID', { detail: '@registry.receiptContent' });
      }
      return signed;
    },
    async reconcile(request) {
      const signed = await transport.call(station.reconcile, enveloped(station.reconcile, request));
      const answer = openStatement(pinned, 'reconciliation', signed, clock.now());
      if (answer.station !== machineKey.stationId) {
        throw new StationError('SYNC_RECEIPT_INVALID', { detail: '@registry.receiptContent' });
      }
      return answer;
    },
    apply: (application, requestId) =>
      transport.call(
        station.apply,
        enveloped(station.apply, application, requestId === undefined ? {} : { id: requestId }),
      ),
    sealCase: (caseId) => transport.call(station.sealCase, enveloped(station.sealCase, { caseId })),
    sealObject: (esId) => transport.call(station.sealObject, enveloped(station.sealObject, { esId })),
    activate: (activation) => transport.call(station.activate, enveloped(station.activate, activation)),
    suspend: (order) => transport.call(station.suspend, enveloped(station.suspend, order)),
  };
}

interface RouteOf {
  readonly '~orpc': { readonly route: { readonly method?: string; readonly path?: string } };
}

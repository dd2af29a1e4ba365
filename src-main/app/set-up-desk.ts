import { setTimeout as pause } from 'node:timers/promises';
import type { IssueOrder, SetUpDesk } from '#main/rpc/set-up-desk.ts';
import { createTransport } from '#main/sync/registry-transport.ts';
import { rootDigest } from '#main/sync/pinned-registry.ts';
import type { RegistryClient } from '#main/sync/registry-client.ts';
import type { SealProgress } from '#shared/contract/set-up.ts';
import { StationError, toErrorShape } from '#shared/errors/station-error.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { issueSealOnToken, type IssuedSeal } from './issue-seal.ts';
import type { Station } from './open-station.ts';
import { receiveSeal } from './receive-seal.ts';
import { registryClient } from './registry-link.ts';
import { setUpStation } from './set-up-station.ts';

/** How often the registry is asked whether its people have made the seal, and for how long. */
const askEveryMs = 1500;
const patienceMs = 20 * 60_000;

const idle: SealProgress = { phase: 'idle', caseId: null, esId: null, caseState: null, problem: null };

/** The first start, wired to the registry and to the key. */
export function createSetUpDesk(station: () => Pick<Station, 'parts' | 'paths' | 'secrets' | 'tokens'>): SetUpDesk {
  let progress: SealProgress = idle;
  let issued: IssuedSeal | undefined;
  const isBusy = (): boolean => progress.phase === 'key' || progress.phase === 'applied' || progress.phase === 'made';

  async function issue(order: IssueOrder): Promise<void> {
    progress = { ...idle, phase: 'key' };
    try {
      const client = clientOf(station());
      issued = await issueSealOnToken(station(), client, {
        ...order,
        whenApplied: async (caseId) => {
          progress = { ...progress, phase: 'applied', caseId, caseState: 'applied' };
          const esId = await untilMade(client, caseId, (caseState) => {
            progress = { ...progress, caseState };
          });
          progress = { ...progress, phase: 'made', esId };
          return esId;
        },
      });
      progress = { ...progress, phase: 'on-key', esId: issued.esId };
    } catch (error) {
      progress = { ...progress, phase: 'failed', problem: toErrorShape(error) };
    }
  }

  return {
    inspectRegistry: async (url) => {
      const shown = await createTransport({ url }).call(registryContract.open.certificates, undefined);
      const root = new Uint8Array(Buffer.from(shown.root, 'base64'));
      return { registry: shown.registry, rootSm3: rootDigest(root), isDemonstration: shown.isDemonstration };
    },
    enrol: (order) => setUpStation(station(), order),
    issueSeal: (order) => {
      if (isBusy()) throw new StationError('STAMP_STATION_BUSY', {});
      void issue(order);
      return progress;
    },
    sealProgress: () => progress,
    takeIntoUse: async (order) => {
      if (issued?.esId !== order.esId) throw new StationError('SEAL_NOT_FOUND', { seal: order.esId });
      const { parts } = station();
      const kept = await receiveSeal(station(), clientOf(station()), {
        ...order,
        holder: null,
        token: issued.token,
        pinEntry: parts.questions.pinEntry,
      });
      parts.events.emit({ type: 'seals.changed' });
      return { esId: kept.esId, name: kept.name };
    },
  };
}

/** @throws SEAL_NOT_ACTIVE when the registry sends the case back; TOKEN_TIMEOUT when nobody decides */
async function untilMade(client: RegistryClient, caseId: string, heard: (state: string) => void): Promise<string> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const { state, esId } = await client.sealCase(caseId);
    heard(state);
    if (esId !== undefined) return esId;
    if (state === 'returned' || state === 'rejected') {
      throw new StationError('SEAL_NOT_ACTIVE', { state: `@states.seal.${state}` });
    }
    await pause(askEveryMs);
  }
  throw new StationError('TOKEN_TIMEOUT', { seconds: patienceMs / 1000 });
}

function clientOf({ parts, paths }: Pick<Station, 'parts' | 'paths'>): RegistryClient {
  const { db, clock, ids } = parts;
  const { identity, machineKey } = parts.ready();
  return registryClient({ db, clock, ids, paths, identity, machineKey });
}

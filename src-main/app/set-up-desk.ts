import type { IssueOrder, SetUpDesk } from '#main/rpc/set-up-desk.ts';
import { createTransport } from '#main/sync/registry-transport.ts';
import { rootDigest } from '#main/sync/pinned-registry.ts';
import type { RegistryClient } from '#main/sync/registry-client.ts';
import { StationError, toErrorShape, type ErrorShape } from '#shared/errors/station-error.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { finalSealStates } from '#shared/registry/seal-life.ts';
import { applyForSeal, writeMadeSeal } from './issue-seal.ts';
import { forgetApplication, keepApplication, readApplication, type KeptApplication } from './kept-application.ts';
import type { Station } from './open-station.ts';
import { receiveSeal } from './receive-seal.ts';
import { registryClient } from './registry-link.ts';
import { progressOf } from './seal-progress.ts';
import { setUpStation } from './set-up-station.ts';

/** A screen that asks more often gets what was heard last. */
const askEveryMs = 1500;

type StationNow = Pick<Station, 'parts' | 'paths' | 'secrets' | 'tokens'>;

/** The first start, wired to the registry and to the key. One thing at a time. */
export function createSetUpDesk(station: () => StationNow): SetUpDesk {
  let enrolling: Promise<void> = Promise.resolve();
  /** Erasing the key and applying; null once the application lies at the registry. */
  let pending: IssueOrder | null = null;
  let problem: ErrorShape | null = null;
  let isSilent = false;
  let asked = { atMs: 0, answer: Promise.resolve() };
  let isKeyAtWork = false;

  const kept = (): KeptApplication | null => readApplication(station().paths);
  const now = () => progressOf({ kept: kept(), pending, problem, isSilent });

  async function issue(order: IssueOrder): Promise<void> {
    const { paths } = station();
    try {
      const { key, model, isTraining, caseId } = await applyForSeal(station(), clientOf(station()), order);
      keepApplication(paths, {
        version: 1,
        caseId,
        sealName: order.sealName,
        category: order.category,
        sizeMm: order.sizeMm,
        custodian: order.custodian,
        token: { ...key.token, model, isTraining, ckaId: toText(key.ckaId), publicKey: toText(key.publicKey) },
        caseState: 'applied',
        reason: null,
        esId: null,
        isOnKey: false,
      });
    } catch (error) {
      problem = toErrorShape(reached(error, station()));
    } finally {
      pending = null;
    }
  }

  /** Hears the registry; that it is silent for a while is no failure of the case. */
  async function hear(application: KeptApplication): Promise<void> {
    const { paths } = station();
    try {
      const { state, esId, reason } = await clientOf(station()).sealCase(application.caseId);
      isSilent = false;
      const heard = { caseState: state, reason: reason ?? null, esId: esId ?? null };
      const { caseState, reason: knownReason, esId: knownEsId } = application;
      if (state === caseState && heard.reason === knownReason && heard.esId === knownEsId) return;
      // Somebody may have gone on meanwhile: only what the registry says is changed.
      const current = readApplication(paths);
      if (current?.caseId === application.caseId) keepApplication(paths, { ...current, ...heard });
    } catch {
      isSilent = true;
    }
  }

  async function withKey<T>(act: () => Promise<T>): Promise<T> {
    if (isKeyAtWork || pending !== null) throw new StationError('STAMP_STATION_BUSY', {});
    isKeyAtWork = true;
    try {
      return await act();
    } catch (error) {
      throw reached(error, station());
    } finally {
      isKeyAtWork = false;
    }
  }

  return {
    inspectRegistry: async (url) => {
      const shown = await atRegistry(url, () =>
        createTransport({ url }).call(registryContract.open.certificates, undefined),
      );
      const root = new Uint8Array(Buffer.from(shown.root, 'base64'));
      return { registry: shown.registry, rootSm3: rootDigest(root), isDemonstration: shown.isDemonstration };
    },
    // A second click waits for the first and is then refused; it must not make another machine key meanwhile.
    enrol: (order) => {
      const next = enrolling.then(() => atRegistry(order.registryUrl, () => setUpStation(station(), order)));
      enrolling = next.catch(() => undefined);
      return next;
    },
    issueSeal: (order) => {
      const open = kept();
      if (pending !== null || isKeyAtWork) throw new StationError('STAMP_STATION_BUSY', {});
      if (open !== null && !finalSealStates.includes(open.caseState)) {
        throw new StationError('STATION_SEAL_PENDING', { caseId: open.caseId });
      }
      forgetApplication(station().paths);
      problem = null;
      pending = order;
      void issue(order);
      return now();
    },
    sealProgress: async () => {
      const open = kept();
      if (open !== null && !finalSealStates.includes(open.caseState) && Date.now() - asked.atMs > askEveryMs) {
        asked = { atMs: Date.now(), answer: hear(open) };
      }
      await asked.answer;
      return now();
    },
    writeSeal: () =>
      withKey(async () => {
        const made = kept();
        if (made === null || made.esId === null) {
          throw new StationError('STATION_SEAL_NOT_MADE', { caseId: made?.caseId ?? '—' });
        }
        const { token, esId, sealName: label } = made;
        const { serial, manufacturer, isTraining } = token;
        const key = {
          token: { serial, manufacturer },
          ckaId: toBytes(token.ckaId),
          publicKey: toBytes(token.publicKey),
        };
        const { pinEntry } = station().parts.questions;
        await writeMadeSeal(station(), clientOf(station()), { key, isTraining, esId, label }, pinEntry);
        keepApplication(station().paths, { ...(kept() ?? made), isOnKey: true });
        return now();
      }),
    takeIntoUse: (order) =>
      withKey(async () => {
        const delivered = kept();
        if (delivered?.isOnKey !== true || delivered.esId !== order.esId) {
          throw new StationError('SEAL_NOT_FOUND', { seal: order.esId });
        }
        if (delivered.custodian.account !== order.custodian.account) {
          throw new StationError('SEAL_NOT_CUSTODIAN', { custodian: delivered.custodian.name });
        }
        const { parts, paths } = station();
        const { esId, name } = await receiveSeal(station(), clientOf(station()), {
          ...order,
          category: delivered.category,
          holder: null,
          token: delivered.token,
          pinEntry: parts.questions.pinEntry,
        });
        forgetApplication(paths);
        parts.events.emit({ type: 'seals.changed' });
        return { esId, name };
      }),
  };
}

const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const toBytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

function clientOf({ parts, paths }: StationNow): RegistryClient {
  const { db, clock, ids } = parts;
  const { identity, machineKey } = parts.ready();
  return registryClient({ db, clock, ids, paths, identity, machineKey });
}

/** There has been no synchronisation yet: what is worth saying is which address does not answer. */
async function atRegistry<T>(url: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw withAddress(error, url);
  }
}

function reached(error: unknown, { parts }: StationNow): unknown {
  return withAddress(error, parts.findReady()?.identity.registryUrl ?? '');
}

function withAddress(error: unknown, url: string): unknown {
  if (!(error instanceof StationError) || error.code !== 'SYNC_OFFLINE') return error;
  const { detail = '' } = error.facts;
  return new StationError('SYNC_NO_REGISTRY_THERE', { url, detail }, error);
}

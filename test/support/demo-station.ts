import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStation, type Station } from '#main/app/open-station.ts';
import { documentOf, placementFor } from '#main/app/demo/demo-documents.ts';
import { demoAccounts, demoPassword, demoPin, demoUnit } from '#main/app/demo/demo-people.ts';
import { adjustableClock, type AdjustableClock } from '#main/platform/clock.ts';
import type { ProcessHost } from '#main/platform/processes.ts';
import { createWords } from '#main/platform/words.ts';
import type { StationClient } from '#main/rpc/router.ts';
import type { StampDesk } from '#main/stamping/stamp-desk.ts';
import { stamp as stampAtDesk } from '#main/stamping/stamp.ts';
import { findPerson } from '#main/station/people.ts';
import type { PinChangeEntry } from '#main/token/pin-change.ts';
import type { PinAnswer, PinEntry, PinQuestion } from '#main/token/pin-entry.ts';
import type { StampResult, StampStep } from '#shared/contract/stamping.ts';
import type { Placement } from '#shared/model/placement.ts';
import type { RequestDraft } from '#shared/model/request.ts';
import { lendingProcesses } from './lent-readers.ts';
import { copyPreparedStation, preparedNames, signInAt } from './prepared-station.ts';
import { softkeyHand, type SoftkeyHand } from './softkey-hand.ts';

export const demoPeople = { ...demoAccounts, secondCustodian: 'wu', auditor: 'auditor' } as const;

/** The person at the PIN pad. */
export interface PinHand {
  /** What is entered from now on. */
  says: 'right' | 'wrong' | 'cancel';
  /** Everything that was asked so far. */
  readonly asked: PinQuestion[];
  /** Done once, while the next PIN is being entered. */
  during(act: () => void | Promise<void>): void;
}

/** A ready station over a folder of its own; the key, the PIN and the clock are in the test's hands. */
export interface DemoStation {
  readonly folder: string;
  readonly data: string;
  readonly clock: AdjustableClock;
  readonly pin: PinHand;
  readonly key: SoftkeyHand;
  /** The open station; another one after `reopen`. */
  readonly station: Station;
  /** Signs in again by itself where the session has become idle. */
  client(account: string): Promise<StationClient>;
  /** Import and submit as the handler. @returns the request's id */
  submit(file: string, placements?: readonly Placement[], changes?: Partial<RequestDraft>): Promise<string>;
  approve(requestId: string): Promise<void>;
  submitApproved(file: string, placements?: readonly Placement[], changes?: Partial<RequestDraft>): Promise<string>;
  /** As the custodian, through the contract. */
  stamp(requestId: string, options?: { account?: string; outputFolder?: string }): Promise<StampResult>;
  /** Past the contract, for tests that stop between two steps. */
  stampInSteps(requestId: string, onStep: (step: StampStep) => void, desk?: StampDesk): Promise<StampResult>;
  requestState(requestId: string): Promise<string>;
  /** Final names in the folder of sealed files, temporary ones included. */
  sealedFiles(): string[];
  /** Path of the original the station keeps for a request. */
  originalOf(requestId: string): Promise<string>;
  /** A file with these bytes to submit. */
  file(name: string, bytes: Uint8Array): string;
  reopen(): Promise<Station>;
  close(): Promise<void>;
}

export interface DemoStationOptions {
  /** Who answers when a PIN is to be changed. */
  readonly pinChangeEntry?: PinChangeEntry;
  readonly processes?: ProcessHost;
}

export async function openDemoStation(options: DemoStationOptions = {}): Promise<DemoStation> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'demo-station-'));
  const folder = path.join(root, 'copy');
  await copyPreparedStation(folder);
  const demo = await openDemoStationAt(folder, options);
  return {
    ...demo,
    get station() {
      return demo.station;
    },
    async close() {
      await demo.close();
      fs.rmSync(root, { recursive: true, force: true });
    },
  };
}

/** @param folder copied from a prepared one */
export async function openDemoStationAt(folder: string, options: DemoStationOptions = {}): Promise<DemoStation> {
  const data = path.join(folder, preparedNames.station);
  const clock = adjustableClock(new Date());
  const pin = pinHand();
  const key = softkeyHand(path.join(folder, preparedNames.token));
  const open = (): Promise<Station> =>
    openStation({ data, words: createWords(), pinEntry: pin.entry, clock, processes: lendingProcesses, ...options });
  let station = await open();
  const clients = new Map<string, { client: StationClient; lastUsedMs: number }>();

  async function client(account: string): Promise<StationClient> {
    const nowMs = clock.now().getTime();
    const known = clients.get(account);
    if (known && Math.abs(nowMs - known.lastUsedMs) < idleMs) return known.client;
    const fresh = await signInAt(station, account);
    clients.set(account, { client: fresh, lastUsedMs: nowMs });
    return fresh;
  }

  const demo: DemoStation = {
    folder,
    data,
    clock,
    pin: pin.hand,
    key,
    get station() {
      return station;
    },
    client,
    async submit(file, placements, changes = {}) {
      const handler = await client(demoPeople.handler);
      const [seal] = await handler.station.seals.list();
      const { documentId } = await handler.documents.importFile({ path: file });
      const request = await handler.approvals.submit({
        documentId,
        sealEsId: seal!.esId,
        placements: [...(placements ?? [await placementFor(documentOf(file), seal!)])],
        copies: 1,
        reason: '印发专项检查通知',
        unitName: demoUnit.name,
        deptName: '种业管理股',
        documentTitle: path.parse(file).name,
        documentType: '公文',
        secrecy: '非涉密',
        ...changes,
      });
      return request.requestId;
    },
    async approve(requestId) {
      const approver = await client(demoPeople.approver);
      const { pagesToRead } = await approver.approvals.get({ requestId });
      await approver.approvals.recordView({ requestId, pages: [...pagesToRead], medium: 'attested' });
      await approver.approvals.decide({ requestId, decision: 'approve', opinion: '同意', password: demoPassword });
    },
    async submitApproved(file, placements, changes) {
      const requestId = await demo.submit(file, placements, changes);
      await demo.approve(requestId);
      return requestId;
    },
    async stamp(requestId, { account = demoPeople.custodian, outputFolder } = {}) {
      const custodian = await client(account);
      return custodian.stamping.stamp({ requestId, ...(outputFolder !== undefined && { outputFolder }) });
    },
    stampInSteps(requestId, onStep, desk = station.parts.ready().desk) {
      return stampAtDesk(desk, { requestId, user: findPerson(desk.db, demoPeople.custodian)!, onStep });
    },
    async requestState(requestId) {
      return (await (await client(demoPeople.custodian)).approvals.get({ requestId })).state;
    },
    sealedFiles: () => fs.readdirSync(station.paths.sealed).toSorted(),
    async originalOf(requestId) {
      const { documentSm3 } = await (await client(demoPeople.custodian)).approvals.get({ requestId });
      const name = fs.readdirSync(station.paths.originals).find((each) => each.startsWith(documentSm3));
      return path.join(station.paths.originals, name!);
    },
    file(name, bytes) {
      const file = path.join(folder, name);
      fs.writeFileSync(file, bytes);
      return file;
    },
    async reopen() {
      await station.close();
      clients.clear();
      station = await open();
      return station;
    },
    close: () => station.close(),
  };
  return demo;
}

/** Less than the idle lock of a session. */
const idleMs = 9 * 60_000;

function pinHand(): { readonly hand: PinHand; readonly entry: PinEntry } {
  const pending: (() => void | Promise<void>)[] = [];
  const hand: PinHand = { says: 'right', asked: [], during: (act) => pending.push(act) };
  const entry: PinEntry = {
    async askPin(question): Promise<PinAnswer> {
      hand.asked.push(question);
      await pending.shift()?.();
      if (hand.says === 'cancel') return { kind: 'cancelled' };
      return { kind: 'pin', pin: hand.says === 'right' ? demoPin : '000000', confirmedFinalTry: true };
    },
  };
  return { hand, entry };
}

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { demoUnit } from '#main/app/demo/demo-people.ts';
import { openStation, type Station } from '#main/app/open-station.ts';
import { createWords } from '#main/platform/words.ts';
import { memoryClient, type StationClient } from '#main/rpc/router.ts';
import type { SealProgressView } from '#shared/contract/set-up.ts';
import { registryContract } from '#shared/registry/contract.ts';
import type { Person } from '#shared/registry/wire-values.ts';
import { lendingProcesses } from './lent-readers.ts';
import { readEvents, type EventReader } from './screen-station.ts';
import { startRegistry, type RegistryProcess } from './registry-process.ts';

export const firstPassword = '首次启动-密码9';
/** Nothing else in a data folder may look like these. */
export const officerPin = 'Qx7officer31';
export const userPin = 'Zr4custody86';

const { administration } = registryContract;

/** What the registry's administrator tells the station's people on paper. */
export interface Ticket {
  readonly code: string;
  readonly station: string;
  readonly rootSm3: string;
}

/** An office on its first day: a registry with its unit, and a station on an empty folder with one blank key. */
export interface FirstStart {
  readonly registry: RegistryProcess;
  readonly data: string;
  station(): Station;
  ticket(): Promise<Ticket>;
  /** As nobody, or as somebody. */
  client(session?: string): StationClient;
  signIn(account: string): Promise<{ readonly session: string; readonly client: StationClient }>;
  /** Closes the program and opens it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openFirstStart(): Promise<FirstStart> {
  const registry = await startRegistry();
  await registry.as('admin').call(administration.createUnit, demoUnit);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'first-start-'));
  const data = path.join(root, 'station');
  const token = path.join(data, 'softkey', 'token-0001');
  fs.mkdirSync(token, { recursive: true });
  // A check of a PIN that is quick enough for a test; the key is blank otherwise.
  fs.writeFileSync(path.join(token, 'personality'), 'kdf-iterations=1000\n');
  const open = (): Promise<Station> => openStation({ data, words: createWords(), processes: lendingProcesses });
  let station = await open();
  const client = (session?: string): StationClient => memoryClient(station.router, session);
  return {
    registry,
    data,
    station: () => station,
    ticket: () => registry.as('admin').call(administration.createEnrolmentCode, { unit: demoUnit.code }),
    client,
    signIn: async (account) => {
      const { session } = await client().session.signIn({ account, password: firstPassword });
      return { session, client: client(session) };
    },
    restart: async () => {
      await station.close();
      station = await open();
    },
    close: async () => {
      await station.close();
      await registry.remove();
      fs.rmSync(root, { recursive: true, force: true });
    },
  };
}

export function administrators() {
  const common = { deptName: '信息中心', post: '', password: firstPassword };
  return {
    system: { ...common, account: 'he-wentao', name: '何文涛' },
    security: { ...common, account: 'luo', name: '罗静' },
    auditor: { ...common, account: 'feng', name: '冯国平' },
  };
}

export function enrolOrder(start: FirstStart, ticket: Ticket) {
  return {
    registryUrl: start.registry.url,
    stationId: ticket.station,
    enrolmentCode: ticket.code,
    rootSm3: ticket.rootSm3,
    profileId: 'anyang-2020',
    ...administrators(),
  };
}

/** Enrols the station and adds the four people a stamp needs. */
export async function enrolWithPeople(start: FirstStart): Promise<void> {
  await start.client().setUp.enrol(enrolOrder(start, await start.ticket()));
  const { client } = await start.signIn('he-wentao');
  for (const [account, name, role] of [
    ['lin', '林晓棠', 'handler'],
    ['he', '贺志远', 'approver'],
    ['zhou', '周敏芝', 'custodian'],
    ['lu', '陆文焕', 'head'],
  ] as const) {
    await client.station.people.add({
      account,
      name,
      post: '',
      deptName: '办公室',
      roles: [role],
      password: firstPassword,
    });
  }
}

export async function sealOrder(system: StationClient) {
  const [token] = await system.setUp.tokens();
  return {
    token: { serial: token!.serial, manufacturer: token!.manufacturer },
    officerPin,
    userPin,
    sealName: demoUnit.name,
    category: 'unit_name' as const,
    sizeMm: 42,
    impression: { kind: 'shipped' as const, name: 'unit-seal' as const },
    physicalRecord: '410799-2019-0007',
    custodian: 'zhou',
    handler: 'lin',
  };
}

/** Asks for the progress until it is in this phase, as a screen does. */
export async function untilPhase(client: StationClient, phase: SealProgressView['phase']): Promise<SealProgressView> {
  for (let tries = 0; tries < 100; tries += 1) {
    const progress = await client.setUp.sealProgress();
    if (progress.phase === phase) return progress;
    if (progress.phase === 'failed') throw new Error(JSON.stringify(progress.problem));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`never came to ${phase}`);
}

/** Two persons of the issuing side: one reviews and files, the other makes. */
export async function reviewAndMake(registry: RegistryProcess, caseId: string): Promise<void> {
  const checks = { isComplete: true, isTrue: true, isLawful: true, impressionConfirmed: true };
  await registry.as('reviewer').call(administration.review, { caseId, decision: 'approve', ...checks });
  await registry.as('maker').call(administration.make, { caseId, validDays: 365 });
  await registry.as('reviewer').call(administration.file, { caseId, filingNumber: '备案-2026-0001' });
}

export async function deliver(
  registry: RegistryProcess,
  { custodian, ...delivery }: { readonly caseId: string; readonly tokenSerial: string; readonly custodian: Person },
): Promise<void> {
  await registry.as('maker').call(administration.deliver, { ...delivery, receivedBy: custodian });
}

/** What the registry's desk reads from the paper that comes with the key. */
export function deliveryOf({ caseId, order }: SealProgressView): Parameters<typeof deliver>[1] {
  return { caseId: caseId!, tokenSerial: order!.tokenSerial, custodian: order!.custodian };
}

/** A screen of this person that answers every question for a PIN the same way; null cancels. */
export async function screenAnswering(client: StationClient, pin: string | null): Promise<EventReader> {
  const reader = readEvents(await client.events.subscribe());
  void reader.next('question.asked').then(({ question: { questionId } }) =>
    client.questions.answer({
      questionId,
      answer: pin === null ? { kind: 'cancelled' } : { kind: 'pin', pin, confirmedFinalTry: false },
    }),
  );
  return reader;
}

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStation, type Station } from '#main/app/open-station.ts';
import { setUpStation } from '#main/app/set-up-station.ts';
import {
  demoAccounts,
  demoAdministrators,
  demoPassword,
  demoPin,
  demoStaff,
  demoUnit,
} from '#main/app/demo/demo-people.ts';
import { startDemoRegistry, type DemoRegistry } from '#main/app/demo/demo-registry.ts';
import { deliverSeal, issueSeal } from '#main/app/demo/demo-seal.ts';
import { createWords } from '#main/platform/words.ts';
import { memoryClient, type StationClient } from '#main/rpc/router.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { lendingProcesses } from './lent-readers.ts';
import { quickenPasswords } from './quick-passwords.ts';

/** Names inside a prepared folder. */
export const preparedNames = {
  station: 'station',
  registry: 'registry',
  token: path.join('station', 'softkey', 'token-0001'),
};

const cachePrefix = 'sealkeeper-prepared-';
const staleMs = 3_600_000;

/**
 * A station that is ready to stamp, made once per test run by the real parts (registry process, key host, synchronised
 * lists) and copied for whoever needs one: `station` with its softkey inside, and the registry's folder beside it.
 *
 * @param folder must not exist
 */
export async function copyPreparedStation(folder: string): Promise<void> {
  fs.cpSync(await preparedFolder(), folder, { recursive: true });
}

/** One folder per run: the workers of a test run have the same parent. */
async function preparedFolder(): Promise<string> {
  const cache = path.join(os.tmpdir(), `${cachePrefix}${process.ppid}`);
  removeStale();
  if (isMade(cache)) return cache;
  const making = fs.mkdtempSync(path.join(os.tmpdir(), `${cachePrefix}making-`));
  await prepareStation(making);
  try {
    fs.renameSync(making, cache);
  } catch (error) {
    // Another worker was faster.
    if (!isMade(cache)) throw error;
    fs.rmSync(making, { recursive: true, force: true });
  }
  return cache;
}

const isMade = (cache: string): boolean => fs.existsSync(path.join(cache, preparedNames.station));

/** Folders of runs that are over. */
function removeStale(): void {
  for (const name of fs.readdirSync(os.tmpdir())) {
    if (!name.startsWith(cachePrefix)) continue;
    const folder = path.join(os.tmpdir(), name);
    const madeAt = fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - madeAt > staleMs) fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Enrol, add people, have a seal made on a training key, take it into use, synchronise.
 *
 * @param kdfIterations work of a PIN check; 90000 is what a training key asks for by itself
 */
export async function prepareStation(folder: string, kdfIterations = 1000): Promise<void> {
  const data = path.join(folder, preparedNames.station);
  const token = path.join(folder, preparedNames.token);
  fs.mkdirSync(token, { recursive: true });
  fs.writeFileSync(path.join(token, 'personality'), `kdf-iterations=${kdfIterations}\n`);
  const registry = await startDemoRegistry(path.join(folder, preparedNames.registry));
  try {
    const pinEntry = { askPin: async () => ({ kind: 'pin', pin: demoPin }) as const };
    const station = await openStation({ data, words: createWords(), pinEntry, processes: lendingProcesses });
    try {
      await makeReady(station, registry);
    } finally {
      await station.close();
    }
    await quickenPasswords(station.paths.database);
  } finally {
    registry.stop();
  }
}

async function makeReady(station: Station, registry: DemoRegistry): Promise<void> {
  const { administration } = registryContract;
  await registry.as('admin').call(administration.createUnit, demoUnit);
  const ticket = await registry.as('admin').call(administration.createEnrolmentCode, { unit: demoUnit.code });
  await setUpStation(station, {
    registryUrl: registry.url,
    stationId: ticket.station,
    enrolmentCode: ticket.code,
    rootSm3: ticket.rootSm3,
    profileId: 'anyang-2020',
    administrators: demoAdministrators,
  });
  const system = await signInAt(station, demoAccounts.system);
  const second = {
    account: 'wu',
    name: '吴思远',
    post: '替班保管人',
    deptName: '办公室',
    roles: ['custodian'],
  } as const;
  const staff = [...demoStaff, { ...second, password: demoPassword }];
  for (const person of staff) await system.station.people.add({ ...person, roles: [...person.roles] });
  await deliverSeal(station, registry, await issueSeal(station, registry));
  await (await signInAt(station, demoAccounts.custodian)).station.sync.run();
}

export async function signInAt(station: Station, account: string): Promise<StationClient> {
  const { session } = await memoryClient(station.router).session.signIn({ account, password: demoPassword });
  return memoryClient(station.router, session);
}

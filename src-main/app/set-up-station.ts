import os from 'node:os';
import { createMachineKey } from '#main/station/machine-key.ts';
import { findIdentity, writeIdentity } from '#main/station/identity.ts';
import { checkPerson, insertPerson, type NewPerson } from '#main/station/people.ts';
import { loadProfile } from '#main/station/profile-store.ts';
import { transaction } from '#main/storage/database.ts';
import { enrolStation } from '#main/sync/enrol-station.ts';
import { createTransport } from '#main/sync/registry-transport.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { machineKeyFile } from './machine-key-file.ts';
import type { Station } from './open-station.ts';
import { programFiles } from './program-files.ts';
import { keepRegistryRoot } from './registry-link.ts';

/** What the first start needs; name, code and root digest come from the registry's administrator by another way. */
export interface SetUpOrder {
  readonly registryUrl: string;
  readonly stationId: string;
  readonly enrolmentCode: string;
  readonly rootSm3: string;
  readonly profileId: string;
  /** The three administrators; nobody else can add people. */
  readonly administrators: readonly NewPerson[];
}

/**
 * First real start: compare the registry's root, have the machine key certified, write who and what this station is.
 * Everything that can be refused here is refused before the registry is asked: an enrolment code works once.
 *
 * @throws STATION_ALREADY_SET_UP, STATION_PROFILE_INVALID, STATION_PERSON_EXISTS for one account in two posts,
 *   STATION_ROLE_CONFLICT, RPC_INVALID_INPUT, SYNC_ROOT_MISMATCH, SYNC_OFFLINE, REGISTRY_ENROLMENT_REFUSED
 */
export async function setUpStation(
  station: Pick<Station, 'parts' | 'paths' | 'secrets'>,
  order: SetUpOrder,
): Promise<void> {
  const { parts, paths, secrets } = station;
  const { db, clock } = parts;
  if (findIdentity(db)) throw new StationError('STATION_ALREADY_SET_UP', { detail: '@details.alreadySetUp' });
  loadProfile(programFiles.policyFolder, order.profileId);
  refuseSameAccount(order.administrators);
  const administrators = await Promise.all(order.administrators.map(checkPerson));
  const key = createMachineKey(machineKeyFile(paths), order.stationId, secrets);
  const enrolled = await enrolStation(
    createTransport({ url: order.registryUrl }),
    key,
    {
      station: order.stationId,
      code: order.enrolmentCode,
      rootSm3: order.rootSm3,
      hostName: os.hostname(),
    },
    clock.now(),
  );
  key.certify(enrolled.certificate);
  keepRegistryRoot(paths, enrolled.pinned.registry, enrolled.root);
  // All at once, and last: a set-up that was interrupted before this line can be done again with a new code.
  transaction(db, (tx) => {
    for (const person of administrators) insertPerson(tx, person, clock.now());
    writeIdentity(tx, {
      stationId: order.stationId,
      unitName: enrolled.unitName,
      unitCode: enrolled.unitCode,
      profileId: order.profileId,
      registryUrl: order.registryUrl,
      registryRootSm3: order.rootSm3.toLowerCase().replaceAll(/[^0-9a-f]/g, ''),
      createdAt: clock.now().toISOString(),
    });
  });
}

function refuseSameAccount(people: readonly NewPerson[]): void {
  const accounts = people.map(({ account }) => account);
  const twice = accounts.find((account, index) => accounts.indexOf(account) !== index);
  if (twice !== undefined) throw new StationError('STATION_PERSON_EXISTS', { account: twice });
}

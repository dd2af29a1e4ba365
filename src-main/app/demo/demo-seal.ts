import { issueSealOnToken, type IssuedSeal } from '../issue-seal.ts';
import { receiveSeal } from '../receive-seal.ts';
import type { Station } from '../open-station.ts';
import { registryClient } from '../registry-link.ts';
import type { KeptSeal } from '#main/seals/kept-seals.ts';
import type { RegistryClient } from '#main/sync/registry-client.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { registryContract } from '#shared/registry/contract.ts';
import type { SealApplication } from '#shared/registry/seal-application.ts';
import { demoAccounts, demoOfficerPin, demoPin, demoStaff, demoUnit } from './demo-people.ts';
import type { DemoRegistry } from './demo-registry.ts';

/** A seal of the demonstration, as it is applied for. */
export interface DemoSeal {
  readonly sealName: string;
  readonly category: SealApplication['category'];
  readonly impression: 'unit-seal' | 'business-seal';
  readonly sizeMm: number;
  /** Running part of the seal's code and of its filing. */
  readonly serial: string;
}

export const unitSeal: DemoSeal = {
  sealName: demoUnit.name,
  category: 'unit_name',
  impression: 'unit-seal',
  sizeMm: 42,
  serial: '0001',
};

export const businessSeal: DemoSeal = {
  sealName: `${demoUnit.name}种子管理专用章`,
  category: 'business',
  impression: 'business-seal',
  sizeMm: 40,
  serial: '0002',
};

const custodian = demoStaff.find((person) => person.account === demoAccounts.custodian)!;
const handler = demoStaff.find((person) => person.account === demoAccounts.handler)!;
const named = ({ account, name }: { account: string; name: string }) => ({ account, name });

/** A seal of the demonstration on its key, waiting to be delivered. */
export interface IssuedKey extends IssuedSeal {
  readonly seal: DemoSeal;
}

/** The issuing desk in small; review and making are done by two persons, as the life cycle wants it. */
export async function issueSeal(station: Station, registry: DemoRegistry, seal = unitSeal): Promise<IssuedKey> {
  const blank = (await station.tokens().listTokens()).find((token) => !token.isInitialized);
  if (!blank) throw new StationError('TOKEN_ABSENT', {});
  const issued = await issueSealOnToken(station, clientOf(station), {
    token: { serial: blank.serial, manufacturer: blank.manufacturer },
    officerPin: demoOfficerPin,
    userPin: demoPin,
    sealName: seal.sealName,
    category: seal.category,
    impression: { kind: 'shipped', name: seal.impression },
    sizeMm: seal.sizeMm,
    physicalRecord: `演示备案-${seal.serial}`,
    handler: named(handler),
    custodian: named(custodian),
    whenApplied: (caseId) => reviewAndMake(registry, caseId, seal),
  });
  return { ...issued, seal };
}

/** Delivered against receipt, proven by the key, activated, kept: from here on it can stamp. */
export async function deliverSeal(station: Station, registry: DemoRegistry, issued: IssuedKey): Promise<KeptSeal> {
  const { caseId, esId, token, seal } = issued;
  const { administration } = registryContract;
  const receivedBy = named(custodian);
  await registry.as('maker').call(administration.deliver, { caseId, tokenSerial: token.serial, receivedBy });
  return receiveSeal(station, clientOf(station), {
    esId,
    sealCode: `${demoUnit.region}000${seal.serial}`,
    category: seal.category,
    custodian: named(custodian),
    holder: null,
    chain: { version: 1, steps: [{ name: '分管领导批准', approvers: [demoAccounts.approver] }] },
    token,
    pinEntry: { askPin: async () => ({ kind: 'pin', pin: demoPin }) },
  });
}

async function reviewAndMake(registry: DemoRegistry, caseId: string, { sealName, serial }: DemoSeal): Promise<string> {
  const { administration } = registryContract;
  await registry.as('reviewer').call(administration.review, {
    caseId,
    decision: 'approve',
    isComplete: true,
    isTrue: true,
    isLawful: true,
    impressionConfirmed: true,
  });
  const made = await registry.as('maker').call(administration.make, { caseId, validDays: 365 });
  await registry.as('reviewer').call(administration.file, { caseId, filingNumber: `演示备案-${serial}` });
  if (made.esId === undefined) throw new StationError('SEAL_NOT_FOUND', { seal: sealName });
  return made.esId;
}

function clientOf(station: Station): RegistryClient {
  const { db, clock, ids } = station.parts;
  const { identity, machineKey } = station.parts.ready();
  return registryClient({ db, clock, ids, paths: station.paths, identity, machineKey });
}

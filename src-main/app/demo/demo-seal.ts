import { receiveSeal } from '../receive-seal.ts';
import type { Station } from '../open-station.ts';
import { registryClient } from '../registry-link.ts';
import type { KeptSeal } from '#main/seals/kept-seals.ts';
import { transaction } from '#main/storage/database.ts';
import { personaliseToken } from '#main/token/personalise-token.ts';
import type { TokenRef } from '#main/token/host-protocol.ts';
import type { RegistryClient } from '#main/sync/registry-client.ts';
import { CertificateRequestUse } from '#main/warrant/key-use.ts';
import { journalSignature } from '#main/warrant/signature-journal.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { requiredMaterials } from '#shared/model/seal-materials.ts';
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

/** A key born on a software USB Key, certified, with a seal made for it: the issuing desk in small. */
export interface IssuedKey {
  readonly token: TokenRef & { readonly model: string; readonly isTraining: boolean };
  readonly caseId: string;
  readonly esId: string;
  readonly seal: DemoSeal;
}

/**
 * Initialise a blank training key, let its key pair be born, have the registry certify it and make the seal. Review
 * and making are done by two persons, as the life cycle wants it.
 */
export async function issueSeal(station: Station, registry: DemoRegistry, seal = unitSeal): Promise<IssuedKey> {
  const tokens = station.tokens();
  const blank = (await tokens.listTokens()).find((token) => !token.isInitialized);
  if (!blank) throw new StationError('TOKEN_ABSENT', {});
  const client = clientOf(station);
  const { db, clock, ids } = station.parts;
  const { model } = blank;
  let made: { caseId: string; esId: string } | undefined;
  const personalised = await personaliseToken(tokens, {
    token: { serial: blank.serial, manufacturer: blank.manufacturer },
    label: seal.sealName,
    officerPin: demoOfficerPin,
    userPin: demoPin,
    use: new CertificateRequestUse(ids.uuid(), { C: 'CN', O: demoUnit.name, CN: seal.sealName }),
    clock,
    onSignature: (signature) => transaction(db, (tx) => journalSignature(tx, signature)),
    issueCertificate: async (request, token) => {
      const application = await client.apply(sealApplication(station, seal, request, { serial: token.serial, model }));
      made = await reviewAndMake(registry, application.caseId, seal);
      return base64((await client.sealObject(made.esId)).certificate);
    },
    makeSeal: async () => base64((await client.sealObject(made!.esId)).seal),
  });
  const { serial, manufacturer } = personalised.identity;
  return { token: { serial, manufacturer, model, isTraining: blank.isTraining }, seal, ...made! };
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

function sealApplication(
  station: Station,
  { sealName, category, impression, sizeMm, serial }: DemoSeal,
  request: Uint8Array,
  token: { serial: string; model: string },
): SealApplication {
  return {
    unit: demoUnit.code,
    sealName,
    category,
    widthMm: sizeMm,
    heightMm: sizeMm,
    impression: { kind: 'shipped', name: impression },
    physicalSeal: { recordNumber: `演示备案-${serial}`, widthMm: sizeMm },
    materials: requiredMaterials.map((name) => ({ name, sm3: '0'.repeat(64) })),
    truthDeclared: true,
    handler: named(handler),
    custodian: named(custodian),
    station: station.parts.ready().identity.stationId,
    token,
    certificateRequest: Buffer.from(request).toString('base64'),
  };
}

async function reviewAndMake(
  registry: DemoRegistry,
  caseId: string,
  { sealName, serial }: DemoSeal,
): Promise<{ caseId: string; esId: string }> {
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
  return { caseId, esId: made.esId };
}

function clientOf(station: Station): RegistryClient {
  const { db, clock, ids } = station.parts;
  const { identity, machineKey } = station.parts.ready();
  return registryClient({ db, clock, ids, paths: station.paths, identity, machineKey });
}

function base64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}

import { memoryClient, type StationClient } from '#main/rpc/router.ts';
import type { RequestView } from '#shared/contract/approvals.ts';
import type { SealView } from '#shared/contract/station.ts';
import { registryContract } from '#shared/registry/contract.ts';
import type { Station } from '../open-station.ts';
import { setUpStation } from '../set-up-station.ts';
import { placementFor, type DemoDocument } from './demo-documents.ts';
import { demoAccounts, demoAdministrators, demoPassword, demoStaff, demoUnit } from './demo-people.ts';
import type { DemoRegistry } from './demo-registry.ts';

/** Sets a new station up at the registry of the demonstration, and adds its people. */
export async function enrolDemo(station: Station, registry: DemoRegistry): Promise<void> {
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
}

export async function addDemoStaff(station: Station): Promise<void> {
  const system = await signInDemo(station, demoAccounts.system);
  for (const person of demoStaff) await system.station.people.add({ ...person, roles: [...person.roles] });
  await system.station.timestamps.change({ source: 'registry', url: null, isRequired: false });
}

/** As the handler. @param seal the first one of the station, unless it is another */
export async function submitDemo(station: Station, document: DemoDocument, seal?: SealView): Promise<RequestView> {
  const handler = await signInDemo(station, demoAccounts.handler);
  const { esId, ...size } = seal ?? (await handler.station.seals.list())[0]!;
  const kept = await handler.documents.importFile({ path: document.file });
  return handler.approvals.submit({
    documentId: kept.documentId,
    sealEsId: esId,
    placements: [await placementFor(document, size)],
    copies: 1,
    reason: document.reason,
    unitName: demoUnit.name,
    deptName: '种业管理股',
    documentTitle: document.title,
    ...(document.number !== undefined && { documentNumber: document.number }),
    documentType: document.type,
    secrecy: '非涉密',
  });
}

/** There is no screen, so the approver states which pages he has read; the register says so (attested). */
export async function decideDemo(
  station: Station,
  requestId: string,
  words: { readonly decision: 'approve' | 'refuse'; readonly opinion: string } = {
    decision: 'approve',
    opinion: '同意',
  },
): Promise<RequestView> {
  const approver = await signInDemo(station, demoAccounts.approver);
  const { pagesToRead } = await approver.approvals.get({ requestId });
  await approver.approvals.recordView({ requestId, pages: [...pagesToRead], medium: 'attested' });
  return approver.approvals.decide({ requestId, ...words, password: demoPassword });
}

export async function signInDemo(station: Station, account: string): Promise<StationClient> {
  const { session } = await memoryClient(station.router).session.signIn({ account, password: demoPassword });
  return memoryClient(station.router, session);
}

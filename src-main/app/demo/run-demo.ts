import fs from 'node:fs';
import path from 'node:path';
import { openStation, type Station } from '../open-station.ts';
import { setUpStation } from '../set-up-station.ts';
import { receiptCovering } from '#main/ledger/receipts.ts';
import type { Words } from '#main/platform/words.ts';
import { memoryClient, type StationClient } from '#main/rpc/router.ts';
import type { EntryRow } from '#shared/contract/ledger.ts';
import type { StampResult } from '#shared/contract/stamping.ts';
import type { SyncView } from '#shared/contract/station.ts';
import type { Verdict } from '#shared/model/verdict.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { documentOf, placementFor, sampleDocuments, type DemoDocument } from './demo-documents.ts';
import { demoAccounts, demoAdministrators, demoPassword, demoPin, demoStaff, demoUnit } from './demo-people.ts';
import { startDemoRegistry, type DemoRegistry } from './demo-registry.ts';
import { deliverSeal, issueSeal } from './demo-seal.ts';

export interface DemoOrder {
  /** Made anew; whatever lay there from an earlier demonstration is gone. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly outputFolder?: string | undefined;
  readonly words: Words;
  /** Told before and after each step; the values fill its words. */
  step<T>(name: string, act: () => Promise<T>, facts?: (result: T) => Readonly<Record<string, unknown>>): Promise<T>;
}

export interface DemoDocumentResult {
  readonly input: string;
  readonly output: string;
  readonly format: 'PDF' | 'OFD';
  readonly verdict: Verdict;
  readonly entry: string;
  /** Number of the registry's receipt that covers the entry. */
  readonly receipt: number | null;
  readonly stampMs: number;
}

export interface DemoResult {
  readonly documents: readonly DemoDocumentResult[];
  readonly ledger: { readonly entries: number; readonly head: string };
  readonly sync: { readonly pushed: number; readonly receipts: number };
  readonly data: string;
  readonly registryPort: number;
}

/** The whole main job with real parts: registry process, key process, documents, register, receipts, verification. */
export async function runDemo(order: DemoOrder): Promise<DemoResult> {
  const { folder, step, words } = order;
  const data = path.join(folder, 'station');
  const registryFolder = path.join(folder, 'registry');
  fs.mkdirSync(path.join(data, 'softkey'), { recursive: true });
  const registry = await step('registry', () => startDemoRegistry(registryFolder));
  try {
    const station = await openStation({
      data,
      words,
      pinEntry: { askPin: async () => ({ kind: 'pin', pin: demoPin }) },
    });
    try {
      return await runMainJob(order, station, registry, data);
    } finally {
      await station.close();
    }
  } finally {
    registry.stop();
  }
}

async function runMainJob(
  { step, files, outputFolder }: DemoOrder,
  station: Station,
  registry: DemoRegistry,
  data: string,
): Promise<DemoResult> {
  await step('enrol', () => enrol(station, registry));
  await step('people', () => addStaff(station));
  const issued = await step('token', () => issueSeal(station, registry));
  await step('seal', () => deliverSeal(station, registry, issued));
  const custodian = await signIn(station, demoAccounts.custodian);
  await custodian.station.sync.run();

  const documents = files.length > 0 ? files.map(documentOf) : sampleDocuments;
  const stamped: { document: DemoDocument; result: StampResult }[] = [];
  for (const document of documents) {
    const request = await step(
      'submit',
      () => submit(station, document),
      () => ({ title: document.title }),
    );
    await step(
      'approve',
      () => approve(station, request.requestId),
      ({ approvalId }) => ({ approvalId }),
    );
    const { requestId } = request;
    const order = { requestId, ...(outputFolder !== undefined && { outputFolder }) };
    const result = await step(
      'stamp',
      () => custodian.stamping.stamp(order),
      ({ entryNo }) => ({ entry: entryNo }),
    );
    stamped.push({ document, result });
  }
  const { files: reports } = await step(
    'verify',
    () => custodian.verification.verify({ files: stamped.map(({ result }) => result.output) }),
    (report) => ({
      verdict: [...new Set(report.files.map((file) => station.parts.words.say(`states.verdict.${file.verdict}`)))].join(
        '、',
      ),
    }),
  );
  const sync = await step(
    'sync',
    () => custodian.station.sync.run(),
    ({ pushed, receipts }) => ({ pushed, receipts: receipts.length }),
  );
  const entries = await custodian.ledger.list({ limit: 1000 });
  const check = await custodian.ledger.check();
  return {
    documents: stamped.map(({ document, result }, index) => ({
      input: document.file,
      output: result.output,
      format: reports[index]?.format ?? 'PDF',
      verdict: reports[index]?.verdict ?? 'error',
      entry: result.entryNo,
      receipt: receiptOf(station, entries, result.entryNo, sync),
      stampMs: result.stampMs,
    })),
    ledger: { entries: check.entries, head: check.head },
    sync: { pushed: sync.pushed, receipts: sync.receipts.length },
    data,
    registryPort: registry.port,
  };
}

async function enrol(station: Station, registry: DemoRegistry): Promise<void> {
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

async function addStaff(station: Station): Promise<void> {
  const system = await signIn(station, demoAccounts.system);
  for (const person of demoStaff) await system.station.people.add({ ...person, roles: [...person.roles] });
}

async function submit(station: Station, document: DemoDocument) {
  const handler = await signIn(station, demoAccounts.handler);
  const [seal] = await handler.station.seals.list();
  const kept = await handler.documents.importFile({ path: document.file });
  return handler.approvals.submit({
    documentId: kept.documentId,
    sealEsId: seal!.esId,
    placements: [await placementFor(document, seal!)],
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
async function approve(station: Station, requestId: string) {
  const approver = await signIn(station, demoAccounts.approver);
  const { pagesToRead } = await approver.approvals.get({ requestId });
  await approver.approvals.recordView({ requestId, pages: [...pagesToRead], medium: 'attested' });
  return approver.approvals.decide({ requestId, decision: 'approve', opinion: '同意', password: demoPassword });
}

async function signIn(station: Station, account: string): Promise<StationClient> {
  const { session } = await memoryClient(station.router).session.signIn({ account, password: demoPassword });
  return memoryClient(station.router, session);
}

function receiptOf(station: Station, entries: readonly EntryRow[], entryNo: string, sync: SyncView): number | null {
  const entry = entries.find((row) => row.entryNo === entryNo);
  if (!entry || !receiptCovering(station.parts.db, entry.leafIndex)) return null;
  return sync.receipts.find(({ toIndex }) => toIndex > entry.leafIndex)?.number ?? null;
}

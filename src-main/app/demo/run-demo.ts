import fs from 'node:fs';
import path from 'node:path';
import { openStation, type Station } from '../open-station.ts';
import { receiptCovering } from '#main/ledger/receipts.ts';
import type { Words } from '#main/platform/words.ts';
import type { EntryRow } from '#shared/contract/ledger.ts';
import type { StampResult } from '#shared/contract/stamping.ts';
import type { SyncView } from '#shared/contract/station.ts';
import type { Verdict } from '#shared/model/verdict.ts';
import { documentOf, sampleDocuments, type DemoDocument } from './demo-documents.ts';
import { demoNames } from './demo-folder.ts';
import { demoAccounts, demoPin } from './demo-people.ts';
import { startDemoRegistry, type DemoRegistry } from './demo-registry.ts';
import { deliverSeal, issueSeal } from './demo-seal.ts';
import { addDemoStaff, decideDemo, enrolDemo, signInDemo, submitDemo } from './demo-steps.ts';

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
  const data = path.join(folder, demoNames.station);
  const registryFolder = path.join(folder, demoNames.registry);
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
  await step('enrol', () => enrolDemo(station, registry));
  await step('people', () => addDemoStaff(station));
  const issued = await step('token', () => issueSeal(station, registry));
  await step('seal', () => deliverSeal(station, registry, issued));
  const custodian = await signInDemo(station, demoAccounts.custodian);
  await custodian.station.sync.run();

  const documents = files.length > 0 ? files.map(documentOf) : sampleDocuments;
  const stamped: { document: DemoDocument; result: StampResult }[] = [];
  for (const document of documents) {
    const request = await step(
      'submit',
      () => submitDemo(station, document),
      () => ({ title: document.title }),
    );
    await step(
      'approve',
      () => decideDemo(station, request.requestId),
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

function receiptOf(station: Station, entries: readonly EntryRow[], entryNo: string, sync: SyncView): number | null {
  const entry = entries.find((row) => row.entryNo === entryNo);
  if (!entry || !receiptCovering(station.parts.db, entry.leafIndex)) return null;
  return sync.receipts.find(({ toIndex }) => toIndex > entry.leafIndex)?.number ?? null;
}

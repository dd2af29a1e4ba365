import type { ContractRouterClient } from '@orpc/contract';
import { documentOf, placementFor } from '#main/app/demo/demo-documents.ts';
import { demoPassword, demoUnit } from '#main/app/demo/demo-people.ts';
import { requestsOfBatch, type StampingRequest } from '#main/approvals/request-repository.ts';
import type { Contract } from '#shared/contract/contract.ts';
import type { BatchDraft } from '#shared/model/batch.ts';
import { demoPeople, type DemoStation } from './demo-station.ts';
import { makeOfd } from './ofd-maker.ts';
import { pdfDocument } from './pdf-documents.ts';

let made = 0;

/** A licence like no other. */
export function licence(format: 'PDF' | 'OFD' = 'PDF'): Uint8Array {
  made += 1;
  const text = `Licence ${made}`;
  return format === 'PDF'
    ? pdfDocument([{ content: `BT /F1 24 Tf 60 60 Td (${text}) Tj ET` }])
    : makeOfd({ text: () => text });
}

/** So many licences, PDF and OFD in turn, submitted as one batch by the handler. @returns the batch's id */
export async function submitBatch(
  demo: DemoStation,
  count: number,
  changes: Partial<BatchDraft['common']> = {},
): Promise<string> {
  const handler = await demo.client(demoPeople.handler);
  const [seal] = await handler.station.seals.list();
  const files = [];
  for (let n = 1; n <= count; n += 1) {
    const format = n % 2 === 1 ? 'PDF' : 'OFD';
    const file = demo.file(`许可证-${n}.${format.toLowerCase()}`, licence(format));
    const { documentId } = await handler.documents.importFile({ path: file });
    const placements = [await placementFor(documentOf(file), seal!)];
    files.push({ documentId, placements, documentTitle: `农药经营许可证 ${n}` });
  }
  const { batchId } = await handler.batches.submit({
    title: '农药经营许可证（延续）',
    common: {
      sealEsId: seal!.esId,
      copies: 1,
      reason: '农药经营许可证延续',
      unitName: demoUnit.name,
      deptName: '种业管理股',
      documentType: '证照',
      secrecy: '非涉密',
      ...changes,
    },
    files,
  });
  return batchId;
}

/** What somebody who decides over batches asks of a station, in this process or over the wire. */
export type Approver = Pick<ContractRouterClient<Contract>, 'approvals' | 'batches'>;

/** Reads what must be read, then approves. */
export async function approveBatchAs(approver: Approver, batchId: string): Promise<void> {
  const { list } = await approver.batches.get({ batchId });
  for (const { requestId, unread } of list) {
    if (unread.length > 0) await approver.approvals.recordView({ requestId, pages: [...unread], medium: 'attested' });
  }
  await approver.batches.decide({
    batchId,
    decision: 'approve',
    opinion: '同意',
    attestsRest: true,
    password: demoPassword,
  });
}

export async function approveBatch(demo: DemoStation, batchId: string): Promise<void> {
  await approveBatchAs(await demo.client(demoPeople.approver), batchId);
}

export async function approvedBatch(demo: DemoStation, count: number): Promise<string> {
  const batchId = await submitBatch(demo, count);
  await approveBatch(demo, batchId);
  return batchId;
}

export function filesOf(demo: DemoStation, batchId: string): readonly StampingRequest[] {
  return requestsOfBatch(demo.station.parts.db, batchId);
}

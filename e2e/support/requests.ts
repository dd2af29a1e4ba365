import { appendFileSync, copyFileSync } from 'node:fs';
import path from 'node:path';
import { placementFor, sampleDocuments } from '#main/app/demo/demo-documents.ts';
import { businessSeal, unitSeal } from '#main/app/demo/demo-seal.ts';
import { demoAccounts, demoPassword, demoUnit } from '#main/app/demo/demo-people.ts';
import type { Colleague } from './contract-client.ts';
import type { RunningStation } from './station.ts';

export interface MadeRequest {
  readonly requestId: string;
  readonly documentId: string;
  readonly title: string;
}

/**
 * A request as a handler makes it, over the wire. Each has its own bytes, so that no two are the same document.
 *
 * @param seal the unit's own for a PDF, the business seal for an OFD; they lie on two keys
 */
export async function submitOne(
  { folder }: RunningStation,
  colleague: Colleague,
  title: string,
  format: 'PDF' | 'OFD' = 'PDF',
): Promise<MadeRequest> {
  const sample = sampleDocuments[format === 'PDF' ? 0 : 1]!;
  const file = path.join(folder, `${title}${path.extname(sample.file)}`);
  copyFileSync(sample.file, file);
  // What follows the end of a PDF changes its digest alone; an OFD is an archive, and bears nothing behind it.
  if (format === 'PDF') appendFileSync(file, `% ${title}\n`);
  const { client: handler, documentId } = await colleague.bringing(demoAccounts.handler, file);
  const wanted = format === 'PDF' ? unitSeal : businessSeal;
  const seal = (await handler.station.seals.list()).find(({ name }) => name === wanted.sealName)!;
  const { requestId } = await handler.approvals.submit({
    documentId,
    sealEsId: seal.esId,
    placements: [await placementFor(sample, seal)],
    copies: 1,
    reason: sample.reason,
    unitName: demoUnit.name,
    deptName: '种业管理股',
    documentTitle: title,
    documentType: sample.type,
    secrecy: '非涉密',
  });
  return { requestId, documentId, title };
}

/** The same, already agreed to. */
export async function approvedOne(...made: Parameters<typeof submitOne>): Promise<MadeRequest> {
  const request = await submitOne(...made);
  const approver = await made[1].as(demoAccounts.approver);
  const { requestId } = request;
  const { pagesToRead } = await approver.approvals.get({ requestId });
  await approver.approvals.recordView({ requestId, pages: [...pagesToRead], medium: 'attested' });
  await approver.approvals.decide({ requestId, decision: 'approve', opinion: '同意', password: demoPassword });
  return request;
}

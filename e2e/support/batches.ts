import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { businessSeal } from '#main/app/demo/demo-seal.ts';
import { demoAccounts, demoUnit } from '#main/app/demo/demo-people.ts';
import { approveBatchAs, licence } from '#test/support/batches.ts';
import type { Colleague, ContractClient } from './contract-client.ts';
import type { RunningStation } from './station.ts';

/** So many licences put before the business seal in one batch, over the wire. @returns its id */
export async function submitBatch(
  { folder }: RunningStation,
  colleague: Colleague,
  title: string,
  count: number,
): Promise<string> {
  const made = [];
  let handler: ContractClient | null = null;
  for (let number = 1; number <= count; number += 1) {
    const file = path.join(folder, `${title} ${number}.pdf`);
    writeFileSync(file, licence());
    const { client, documentId } = await colleague.bringing(demoAccounts.handler, file);
    handler = client;
    made.push({ documentId, documentTitle: `${title} ${number}` });
  }
  if (handler === null) throw new TypeError('a batch has files');
  const { esId, widthMm, heightMm } = (await handler.station.seals.list()).find(
    ({ name }) => name === businessSeal.sealName,
  )!;
  const placements = [{ page: 1, xMm: 120, yMm: 200, widthMm, heightMm }];
  const { batchId } = await handler.batches.submit({
    title,
    common: {
      sealEsId: esId,
      copies: 1,
      reason: '农药经营许可证到期延续',
      unitName: demoUnit.name,
      deptName: '种业管理股',
      documentType: '证照',
      secrecy: '非涉密',
    },
    files: made.map(({ documentId, documentTitle }) => ({ documentId, documentTitle, placements })),
  });
  return batchId;
}

/** Reads what must be read, and agrees. */
export async function approveBatch(colleague: Colleague, batchId: string): Promise<void> {
  await approveBatchAs(await colleague.as(demoAccounts.approver), batchId);
}

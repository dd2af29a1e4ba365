import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { businessSeal } from '#main/app/demo/demo-seal.ts';
import { demoAccounts, demoUnit } from '#main/app/demo/demo-people.ts';
import { approveBatchAs, licence } from '#test/support/batches.ts';
import { appendUpdate, streamBody } from '#test/support/pdf-documents.ts';
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

/** Writes other words into the kept copy of one file of a batch, behind the back of the program. @param position from 1 */
export async function alterKeptCopy(
  { station, colleague }: { readonly station: RunningStation; readonly colleague: Colleague },
  title: string,
  position: number,
): Promise<void> {
  const approver = await colleague.as(demoAccounts.approver);
  const batch = (await approver.batches.list()).find((one) => one.title === title);
  const { list } = await approver.batches.get({ batchId: batch!.batchId });
  const file = path.join(station.data, 'originals', `${list[position - 1]!.documentSm3}.pdf`);
  chmodSync(file, 0o600);
  const content = streamBody('BT /F1 24 Tf 60 60 Td (Licence for somebody else) Tj ET');
  writeFileSync(file, appendUpdate(readFileSync(file), { 5: content }));
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchDraft } from '#shared/model/batch.ts';
import { demoPassword } from '#main/app/demo/demo-people.ts';
import { filesOf, licence, submitBatch } from '#test/support/batches.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { refusalOf } from '#test/support/refusals.ts';

// A returned batch that is mended names, file by file, whose place it takes (U-APR-5).

let demo: DemoStation;
beforeAll(async () => {
  demo = await openDemoStation();
});
afterAll(() => demo.close());

const handler = () => demo.client(demoPeople.handler);
const approver = () => demo.client(demoPeople.approver);
const tasks = async () => (await (await handler()).desk.summary()).tasks.map(({ requestId }) => requestId);

async function returned(files: number): Promise<string> {
  const batchId = await submitBatch(demo, files);
  const decided = { batchId, decision: 'refuse', opinion: '有一份许可证号不对，请改。' } as const;
  await (await approver()).batches.decide({ ...decided, attestsRest: false, password: demoPassword });
  return batchId;
}

/** What the screen makes of the draft, under another title than the batch had. */
async function submitMended(batchId: string, exchanged?: string): Promise<string> {
  const client = await handler();
  const { draft } = await client.drafts.getBatch(await client.drafts.mendBatch({ batchId }));
  const { sealEsId, copies, reason, unitName, deptName, documentType, secrecy } = filesOf(demo, batchId)[0]!.draft;
  const files = draft.files.map(({ own, formerRequestId, documentId }, index): BatchDraft['files'][number] => ({
    documentId: index === 0 && exchanged !== undefined ? exchanged : documentId,
    placements: own ?? draft.shared,
    documentTitle: `农药经营许可证 ${index + 1}`,
    formerRequestId,
  }));
  const common = { sealEsId, copies, reason, unitName, deptName, documentType, secrecy };
  return (await client.batches.submit({ title: '农药经营许可证（更正）', common, files })).batchId;
}

describe('a returned batch that is mended', () => {
  it('becomes a draft with its files, its places and its form, and is a task no more once submitted again', async () => {
    const former = await returned(3);
    expect(await tasks()).toContain(former);
    const client = await handler();
    const { draft, documents } = await client.drafts.getBatch(await client.drafts.mendBatch({ batchId: former }));
    const requests = filesOf(demo, former);
    expect(documents.map(({ documentId }) => documentId)).toEqual(requests.map((one) => one.draft.documentId));
    expect(draft.files.map((file) => file.formerRequestId)).toEqual(requests.map(({ requestId }) => requestId));
    expect(draft.files.map(({ own }) => own ?? draft.shared)).toEqual(requests.map((one) => one.draft.placements));
    expect(draft.form).toMatchObject({ documentTitle: '农药经营许可证（延续）', reason: '农药经营许可证延续' });
    const again = await submitMended(former);
    expect(await tasks()).not.toContain(former);
    expect(filesOf(demo, again).map((one) => one.draft.formerRequestId)).toEqual(
      requests.map(({ requestId }) => requestId),
    );
  });

  it('shows its decider what is new in each file', async () => {
    const former = await returned(2);
    const file = demo.file('许可证-更正.pdf', licence());
    const { documentId } = await (await handler()).documents.importFile({ path: file });
    const again = filesOf(demo, await submitMended(former, documentId));
    const changes = await Promise.all(
      again.map(async ({ requestId }) => (await approver()).approvals.changes({ requestId })),
    );
    expect(changes.map((one) => one?.returned?.opinion)).toEqual(Array(2).fill('有一份许可证号不对，请改。'));
    expect(changes.map((one) => one?.text.state)).toEqual(['whole', 'same']);
  });

  it('is an own one of which something came to nothing, and takes the place of no other', async () => {
    const open = await submitBatch(demo, 1);
    const client = await handler();
    expect(await refusalOf(() => client.drafts.mendBatch({ batchId: open }))).toBe('APPROVAL_NOT_FOUND');
    const former = await returned(1);
    const other = await approver();
    expect(await refusalOf(() => other.drafts.mendBatch({ batchId: former }))).toBe('APPROVAL_NOT_FOUND');
    await client.batches.withdraw({ batchId: open });
    expect(await client.drafts.mendBatch({ batchId: open })).toHaveProperty('draftId');
    const again = await submitMended(former);
    const { draft } = filesOf(demo, again)[0]!;
    const { sealEsId, copies, reason, unitName, deptName, documentType, secrecy } = draft;
    const common = { sealEsId, copies, reason, unitName, deptName, documentType, secrecy };
    const { documentId, placements, documentTitle } = draft;
    const formerRequestId = filesOf(demo, again)[0]!.requestId;
    const files = [{ documentId, placements, documentTitle, formerRequestId }];
    const refused = () => client.batches.submit({ title: '另一批', common, files });
    expect(await refusalOf(refused)).toBe('APPROVAL_NOT_FOUND');
  });
});

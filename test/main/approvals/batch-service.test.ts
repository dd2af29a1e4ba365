import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requestsOfBatch } from '#main/approvals/request-repository.ts';
import { decisionsOf } from '#main/approvals/decision-repository.ts';
import type { Batch } from '#main/approvals/batch-repository.ts';
import type { BatchSchema } from '#main/approvals/batch-schema.ts';
import { transaction } from '#main/storage/database.ts';
import { createQueries, run } from '#main/storage/queries.ts';
import type { BatchDraft } from '#shared/model/batch.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { key, openApprovalDesk, people, twoSteps, type ApprovalDesk } from '#test/support/approval-desk.ts';

const queries = createQueries<BatchSchema>();
let desk: ApprovalDesk;
beforeEach(() => {
  desk = openApprovalDesk();
});
afterEach(() => desk.close());

function draftOf(count: number, changes: Partial<BatchDraft['files'][number]> = {}): BatchDraft {
  const { documentId, placements, documentTitle, documentNumber: _number, ...common } = desk.draft();
  const files = Array.from({ length: count }, (_, index) => ({
    documentId,
    placements,
    documentTitle: `${documentTitle} ${index + 1}`,
    ...changes,
  }));
  return { title: '农药经营许可证（延续）', common, files };
}

const digestOf = (index: number): string => createHash('sha256').update(`file ${index}`).digest('hex');
const documentsOf = (count: number, noticed: readonly number[] = []) =>
  Array.from({ length: count }, (_, index) => ({
    sm3: digestOf(index),
    pages: 3,
    hasNotice: noticed.includes(index + 1),
  }));

function submit(count: number, noticed: readonly number[] = []): Batch {
  const asked = { draft: draftOf(count), documents: documentsOf(count, noticed), handler: people.lin, seal: desk.seal };
  return desk.batches.submit(asked);
}

/** Reads whatever must be read. @returns how many files that was */
function read({ batchId }: Batch, account: string): number {
  const requests = requestsOfBatch(desk.db, batchId);
  const left = desk.batches.unread(batchId, account);
  for (const { position, pages } of left) {
    const { requestId } = requests[position - 1]!;
    desk.service.recordView({ requestId, account, pages, medium: 'screen' });
  }
  return left.length;
}

const decide = (
  { batchId }: Batch,
  decider: SignedInPerson = people.chen,
  changes: { decision?: 'approve' | 'refuse'; opinion?: string; attestsRest?: boolean } = {},
) =>
  desk.batches.decide({
    batchId,
    decider,
    decision: 'approve',
    opinion: '',
    attestsRest: true,
    seal: desk.seal,
    ...changes,
  });

const statesOf = ({ batchId }: Batch): readonly string[] => [
  ...new Set(requestsOfBatch(desk.db, batchId).map(({ state }) => state)),
];
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'not refused';
};

describe('a batch that is submitted (AC-XA-L-30, K-1)', () => {
  it('makes one request of each file, under numbers without a gap, and one list over all of them', () => {
    const before = desk.submit();
    const batch = submit(300);
    const requests = requestsOfBatch(desk.db, batch.batchId);
    expect(requests).toHaveLength(300);
    expect(requests.map(({ approvalSeq }) => approvalSeq)).toEqual(
      Array.from({ length: 300 }, (_, index) => before.approvalSeq + 1 + index),
    );
    expect(requests[116]).toMatchObject({
      state: 'in-review',
      documentSm3: digestOf(116),
      batch: { batchId: batch.batchId, position: 117 },
    });
    expect(batch).toMatchObject({ files: 300, batchSeq: 1 });
    expect(desk.submit().approvalSeq).toBe(before.approvalSeq + 301);
  });

  it('takes 1,000 files and refuses 1,001 and none', () => {
    expect(submit(1000).files).toBe(1000);
    expect(codeOf(() => submit(1001))).toBe('APPROVAL_BATCH_SIZE');
    expect(codeOf(() => submit(0))).toBe('APPROVAL_BATCH_SIZE');
  });

  it.each([
    ['the same file twice', {}, 'APPROVAL_BATCH_TWICE'],
    ['a mark of secrecy in a name', { documentTitle: '许可证（机密★10年）' }, 'DOC_CLASSIFIED'],
  ] as const)('refuses %s, and names the file', (what, changes, code) => {
    const draft = draftOf(3);
    const files = draft.files.map((file, index) => (index === 2 ? { ...file, ...changes } : file));
    const documents = documentsOf(3);
    if (what === 'the same file twice') documents[2] = documents[0]!;
    const asked = { draft: { ...draft, files }, documents, handler: people.lin, seal: desk.seal };
    expect(() => desk.batches.submit(asked)).toThrow(
      expect.objectContaining({ code, facts: expect.objectContaining({ position: 3 }) }),
    );
    expect(desk.submit().approvalSeq).toBe(1);
  });

  it('refuses a place on a page that one of the files does not have', () => {
    const placements = [{ page: 4, xMm: 10, yMm: 10, widthMm: 42, heightMm: 42 }];
    const asked = {
      draft: draftOf(2, { placements }),
      documents: documentsOf(2),
      handler: people.lin,
      seal: desk.seal,
    };
    expect(codeOf(() => desk.batches.submit(asked))).toBe('STAMP_PAGE_NOT_FOUND');
  });
});

describe('what must be read of a batch (U-APR-1; a rule of the program)', () => {
  it('is every file of a small one', () => {
    const { batchId } = submit(10);
    const left = desk.batches.unread(batchId, 'chen');
    expect(left).toEqual(Array.from({ length: 10 }, (_, index) => ({ position: index + 1, pages: [1, 2, 3] })));
  });

  it('is the first, the last, those with a notice, and a sample nobody chose, of a large one', () => {
    const batch = submit(300, [117]);
    const of = (account: string) => desk.batches.unread(batch.batchId, account).map(({ position }) => position);
    expect(of('chen')).toHaveLength(3 + 18);
    expect(of('chen')).toEqual(expect.arrayContaining([1, 117, 300]));
    expect(of('chen')).toEqual(of('chen'));
    expect(of('chen')).not.toEqual(of('zhou'));
  });

  it('refuses the approval until all of it was seen, and names the file and its pages', () => {
    const batch = submit(40);
    expect(codeOf(() => decide(batch))).toBe('APPROVAL_BATCH_NOT_VIEWED');
    read(batch, 'chen');
    decide(batch);
    expect(statesOf(batch)).toEqual(['approved']);
  });

  it('does not count what somebody else has seen', () => {
    const batch = submit(5);
    read(batch, 'zhou');
    expect(codeOf(() => decide(batch))).toBe('APPROVAL_BATCH_NOT_VIEWED');
  });

  it('asks for a statement about the rest, unless nothing is left', () => {
    const large = submit(40);
    read(large, 'chen');
    expect(codeOf(() => decide(large, people.chen, { attestsRest: false }))).toBe('APPROVAL_REST_NOT_ATTESTED');
  });

  it('asks for none where every file was read', () => {
    const small = submit(4);
    read(small, 'chen');
    decide(small, people.chen, { attestsRest: false });
    expect(statesOf(small)).toEqual(['approved']);
  });
});

describe('one decision on a batch', () => {
  it('is one signed statement over the root of the list, and proves each file', () => {
    const batch = submit(40);
    const count = read(batch, 'chen');
    decide(batch);
    const requests = requestsOfBatch(desk.db, batch.batchId);
    const [decision, ...more] = decisionsOf(desk.db, requests[25]!.requestId);
    expect(more).toEqual([]);
    expect(JSON.parse(decision!.statement)).toMatchObject({
      _: 'SealKeeper batch decision v1',
      batchId: batch.batchId,
      listSm3: toHex(batch.listRoot),
      files: 40,
      decision: 'approve',
      attested: 40 - count,
    });
    for (const request of requests) expect(desk.use(request).documentDigestSm3).toHaveLength(32);
    const approved = desk.batches.approved(batch.batchId, key);
    expect(approved.size).toBe(40);
    expect(approved.permits(requests[3]!.requestId, Buffer.from(digestOf(3), 'hex'))).toBe(true);
    expect(approved.permits(requests[3]!.requestId, Buffer.from(digestOf(4), 'hex'))).toBe(false);
  });

  it('goes through every step of the chain', () => {
    desk.close();
    desk = openApprovalDesk({ seal: { chain: twoSteps } });
    const batch = submit(3);
    expect(codeOf(() => decide(batch))).toBe('APPROVAL_NO_AUTHORITY');
    read(batch, 'sun');
    decide(batch, people.sun);
    expect(statesOf(batch)).toEqual(['in-review']);
    expect(codeOf(() => desk.batches.approved(batch.batchId, key))).toBe('APPROVAL_MISSING');
    read(batch, 'chen');
    decide(batch);
    expect(desk.batches.approved(batch.batchId, key).size).toBe(3);
  });

  it('is refused to the handler, to a custodian as last step, and to others (XC-E-12)', () => {
    const batch = submit(2);
    expect(codeOf(() => decide(batch, people.lin))).toMatch(/APPROVAL_(SAME_PERSON|NO_AUTHORITY)/);
    expect(codeOf(() => decide(batch, people.zhou))).toBe('APPROVAL_SAME_PERSON');
    expect(codeOf(() => decide(batch, people.sun))).toBe('APPROVAL_NO_AUTHORITY');
  });

  it('returns all of it with a reason', () => {
    const batch = submit(20);
    expect(codeOf(() => decide(batch, people.chen, { decision: 'refuse' }))).toBe('RPC_INVALID_INPUT');
    decide(batch, people.chen, { decision: 'refuse', opinion: '第 3 份有误' });
    expect(statesOf(batch)).toEqual(['refused']);
  });

  it('is the only way: a file of it is neither decided nor withdrawn by itself', () => {
    const batch = submit(3);
    const [request] = requestsOfBatch(desk.db, batch.batchId);
    expect(codeOf(() => desk.approve(request!))).toBe('APPROVAL_IN_BATCH');
    expect(codeOf(() => desk.service.withdraw(request!.requestId, 'lin'))).toBe('APPROVAL_IN_BATCH');
  });

  it('lets one approved file be taken back without the others', () => {
    const batch = submit(3);
    read(batch, 'chen');
    decide(batch);
    desk.service.withdraw(requestsOfBatch(desk.db, batch.batchId)[1]!.requestId, 'lin');
    expect(desk.batches.approved(batch.batchId, key).size).toBe(2);
    desk.batches.withdraw(batch.batchId, 'lin');
    expect(statesOf(batch)).toEqual(['withdrawn']);
    expect(codeOf(() => desk.batches.withdraw(batch.batchId, 'lin'))).toBe('APPROVAL_STATE');
    expect(codeOf(() => desk.batches.withdraw(submit(2).batchId, 'sun'))).toBe('APPROVAL_NO_AUTHORITY');
  });
});

const approvedBatch = (): Batch => {
  const batch = submit(12);
  read(batch, 'chen');
  decide(batch);
  return batch;
};
const swap = (before: string): string => (before === digestOf(4) ? 'f'.repeat(64) : before);

describe('a batch that somebody changed in the database (ATK-42)', () => {
  it.each([
    ['another digest in a request', 'requests', 'document_sm3', swap],
    ['another place of a seal', 'requests', 'draft', (text: string) => text.replace('"xMm":105', '"xMm":15')],
    ['two files that changed their places', 'requests', 'batch_position', (at: number) => 13 - at],
    ['another root', 'batches', 'list_root', (root: Uint8Array) => Uint8Array.from(root, (byte) => byte ^ 1)],
    ['another title', 'batches', 'title', () => '其他许可证'],
    ['fewer files', 'batches', 'files', () => 11],
    [
      'a statement about another list',
      'batch_decisions',
      'statement',
      (text: string) => text.replace('"files":12', '"files":13'),
    ],
    ['another decider', 'batch_decisions', 'account', () => 'sun'],
  ] as const)('%s is noticed, for the batch and for the file', (_what, table, column, change) => {
    const batch = approvedBatch();
    desk.edit(table, column, change as (before: never) => unknown);
    expect(codeOf(() => desk.batches.approved(batch.batchId, key))).toBe('APPROVAL_SIGNATURE_INVALID');
    const request = requestsOfBatch(desk.db, batch.batchId).find((one) => one.batch?.position === 5)!;
    expect(codeOf(() => desk.use(request))).toBe('APPROVAL_SIGNATURE_INVALID');
    expect(desk.service.isProven(request)).toBe(false);
  });

  it('and a list that was changed before the decision is not decided', () => {
    const batch = submit(3);
    read(batch, 'chen');
    desk.edit('requests', 'document_sm3', (before: string) => (before === digestOf(1) ? 'e'.repeat(64) : before));
    expect(codeOf(() => decide(batch))).toBe('APPROVAL_SIGNATURE_INVALID');
  });

  it('and the tables of a batch take no changes and no deletions', () => {
    const batch = approvedBatch();
    for (const table of ['batches', 'batch_members', 'batch_decisions'] as const) {
      const { batchId } = batch;
      const remove = queries.deleteFrom(table).where('batch_id', '=', batchId);
      const change = queries.updateTable(table).set({ batch_id: 'x' }).where('batch_id', '=', batchId);
      expect(() => transaction(desk.db, (tx) => run(tx, remove))).toThrow(/append-only/);
      expect(() => transaction(desk.db, (tx) => run(tx, change))).toThrow(/append-only/);
    }
  });
});

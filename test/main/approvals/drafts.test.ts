import { afterEach, describe, expect, it } from 'vitest';
import { discardDraft, draftsOf, formerWords, readDraft, saveDraft } from '#main/approvals/drafts.ts';
import { transaction } from '#main/storage/database.ts';
import { openApprovalDesk, people, type ApprovalDesk } from '#test/support/approval-desk.ts';
import { refusalOf } from '#test/support/refusals.ts';

const documentId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
let desk: ApprovalDesk;
afterEach(() => desk.close());

function save(draftId: string, account: string, reason?: string): void {
  desk.clock.advance(1000);
  const draft = { documentId, placements: [], ...(reason !== undefined && { reason }) };
  transaction(desk.db, (tx) => saveDraft(tx, { draftId, account, draft, savedAt: desk.clock.now() }));
}

describe('a draft of a batch', () => {
  it('is kept beside those of requests, and neither is taken for the other', async () => {
    desk = openApprovalDesk();
    const draft = { form: { documentTitle: '许可证' }, shared: [], files: [{ documentId, own: null }] };
    const saved = { draftId: 'b1', account: 'lin', draft, savedAt: desk.clock.now() };
    transaction(desk.db, (tx) => saveDraft<'batch'>(tx, saved, 'batch'));
    save('d1', 'lin');
    expect(draftsOf(desk.db, 'lin').map(({ draftId }) => draftId)).toEqual(['d1']);
    expect(draftsOf(desk.db, 'lin', 'batch')).toEqual([saved]);
    expect(readDraft(desk.db, 'lin', 'b1', 'batch').draft).toEqual(draft);
    expect(await refusalOf(() => readDraft(desk.db, 'lin', 'b1'))).toBe('APPROVAL_NOT_FOUND');
    expect(await refusalOf(() => save('b1', 'lin'))).toBe('APPROVAL_NOT_FOUND');
    transaction(desk.db, (tx) => discardDraft(tx, 'lin', 'b1'));
    expect(draftsOf(desk.db, 'lin', 'batch')).toEqual([]);
  });
});

describe('a draft', () => {
  it('is kept with whatever is there, and replaced by its next state', () => {
    desk = openApprovalDesk();
    save('d1', 'lin');
    save('d1', 'lin', '印');
    expect(draftsOf(desk.db, 'lin')).toHaveLength(1);
    expect(readDraft(desk.db, 'lin', 'd1').draft.reason).toBe('印');
  });

  it('belongs to its writer alone', async () => {
    desk = openApprovalDesk();
    save('d1', 'lin', '印发通知');
    expect(draftsOf(desk.db, 'sun')).toEqual([]);
    expect(await refusalOf(() => readDraft(desk.db, 'sun', 'd1'))).toBe('APPROVAL_NOT_FOUND');
    expect(await refusalOf(() => save('d1', 'sun', '改'))).toBe('APPROVAL_NOT_FOUND');
    transaction(desk.db, (tx) => discardDraft(tx, 'sun', 'd1'));
    expect(readDraft(desk.db, 'lin', 'd1').draft.reason).toBe('印发通知');
  });

  it('is gone once it is discarded', () => {
    desk = openApprovalDesk();
    save('d1', 'lin');
    transaction(desk.db, (tx) => discardDraft(tx, 'lin', 'd1'));
    expect(draftsOf(desk.db, 'lin')).toEqual([]);
  });

  it('makes room for new ones after fifty, the oldest first', () => {
    desk = openApprovalDesk();
    for (let count = 1; count <= 53; count += 1) save(`d${count}`, 'lin');
    const kept = draftsOf(desk.db, 'lin').map(({ draftId }) => draftId);
    expect(kept).toHaveLength(50);
    expect([kept[0], kept.at(-1)]).toEqual(['d53', 'd4']);
  });
});

describe('what somebody wrote before', () => {
  it('is offered again, most recent first and each once', () => {
    desk = openApprovalDesk();
    for (const reason of ['印发年度总结', '印发会议通知', '印发年度总结']) {
      desk.clock.advance(1000);
      desk.submit({ reason });
    }
    expect(formerWords(desk.db, people.lin.account).reasons).toEqual(['印发年度总结', '印发会议通知']);
    expect(formerWords(desk.db, people.lin.account).sealEsId).toBe(desk.seal.esId);
  });

  it('is offered to nobody else', () => {
    desk = openApprovalDesk();
    desk.submit();
    expect(formerWords(desk.db, people.sun.account)).toEqual({ reasons: [], deptNames: [], sealEsId: null });
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { noteRead, untoldRequests } from '#main/approvals/applicant-notices.ts';
import { invalidateRequestsOnSeal } from '#main/approvals/request-repository.ts';
import { transaction } from '#main/storage/database.ts';
import { openApprovalDesk, people, type ApprovalDesk } from '#test/support/approval-desk.ts';

const { lin, chen } = people;
const since = new Date('2026-01-01T00:00:00Z');
let desk: ApprovalDesk;
afterEach(() => desk.close());

const told = (account = lin.account) =>
  untoldRequests(desk.db, account, since).map(({ requestId, state }) => [requestId, state]);
const note = (requestId: string, account = lin.account) =>
  transaction(desk.db, (tx) => noteRead(tx, requestId, account, desk.clock.now()));

describe('an applicant', () => {
  it('is told that a request was refused, until he has taken note', () => {
    desk = openApprovalDesk();
    const { requestId } = desk.submit();
    expect(told()).toEqual([]);
    desk.service.decide({ requestId, decider: chen, decision: 'refuse', opinion: '金额有误', seal: desk.seal });
    expect(told()).toEqual([[requestId, 'refused']]);
    note(requestId);
    expect(told()).toEqual([]);
  });

  it('is told of the next state too', () => {
    desk = openApprovalDesk();
    const { requestId } = desk.approve(desk.submit());
    expect(told()).toEqual([[requestId, 'approved']]);
    note(requestId);
    transaction(desk.db, (tx) => invalidateRequestsOnSeal(tx, desk.seal.esId));
    expect(told()).toEqual([[requestId, 'invalidated']]);
  });

  it('is not told what he did himself', () => {
    desk = openApprovalDesk();
    desk.service.withdraw(desk.submit().requestId, lin.account);
    expect(told()).toEqual([]);
  });

  it('is the only one who is told, and the only one who takes note', () => {
    desk = openApprovalDesk();
    const { requestId } = desk.approve(desk.submit());
    expect(told(chen.account)).toEqual([]);
    note(requestId, chen.account);
    expect(told()).toEqual([[requestId, 'approved']]);
  });
});

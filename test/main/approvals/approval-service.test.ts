import { afterEach, describe, expect, it } from 'vitest';
import { approvalMs } from '#main/approvals/approval-service.ts';
import { decisionsOf } from '#main/approvals/decision-repository.ts';
import { pagesToRead, viewsOf } from '#main/approvals/page-views.ts';
import {
  invalidateRequestsOnSeal,
  isSubmittedAgain,
  listRequests,
  readRequest,
} from '#main/approvals/request-repository.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { transaction } from '#main/storage/database.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { openApprovalDesk, people, person, twoSteps, type ApprovalDesk } from '#test/support/approval-desk.ts';
import { refusalOf } from '#test/support/refusals.ts';

const { lin, sun, chen, zhou } = people;
let desk: ApprovalDesk;
afterEach(() => desk.close());

type Decider = typeof chen;
function decide(requestId: string, decider: Decider, decision: 'approve' | 'refuse' = 'approve', opinion = '同意') {
  return desk.service.decide({ requestId, decider, decision, opinion, seal: desk.seal });
}
function read(requestId: string, account: string, pages: readonly number[] = [1, 2, 3]) {
  return desk.service.recordView({ requestId, account, pages, medium: 'screen' });
}

describe('a submitted request', () => {
  it('waits for its chain, with the next number of the year in Beijing', () => {
    desk = openApprovalDesk();
    desk.clock.set(new Date('2026-12-31T15:59:59Z'));
    expect(desk.submit()).toMatchObject({
      state: 'in-review',
      approvalYear: 2026,
      approvalSeq: 1,
      step: 0,
      approvedUntil: null,
    });
    expect(desk.submit()).toMatchObject({ approvalYear: 2026, approvalSeq: 2 });
    desk.clock.advance(1000);
    expect(desk.submit()).toMatchObject({ approvalYear: 2027, approvalSeq: 1 });
  });

  it('is kept as it was asked, with the chain of that day (AC-XC-E-3)', () => {
    desk = openApprovalDesk({ seal: { chain: twoSteps } });
    const request = desk.submit();
    expect(readRequest(desk.db, request.requestId)).toEqual(request);
    expect(request).toMatchObject({ chain: twoSteps, handler: { account: 'lin', name: '林晓彤', deptName: '办公室' } });
  });

  it('AC-HN-16: is refused for an official seal that has no chain', async () => {
    desk = openApprovalDesk({ seal: { chain: null } });
    expect(await refusalOf(() => desk.submit())).toBe('APPROVAL_NO_AUTHORITY');
    expect(listRequests(desk.db, { limit: 10 })).toEqual([]);
  });

  it('AC-XC-E-20: is refused when its title bears a mark of secrecy', async () => {
    desk = openApprovalDesk();
    expect(await refusalOf(() => desk.submit({ documentTitle: '机密★关于人事的请示' }))).toBe('DOC_CLASSIFIED');
  });

  it('U-CUS-7: is known as the same document before the same seal again, while an approval would be in force', () => {
    desk = openApprovalDesk();
    const first = desk.submit();
    desk.clock.advance(approvalMs);
    const second = desk.submit();
    const other = desk.submit({}, lin, { sm3: 'b'.repeat(64), pages: 3 });
    const again = (request: typeof first): boolean => isSubmittedAgain(desk.db, request, approvalMs);
    expect([first, second, other].map(again)).toEqual([false, true, false]);
    desk.service.withdraw(first.requestId, 'lin');
    expect(again(second)).toBe(false);
    desk.clock.advance(approvalMs + 1);
    expect(again(desk.submit())).toBe(false);
  });
});

describe('reading before deciding (U-APR-1)', () => {
  it('asks for the first page, the last and every page with a stamp', () => {
    desk = openApprovalDesk();
    const place = desk.draft().placements[0]!;
    const asked = desk.submit(
      {
        placements: [
          { ...place, page: 7 },
          { ...place, page: 4 },
        ],
      },
      lin,
      { sm3: 'a'.repeat(64), pages: 9 },
    );
    expect(pagesToRead(asked)).toEqual([1, 4, 7, 9]);
  });

  it('refuses an approval before every one of them was read, by the decider himself', async () => {
    desk = openApprovalDesk();
    const { requestId } = desk.submit();
    expect(read(requestId, 'zhou')).toEqual([]);
    expect(read(requestId, 'chen', [1, 3])).toEqual([2]);
    expect(await refusalOf(() => decide(requestId, chen))).toBe('APPROVAL_NOT_VIEWED');
    expect(read(requestId, 'chen', [2, 2])).toEqual([]);
    expect(viewsOf(desk.db, requestId, 'chen').map(({ page }) => page)).toEqual([1, 3, 2]);
    expect(decide(requestId, chen).state).toBe('approved');
  });

  it('lets a request be refused unread, but not without a reason', async () => {
    desk = openApprovalDesk();
    const { requestId } = desk.submit();
    expect(await refusalOf(() => decide(requestId, chen, 'refuse', ''))).toBe('RPC_INVALID_INPUT');
    expect(decide(requestId, chen, 'refuse', '内容不全').state).toBe('refused');
    expect(decisionsOf(desk.db, requestId)).toMatchObject([{ decision: 'refuse', opinion: '内容不全', step: 0 }]);
  });
});

describe('a decision', () => {
  it('is a statement over request, document, seal and what was read, signed by the machine key and called that', () => {
    desk = openApprovalDesk();
    const request = desk.submit();
    desk.approve(request);
    const [decision] = decisionsOf(desk.db, request.requestId);
    expect(decision).toMatchObject({ account: 'chen', name: '陈国栋', decision: 'approve', proof: 'station' });
    const said = JSON.parse(decision!.statement) as Record<string, unknown>;
    expect(said).toMatchObject({
      _: 'SealKeeper decision v1',
      station: 'SK-1',
      account: 'chen',
      decision: 'approve',
      opinion: '同意',
    });
    expect(said).toMatchObject({ requestId: request.requestId, documentSm3: 'a'.repeat(64), sealEsId: desk.seal.esId });
    expect(said['viewed']).toEqual([1, 2, 3].map((page) => ({ page, medium: 'screen' })));
    const { publicKey } = readCertificate(decision!.signerCertificate);
    expect(sm2Verify(publicKey!, new Uint8Array(Buffer.from(decision!.statement)), decision!.signatureRs)).toBe(true);
  });

  it('U-APR-2, AC-XC-E-12: is never the handler’s own, though the chain names him', async () => {
    desk = openApprovalDesk();
    const { requestId } = desk.submit({}, chen);
    read(requestId, 'chen');
    expect(await refusalOf(() => decide(requestId, chen))).toBe('APPROVAL_SAME_PERSON');
    expect(await refusalOf(() => decide(requestId, chen, 'refuse', '撤'))).toBe('APPROVAL_SAME_PERSON');
  });

  it('AC-XC-E-12: is nobody’s whom the chain does not name', async () => {
    desk = openApprovalDesk();
    const { requestId } = desk.submit();
    const wang = person('wang', '王某');
    read(requestId, 'wang');
    expect(await refusalOf(() => decide(requestId, wang))).toBe('APPROVAL_NO_AUTHORITY');
  });

  it('is never the custodian’s as the last step', async () => {
    desk = openApprovalDesk();
    const { requestId } = desk.submit();
    read(requestId, 'zhou');
    expect(await refusalOf(() => decide(requestId, zhou))).toBe('APPROVAL_SAME_PERSON');
  });

  it('goes step by step, and the custodian may take an earlier one', async () => {
    desk = openApprovalDesk({ seal: { chain: twoSteps } });
    const request = desk.submit();
    read(request.requestId, 'chen');
    expect(await refusalOf(() => decide(request.requestId, chen))).toBe('APPROVAL_NO_AUTHORITY');
    expect(desk.approve(request, zhou)).toMatchObject({ state: 'in-review', step: 1, approvedUntil: null });
    expect(await refusalOf(() => decide(request.requestId, zhou))).toBe('APPROVAL_SAME_PERSON');
    expect(await refusalOf(() => decide(request.requestId, sun))).toBe('APPROVAL_NO_AUTHORITY');
    desk.clock.advance(60_000);
    const approved = decide(request.requestId, chen);
    expect(approved.state).toBe('approved');
    expect(approved.approvedUntil).toEqual(new Date(desk.clock.now().getTime() + approvalMs));
    expect(decisionsOf(desk.db, request.requestId).map(({ step, account }) => [step, account])).toEqual([
      [0, 'zhou'],
      [1, 'chen'],
    ]);
    expect(desk.use(request).requestId).toBe(request.requestId);
  });

  it('ends the chain where it is a refusal', async () => {
    desk = openApprovalDesk({ seal: { chain: twoSteps } });
    const request = desk.submit();
    decide(request.requestId, sun, 'refuse', '不妥');
    read(request.requestId, 'chen');
    expect(await refusalOf(() => decide(request.requestId, chen))).toBe('APPROVAL_STATE');
    expect(await refusalOf(() => desk.use(request))).toBe('APPROVAL_MISSING');
  });

  it('is given once', async () => {
    desk = openApprovalDesk();
    const request = desk.submit();
    desk.approve(request);
    expect(await refusalOf(() => decide(request.requestId, chen, 'refuse', '反悔'))).toBe('APPROVAL_STATE');
  });
});

describe('taking a request back (U-APP-5)', () => {
  it('is the handler’s right before stamping, approved or not', async () => {
    desk = openApprovalDesk();
    const first = desk.submit();
    expect(await refusalOf(() => desk.service.withdraw(first.requestId, 'chen'))).toBe('APPROVAL_NO_AUTHORITY');
    expect(desk.service.withdraw(first.requestId, 'lin').state).toBe('withdrawn');
    const second = desk.submit();
    desk.approve(second);
    expect(desk.service.withdraw(second.requestId, 'lin').state).toBe('withdrawn');
    expect(await refusalOf(() => desk.use(second))).toBe('APPROVAL_MISSING');
    expect(await refusalOf(() => desk.service.withdraw(second.requestId, 'lin'))).toBe('APPROVAL_STATE');
  });

  it('U-APR-5: happens by itself when the seal leaves use', async () => {
    desk = openApprovalDesk();
    const [waiting, approved, ended] = [desk.submit(), desk.submit(), desk.submit()];
    desk.approve(approved);
    desk.service.withdraw(ended.requestId, 'lin');
    expect(transaction(desk.db, (tx) => invalidateRequestsOnSeal(tx, 'another'))).toEqual([]);
    transaction(desk.db, (tx) => invalidateRequestsOnSeal(tx, desk.seal.esId));
    const states = [waiting, approved, ended].map(({ requestId }) => readRequest(desk.db, requestId).state);
    expect(states).toEqual(['invalidated', 'invalidated', 'withdrawn']);
    expect(await refusalOf(() => desk.use(approved))).toBe('APPROVAL_MISSING');
  });
});

describe.each([
  ['officer', 'holder-scope'],
  ['private', 'holder-only'],
] as const)('AC-HN-16: a seal of class %s under hainan-2021 (%s)', (category, _regime) => {
  const open = (): ApprovalDesk =>
    openApprovalDesk({ profileId: 'hainan-2021', seal: { category, chain: null, holder: 'chen' } });

  it('needs no chain for its holder, whose request is his signed decision', () => {
    desk = open();
    const request = desk.submit({}, chen);
    expect(request).toMatchObject({ state: 'approved', chain: null });
    expect(decisionsOf(desk.db, request.requestId)).toMatchObject([
      { account: 'chen', decision: 'approve', proof: 'station' },
    ]);
    expect(desk.use(request).expiresAt).toEqual(request.approvedUntil);
  });

  it('is nobody else’s to ask for', async () => {
    desk = open();
    expect(await refusalOf(() => desk.submit({}, lin))).toBe('APPROVAL_NO_AUTHORITY');
    expect(await refusalOf(() => desk.submit({}, zhou))).toBe('APPROVAL_NO_AUTHORITY');
  });

  it('gives no permission to a row without the holder’s decision, or one that was edited', async () => {
    desk = open();
    const request = desk.submit({}, chen);
    desk.edit('requests', 'document_sm3', () => 'b'.repeat(64));
    expect(await refusalOf(() => desk.use(request))).toBe('APPROVAL_SIGNATURE_INVALID');
    desk.edit('decisions', 'request_id', () => 'elsewhere');
    expect(await refusalOf(() => desk.use(request))).toBe('APPROVAL_MISSING');
  });
});

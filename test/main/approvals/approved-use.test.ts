import { afterEach, describe, expect, it } from 'vitest';
import { placementsDigest } from '#main/approvals/approval-service.ts';
import { generateSm2KeyPair, sm2Sign } from '#main/sm/sm2.ts';
import type { RequestDraft } from '#shared/model/request.ts';
import { key, oneStep, openApprovalDesk, people, twoSteps, type ApprovalDesk } from '#test/support/approval-desk.ts';
import { issue } from '#test/support/demo-authority.ts';
import { refusalOf } from '#test/support/refusals.ts';

let desk: ApprovalDesk;
afterEach(() => desk.close());

function approvedRequest() {
  desk = openApprovalDesk();
  return desk.approve(desk.submit());
}

const text =
  (change: (value: string) => string) =>
  (before: never): unknown =>
    change(before as unknown as string);
/** A change inside the stored draft. */
const draft = (change: (draft: RequestDraft) => object) =>
  text((stored) => JSON.stringify(change(JSON.parse(stored) as RequestDraft)));
const place = (changes: object) =>
  draft((asked) => ({ ...asked, placements: [{ ...asked.placements[0]!, ...changes }] }));

describe('an approval', () => {
  it('permits this document, this seal, these places, this certificate on this token, until then', () => {
    const request = approvedRequest();
    expect(desk.use(request)).toEqual({
      requestId: request.requestId,
      signatureProfile: 'seal',
      documentDigestSm3: new Uint8Array(32).fill(0xaa),
      sealEsId: '41079900000001',
      placementsDigest: placementsDigest(request.draft),
      copies: 5,
      signerCertSm3: key.certificateSm3,
      tokenSerial: 'T-1',
      expiresAt: new Date('2026-03-16T06:05:07.250Z'),
    });
  });

  const requestChanges: readonly [string, string, (before: never) => unknown][] = [
    ['the number of the year', 'approval_year', () => 2025],
    ['the number in the year', 'approval_seq', () => 99],
    ['the step', 'step', () => 1],
    ['the seal', 'seal_es_id', () => '41079900000002'],
    ['the document', 'document_sm3', () => 'b'.repeat(64)],
    ['the count of pages', 'pages', () => 4],
    ['the handler’s account', 'handler', () => 'wang'],
    ['the handler’s name', 'handler_name', () => '王某'],
    ['the handler’s department', 'handler_dept', () => '财务股'],
    ['the chain', 'chain', () => JSON.stringify({ ...oneStep, version: 9 })],
    ['the chain, taken away', 'chain', () => null],
    ['the approvers of the chain', 'chain', text((stored) => stored.replace('chen', 'wang'))],
    ['the time of submission', 'submitted_at', () => '2026-03-09T06:05:08.250Z'],
    ['the time limit', 'approved_until', () => '2027-03-16T06:05:07.250Z'],
    ['the document of the draft', 'draft', draft((asked) => ({ ...asked, documentId: people.lin.account }))],
    ['the seal of the draft', 'draft', draft((asked) => ({ ...asked, sealEsId: 'x' }))],
    ['the copies', 'draft', draft((asked) => ({ ...asked, copies: 6 }))],
    ['the reason', 'draft', draft((asked) => ({ ...asked, reason: `${asked.reason}。` }))],
    ['the unit', 'draft', draft((asked) => ({ ...asked, unitName: '某某局' }))],
    ['the department', 'draft', draft((asked) => ({ ...asked, deptName: '财务股' }))],
    ['the title', 'draft', draft((asked) => ({ ...asked, documentTitle: '借条' }))],
    ['the document number', 'draft', draft(({ documentNumber: _left, ...asked }) => asked)],
    ['the kind of document', 'draft', draft((asked) => ({ ...asked, documentType: '协议' }))],
    ['the category', 'draft', draft((asked) => ({ ...asked, documentCategory: 'licence' }))],
    ['the remark', 'draft', draft((asked) => ({ ...asked, remark: '' }))],
    ['the page of a place', 'draft', place({ page: 3 })],
    ['the distance from the left', 'draft', place({ xMm: 105.01 })],
    ['the distance from the top', 'draft', place({ yMm: 0 })],
    ['the width', 'draft', place({ widthMm: 43 })],
    ['the height', 'draft', place({ heightMm: 41 })],
    [
      'the number of places',
      'draft',
      draft((asked) => ({ ...asked, placements: [...asked.placements, asked.placements[0]!] })),
    ],
    ['every place', 'draft', draft((asked) => ({ ...asked, placements: [] }))],
  ];

  it.each(requestChanges)('is void once somebody edits %s', async (_what, column, change) => {
    const request = approvedRequest();
    desk.edit('requests', column, change);
    expect(await refusalOf(() => desk.use(request))).toBe('APPROVAL_SIGNATURE_INVALID');
  });

  const foreign = issue('SK-9', 'machine');
  const decisionChanges: readonly [string, string, (before: never) => unknown][] = [
    ['the decider', 'account', () => 'wang'],
    ['the decider’s name', 'name', () => '王某'],
    ['the decider’s post', 'post', () => '局长'],
    ['the opinion', 'opinion', () => '不同意'],
    ['the time', 'at', () => '2026-03-10T06:05:07.250Z'],
    ['the decision', 'decision', () => 'refuse'],
    ['the step', 'step', () => 1],
    ['the signed statement', 'statement', text((said) => said.replace('同意', '异议'))],
    ['the signed statement, to no JSON', 'statement', () => 'approved'],
    ['a byte of the signature', 'signature_rs', flipped],
    ['the certificate', 'signer_certificate', () => foreign.certificate.der],
    ['the kind of proof', 'proof', () => 'person'],
  ];

  it.each(decisionChanges)('is void once somebody edits %s of its decision', async (_what, column, change) => {
    const request = approvedRequest();
    desk.edit('decisions', column, change);
    expect(await refusalOf(() => desk.use(request))).toBe('APPROVAL_SIGNATURE_INVALID');
  });

  it('cannot be signed by a key of the attacker’s own, whatever kind of proof it calls itself', async () => {
    for (const proof of ['person', 'station']) {
      const request = approvedRequest();
      const pair = generateSm2KeyPair();
      const own = issue('陈国栋', 'signer', undefined, { publicKey: pair.publicKey });
      desk.edit('requests', 'document_sm3', () => 'b'.repeat(64));
      desk.edit(
        'decisions',
        'statement',
        text((said) => said.replaceAll('a'.repeat(64), 'b'.repeat(64))),
      );
      desk.edit('decisions', 'signature_rs', () => sm2Sign(pair.privateKey, pair.publicKey, new Uint8Array(1)));
      desk.edit('decisions', 'signer_certificate', () => own.certificate.der);
      desk.edit('decisions', 'proof', () => proof);
      expect(await refusalOf(() => desk.use(request))).toBe('APPROVAL_SIGNATURE_INVALID');
      desk.close();
    }
    approvedRequest();
  });

  it('AC-XC-E-12: is missing where only the state was edited', async () => {
    desk = openApprovalDesk();
    const request = desk.submit();
    desk.edit('requests', 'state', () => 'approved');
    desk.edit('requests', 'approved_until', () => '2027-01-01T00:00:00.000Z');
    expect(await refusalOf(() => desk.use(request))).toBe('APPROVAL_MISSING');
  });

  it('is missing after one of two steps, even where state and chain were edited', async () => {
    desk = openApprovalDesk({ seal: { chain: twoSteps } });
    const request = desk.approve(desk.submit(), people.sun);
    expect(await refusalOf(() => desk.use(request))).toBe('APPROVAL_MISSING');
    desk.edit('requests', 'state', () => 'approved');
    desk.edit('requests', 'approved_until', () => '2026-03-16T06:05:07.250Z');
    expect(await refusalOf(() => desk.use(request))).toBe('APPROVAL_MISSING');
    desk.edit('requests', 'chain', () => JSON.stringify({ version: 2, steps: [twoSteps.steps[0]] }));
    expect(await refusalOf(() => desk.use(request))).toBe('APPROVAL_SIGNATURE_INVALID');
  });

  it('cannot be lent to another request', async () => {
    const first = approvedRequest();
    const second = desk.submit();
    desk.edit('requests', 'state', () => 'approved');
    desk.edit('requests', 'approved_until', () => first.approvedUntil!.toISOString());
    desk.edit('decisions', 'request_id', () => second.requestId);
    expect(await refusalOf(() => desk.use(second))).toBe('APPROVAL_SIGNATURE_INVALID');
    expect(await refusalOf(() => desk.use(first))).toBe('APPROVAL_MISSING');
  });

  it('ends after seven days, to the millisecond', async () => {
    const request = approvedRequest();
    desk.clock.advance(7 * 86_400_000);
    expect(desk.use(request).copies).toBe(5);
    desk.clock.advance(1);
    expect(await refusalOf(() => desk.use(request))).toBe('APPROVAL_EXPIRED');
  });
});

function flipped(before: never): Uint8Array {
  const bytes = (before as unknown as Uint8Array).slice();
  bytes[10]! ^= 1;
  return bytes;
}

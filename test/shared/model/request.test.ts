import { describe, expect, it } from 'vitest';
import { placementSchema } from '#shared/model/placement.ts';
import { requestDraftSchema } from '#shared/model/request.ts';
import { approvalChainSchema } from '#shared/model/seal.ts';

const place = { page: 1, xMm: 105, yMm: 210, widthMm: 42, heightMm: 42 };
const draft = {
  documentId: '6f1c1b1e-6f7e-4d7e-9a53-000000000001',
  sealEsId: '41079900000001',
  placements: [place],
  copies: 1,
  reason: '印发专项检查通知',
  unitName: '青禾县农业农村局',
  deptName: '种业管理股',
  documentTitle: '通知',
  documentType: '公文',
  secrecy: '非涉密',
};
const takes = (changes: object): boolean => requestDraftSchema.safeParse({ ...draft, ...changes }).success;

describe('a request draft', () => {
  it('is taken whole, and trimmed', () => {
    expect(requestDraftSchema.parse({ ...draft, reason: '  印发专项检查通知  ' }).reason).toBe('印发专项检查通知');
  });

  it.each(Object.keys(draft))('is refused without %s', (key) => {
    expect(takes({ [key]: undefined })).toBe(false);
  });

  it.each(['reason', 'unitName', 'deptName', 'documentTitle'])('is refused with a blank %s', (key) => {
    expect(takes({ [key]: '      ' })).toBe(false);
  });

  it.each(['安政数〔2020〕63号', '青农发〔2026〕18号', '国发〔1999〕25号'])(
    'takes the document number %s',
    (documentNumber) => {
      expect(takes({ documentNumber })).toBe(true);
    },
  );

  it.each([
    '安政数[2020]63号',
    '安政数【2020】63号',
    '安政数〔2020〕063号',
    '安政数〔2020〕第63号',
    '〔2020〕63号',
    '安政数〔2020〕63',
  ])('refuses the document number %s, and never changes it silently', (documentNumber) => {
    expect(takes({ documentNumber })).toBe(false);
  });

  it('knows no secrecy but 非涉密 (K-7)', () => {
    for (const secrecy of ['秘密', '机密', '绝密', '', '内部']) expect(takes({ secrecy })).toBe(false);
  });

  it.each([
    ['a reason of three characters', { reason: '通知用' }],
    ['no place', { placements: [] }],
    ['10,001 places', { placements: Array.from({ length: 10_001 }, () => place) }],
    ['no copies', { copies: 0 }],
    ['half a copy', { copies: 1.5 }],
    ['a kind of document that does not exist', { documentType: '信件' }],
    ['a document that is no UUID', { documentId: '1' }],
    ['a field it does not know', { approved: true }],
  ])('is refused with %s', (_what, changes) => {
    expect(takes(changes)).toBe(false);
  });
});

describe('a place of a stamp', () => {
  it.each([
    ['page 0', { page: 0 }],
    ['half a page', { page: 1.5 }],
    ['no width', { widthMm: 0 }],
    ['a negative height', { heightMm: -1 }],
    ['a width beyond a metre', { widthMm: 1001 }],
    ['a place that is no number', { xMm: Number.NaN }],
    ['a place without end', { yMm: Number.POSITIVE_INFINITY }],
  ])('is refused with %s', (_what, changes) => {
    expect(placementSchema.safeParse({ ...place, ...changes }).success).toBe(false);
  });
});

const takesSteps = (steps: object[]): boolean => approvalChainSchema.safeParse({ version: 1, steps }).success;

describe('an approval chain', () => {
  it('has one to five steps with somebody in each', () => {
    const step = { name: '批准', approvers: ['chen'] };
    expect(takesSteps([step])).toBe(true);
    expect(takesSteps([step, step, step, step, step])).toBe(true);
    expect(takesSteps([])).toBe(false);
    expect(takesSteps([step, step, step, step, step, step])).toBe(false);
    expect(takesSteps([{ ...step, approvers: [] }])).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { RequestDraft } from '#shared/model/request.ts';
import { firstRefusal, passes } from '#shared/policy/check.ts';
import { maySubmit } from '#shared/policy/may-submit.ts';
import { profileIds, profileNamed, type ProfileId } from '#test/support/policy-profiles.ts';

function draft(profileId: ProfileId, changes: Partial<RequestDraft> = {}): Partial<RequestDraft> {
  const [category] = profileNamed(profileId).usage.documentCategories ?? [];
  return {
    documentId: '6f1c1b1e-6f7e-4d7e-9a53-000000000001',
    sealEsId: '41079900000001',
    placements: [{ page: 1, xMm: 105, yMm: 210, widthMm: 42, heightMm: 42 }],
    copies: 1,
    reason: '印发专项检查通知',
    unitName: '青禾县农业农村局',
    deptName: '种业管理股',
    documentTitle: '关于开展专项检查的通知',
    documentType: '公文',
    secrecy: '非涉密',
    ...(category && { documentCategory: category.code }),
    ...changes,
  };
}

const typed = ['unitName', 'deptName', 'reason', 'documentTitle'] as const;

describe.each(profileIds)('a request under %s', (profileId) => {
  const profile = profileNamed(profileId);

  it('may be submitted when every compulsory field is there', () => {
    expect(passes(maySubmit(profile, draft(profileId), 'unit_name'))).toBe(true);
  });

  it.each(typed)('AC-AY-13b: is refused while %s is blank', (key) => {
    for (const blank of ['', '   ', undefined]) {
      const check = firstRefusal(maySubmit(profile, { ...draft(profileId), [key]: blank }, 'unit_name'));
      expect(check?.code).toBe('APPROVAL_FIELDS_MISSING');
      const field = { unitName: 'unit', deptName: 'unit', reason: 'reason', documentTitle: 'documentTitle' }[key];
      const { label, ref } = profile.register.fields.find((row) => row.key === field)!;
      expect(check?.facts).toEqual({ fields: label, clause: ref ?? 'K-3' });
    }
  });

  it('names everything that is missing at once', () => {
    const check = firstRefusal(maySubmit(profile, {}, 'unit_name'));
    for (const key of ['unit', 'reason', 'documentTitle']) {
      expect(check?.facts?.['fields']).toContain(profile.register.fields.find((row) => row.key === key)!.label);
    }
  });

  it('is refused for a seal class the regulation does not know', () => {
    const check = firstRefusal(maySubmit(profile, draft(profileId), 'invented'));
    expect(check).toMatchObject({ check: 'submit.sealClass', code: 'APPROVAL_OUT_OF_SCOPE' });
  });

  it.each(['documentTitle', 'reason', 'remark'] as const)(
    'AC-XC-E-20: is refused when %s bears a mark of secrecy',
    (key) => {
      const check = firstRefusal(maySubmit(profile, draft(profileId, { [key]: '【机密】关于人事安排' }), 'unit_name'));
      expect(check).toMatchObject({ code: 'DOC_CLASSIFIED', clause: 'K-7', basis: 'core', facts: { mark: '机密' } });
    },
  );
});

describe('use categories', () => {
  it.each([
    ['AC-XA-E-4', 'xian-2022'],
    ['AC-NM-4', 'neimenggu-2018'],
  ] as const)('%s: a request without a category is refused under %s', (_id, profileId) => {
    const { documentCategory: _left, ...rest } = draft(profileId);
    const check = firstRefusal(maySubmit(profileNamed(profileId), rest, 'unit_name'));
    expect(check?.code).toBe('APPROVAL_FIELDS_MISSING');
    expect(check?.facts?.['clause']).toBe(profileId === 'xian-2022' ? 'XA-E-4' : 'NM-4');
  });

  it.each(['xian-2022', 'neimenggu-2018'] as const)(
    'every listed category passes under %s, an invented one does not',
    (profileId) => {
      const profile = profileNamed(profileId);
      for (const { code } of profile.usage.documentCategories!) {
        expect(passes(maySubmit(profile, draft(profileId, { documentCategory: code }), 'unit_name'))).toBe(true);
      }
      const check = firstRefusal(maySubmit(profile, draft(profileId, { documentCategory: 'private' }), 'unit_name'));
      expect(check?.code).toBe('APPROVAL_OUT_OF_SCOPE');
    },
  );

  it.each(['anyang-2020', 'xincai-2020', 'hainan-2021'] as const)(
    'the list is free under %s, which has none',
    (profileId) => {
      expect(
        passes(maySubmit(profileNamed(profileId), draft(profileId, { documentCategory: '其他' }), 'unit_name')),
      ).toBe(true);
    },
  );
});

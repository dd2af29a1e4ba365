import { describe, expect, it } from 'vitest';
import { registerFields } from '#shared/policy/register-form.ts';
import { profileIds, profileNamed, type ProfileId } from '#test/support/policy-profiles.ts';

const fieldOf = (profileId: ProfileId, key: string) =>
  registerFields(profileNamed(profileId)).find((field) => field.key === key);

describe('the form of an application', () => {
  it('AC-AY-13: has the elements of the register with their clause, under Anyang', () => {
    for (const key of ['unit', 'handler', 'reason']) {
      expect(fieldOf('anyang-2020', key)).toMatchObject({ basis: 'clause', ref: 'AY-13', isCompulsory: true });
    }
    expect(fieldOf('anyang-2020', 'approver')).toMatchObject({ ref: 'AY-9' });
    expect(fieldOf('anyang-2020', 'secrecy')).toMatchObject({ ref: 'AY-17' });
  });

  it('never gives a clause to a field that is a rule of this software', () => {
    for (const profileId of profileIds) {
      const fields = registerFields(profileNamed(profileId));
      expect(fields.filter(({ basis, ref }) => (basis === 'product') !== (ref === null))).toEqual([]);
    }
    expect(fieldOf('anyang-2020', 'documentTitle')).toMatchObject({ basis: 'product', ref: null });
    expect(fieldOf('hainan-2021', 'reason')).toMatchObject({ basis: 'product', ref: null });
  });

  it('AC-NM-4: asks for a category only where the regulation lists categories', () => {
    const asked = profileIds.filter((profileId) => fieldOf(profileId, 'documentCategory'));
    expect(asked).toEqual(['xian-2022', 'neimenggu-2018']);
  });

  it('calls fields what the regulation calls them', () => {
    expect(fieldOf('xian-2022', 'reason')?.label).toBe('用章事由');
    expect(fieldOf('xian-2022', 'approver')?.label).toBe('审批人');
  });

  it('leaves only the document number to the applicant', () => {
    const optional = registerFields(profileNamed('anyang-2020')).filter(({ isCompulsory }) => !isCompulsory);
    expect(optional.map(({ key }) => key)).toEqual(['documentNumber']);
  });
});

import { describe, expect, it } from 'vitest';
import { knownProfiles } from '#main/token/vendor-profiles/known-profiles.ts';
import { chooseSignMechanism, matchProfile } from '#main/token/vendor-profiles/match-profile.ts';
import { vendorProfileSchema } from '#main/token/vendor-profiles/profile-shape.ts';
import { sansec } from '#main/token/vendor-profiles/sansec.ts';
import { softkey } from '#main/token/vendor-profiles/softkey.ts';

const token = (file: string, manufacturer = '', model = '') => ({ file, manufacturer, description: '', model });

describe('vendor profiles', () => {
  it.each(knownProfiles.map((profile) => [profile.id, profile] as const))(
    '%s has the form a site may use too',
    (_id, profile) => {
      expect(vendorProfileSchema.parse(profile)).toEqual(profile);
    },
  );

  it.each([
    [token('libsoftkey.so', 'SealKeeper'), 'softkey'],
    [token('upkcs11.dll', 'Sansec'), 'sansec'],
    [token('libtass_pkcs11.so'), 'tass'],
    [token('cryptoki.dll', 'SafeNet'), 'luna'],
    [token('mk_sm2.dll', 'MsSince'), 'mssince'],
  ])('matches %o', (description, id) => {
    expect(matchProfile(description, knownProfiles)?.id).toBe(id);
  });

  it.each([
    ['a maker without public numbers', token('ShuttleCsp11_3003.dll', 'Feitian')],
    ['a training key under another file name', token('vendor.so', 'SealKeeper')],
    ['Westone, whose two variants cannot be told apart', token('westone.dll', 'Westone')],
  ])('refuses %s as unknown', (_situation, description) => {
    expect(matchProfile(description, knownProfiles)).toBeNull();
  });

  it('refuses to choose between two profiles that fit equally well', () => {
    const twin = { ...sansec, id: 'twin' };
    expect(matchProfile(token('upkcs11.dll'), [sansec, twin])).toBeNull();
  });

  it('prefers a mechanism that takes e, then what the token offers, else none', () => {
    expect(chooseSignMechanism(softkey, [0x80008100, 0x80008102, 0x80008104])).toMatchObject({
      code: 0x80008104,
      input: 'e',
    });
    expect(chooseSignMechanism(softkey, [0x80008100, 0x80008102])).toMatchObject({ code: 0x80008102, input: 'msg+Z' });
    expect(chooseSignMechanism(softkey, [0x1041])).toBeNull();
  });
});

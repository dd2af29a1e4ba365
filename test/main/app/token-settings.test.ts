import { describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { tokenSettings } from '#main/app/token-settings.ts';

const settingsFor = (environment: NodeJS.ProcessEnv) => tokenSettings('/nowhere', environment);

describe('which driver and which vendor profile a station uses', () => {
  it('names no profile by itself: it is matched, or the key is refused', () => {
    expect(settingsFor({})).toEqual({
      modulePath: programFiles.softkeyModule,
      env: { SOFTKEY_DIR: '/nowhere/softkey' },
    });
  });

  it.each(['westone-a', 'westone-b'])('takes %s, which looks like its sister, by hand', (profile) => {
    expect(settingsFor({ SEALKEEPER_PKCS11_PROFILE: profile })).toMatchObject({ profileId: profile });
  });

  it('refuses a name it does not know, and says which there are', () => {
    expect(() => settingsFor({ SEALKEEPER_PKCS11_PROFILE: 'weston' })).toThrow(
      expect.objectContaining({ code: 'TOKEN_PROFILE_UNKNOWN' }),
    );
  });
});

import fs from 'node:fs';
import path from 'node:path';
import { sm3 } from '#main/sm/sm3.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { profileSchema, type PolicyProfile } from '#shared/policy/profile.ts';

/** A profile with the digest the register keeps beside every entry. */
export interface LoadedProfile {
  readonly profile: PolicyProfile;
  /** SM3 of the file as it lies, lower-case hex. */
  readonly digest: string;
}

/**
 * Read a policy profile that came with the program.
 *
 * @param profileId such as `anyang-2020`
 * @throws STATION_PROFILE_INVALID for an unknown or malformed profile
 */
export function loadProfile(folder: string, profileId: string): LoadedProfile {
  if (!/^[a-z]+-[0-9]{4}$/.test(profileId)) throw new StationError('STATION_PROFILE_INVALID', { detail: profileId });
  const file = path.join(folder, `${profileId}.json`);
  if (!fs.existsSync(file)) throw new StationError('STATION_PROFILE_INVALID', { detail: profileId });
  const content = fs.readFileSync(file);
  const parsed = profileSchema.safeParse(readJson(content, profileId));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StationError('STATION_PROFILE_INVALID', { detail: `${issue?.path.join('.')}: ${issue?.message}` });
  }
  // Only the register's copy of the digest could tell a profile under a wrong name afterwards.
  if (parsed.data.profileId !== profileId) throw new StationError('STATION_PROFILE_INVALID', { detail: profileId });
  return { profile: parsed.data, digest: Buffer.from(sm3(content)).toString('hex') };
}

function readJson(content: Buffer, profileId: string): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch (error) {
    throw new StationError('STATION_PROFILE_INVALID', { detail: profileId }, error);
  }
}

/** What a person choosing a regulation is shown. */
export interface ProfileSummary {
  readonly profileId: string;
  readonly region: string;
  readonly documents: readonly { readonly title: string; readonly docNumber: string | null }[];
  readonly sealCategories: readonly { readonly code: string; readonly label: string }[];
}

/** Every profile that came with the program. @throws STATION_PROFILE_INVALID */
export function listProfiles(folder: string): readonly ProfileSummary[] {
  return fs
    .readdirSync(folder)
    .map((name) => /^([a-z]+-[0-9]{4})\.json$/.exec(name)?.[1])
    .filter((profileId) => profileId !== undefined)
    .toSorted()
    .map((profileId) => {
      const { profile } = loadProfile(folder, profileId);
      const { name } = profile['region'] as { name: string };
      return {
        profileId,
        region: name,
        documents: profile.documents.map(({ title, docNumber }) => ({ title, docNumber })),
        sealCategories: profile.sealCategories.map(({ code, label }) => ({ code, label })),
      };
    });
}

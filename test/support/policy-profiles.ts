import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programFiles } from '#main/app/program-files.ts';
import { loadProfile } from '#main/station/profile-store.ts';
import type { PolicyProfile } from '#shared/policy/profile.ts';

export const profileIds = ['xincai-2020', 'anyang-2020', 'hainan-2021', 'xian-2022', 'neimenggu-2018'] as const;
export type ProfileId = (typeof profileIds)[number];

export function profileNamed(profileId: ProfileId): PolicyProfile {
  return loadProfile(programFiles.policyFolder, profileId).profile;
}

/** A file of the policy folder as it lies, parsed as JSON. */
export function policyFile(name: string): unknown {
  return JSON.parse(readFileSync(join(programFiles.policyFolder, name), 'utf8'));
}

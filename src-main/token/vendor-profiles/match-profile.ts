import type { SignMechanism, VendorProfile } from './profile-shape.ts';

/** What a module and a token say about themselves. Labels are left out: anyone can set them. */
export interface TokenDescription {
  /** File name of the module, without its folder. */
  readonly file: string;
  readonly manufacturer: string;
  /** The library's description. */
  readonly description: string;
  readonly model: string;
}

const lists = ['file', 'manufacturer', 'description', 'model'] as const;

/**
 * The one profile that fits, or null: an unknown token is refused, never guessed at. When several fit, the one with
 * more matching lists is taken; a tie is no match.
 */
export function matchProfile(token: TokenDescription, profiles: readonly VendorProfile[]): VendorProfile | null {
  const fits = profiles
    .map((profile) => ({ profile, strength: strengthOf(token, profile) }))
    .filter(({ strength }) => strength > 0)
    .toSorted((a, b) => b.strength - a.strength);
  const [best, second] = fits;
  if (best === undefined || best.strength === second?.strength) return null;
  return best.profile;
}

/** How many lists match; 0 when one that is not empty does not. */
function strengthOf(token: TokenDescription, profile: VendorProfile): number {
  let strength = 0;
  for (const list of lists) {
    const parts = profile.match[list];
    if (parts.length === 0) continue;
    const value = token[list].toLowerCase();
    if (!parts.some((part) => value.includes(part.toLowerCase()))) return 0;
    strength += 1;
  }
  return strength;
}

/**
 * The mechanism to sign with: the first of the profile that the token lists. One that takes e is preferred, since the
 * same 32 bytes serve a document of any size and Z is computed by us.
 * @param offered numbers from C_GetMechanismList
 */
export function chooseSignMechanism(profile: VendorProfile, offered: readonly number[]): SignMechanism | null {
  const usable = profile.signMechanisms.filter((mechanism) => offered.includes(mechanism.code));
  return usable.find((mechanism) => mechanism.input === 'e') ?? usable[0] ?? null;
}

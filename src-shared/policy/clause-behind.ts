import * as z from 'zod';
import type { Basis } from './check.ts';
import type { PolicyProfile } from './profile.ts';

const provenanceSchema = z.looseObject({
  provenance: z
    .array(
      z.looseObject({ path: z.string(), basis: z.enum(['clause', 'derived', 'standard', 'product']), ref: z.string() }),
    )
    .default([]),
});

/** Where each rule of a profile comes from. */
export function provenanceOf(profile: PolicyProfile) {
  return provenanceSchema.parse(profile).provenance;
}

/** The first clause that a reference names: `HN-16` of `HN-16 (电子公章)`. */
export function clauseIn(reference: string): string | null {
  return /[A-Z]{2}(?:-[A-Z])?-\d+/.exec(reference)?.[0] ?? null;
}

/**
 * The clause that stands behind a rule of a profile, by the rule's place in it; null where the regulation is silent,
 * so that no rule of this software passes for one of the regulation.
 */
export function clauseBehind(
  profile: PolicyProfile,
  path: string,
): { readonly basis: Basis; readonly clause: string } | null {
  const row = provenanceOf(profile).find((one) => one.path === path);
  const clause = row && row.basis !== 'product' ? clauseIn(row.ref) : null;
  return clause === null ? null : { basis: 'clause', clause };
}

/** The same for a rule whose origin stands with the whole it belongs to: `/pin` for `/pin/regime`. */
export function clauseAround(profile: PolicyProfile, path: string): ReturnType<typeof clauseBehind> {
  const isNamed = provenanceOf(profile).some((one) => one.path === path);
  const parent = path.slice(0, path.lastIndexOf('/'));
  return isNamed || parent === '' ? clauseBehind(profile, path) : clauseAround(profile, parent);
}

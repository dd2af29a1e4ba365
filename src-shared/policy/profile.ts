import * as z from 'zod';

const stance = z.enum(['required', 'allowed', 'prohibited', 'not-stated']);

/** How use of a seal class is permitted: by an approval chain, by the holder within a scope, by the holder alone (HN-16). */
export const regimeSchema = z.enum(['chain', 'holder-scope', 'holder-only']);
export type Regime = z.infer<typeof regimeSchema>;

const categorySchema = z.looseObject({
  code: z.enum(['unit_name', 'inner_dept', 'branch', 'business', 'officer', 'private']),
  label: z.string(),
  approval: regimeSchema,
  keeper: z.enum(['custodian', 'holder', 'holder-or-custodian']),
});

const registerFieldSchema = z.looseObject({
  key: z.string(),
  label: z.string(),
  basis: z.enum(['clause', 'derived', 'standard', 'product']),
  ref: z.string().nullable(),
});

/**
 * The part of a policy profile the workstation acts on. One profile is one regulation set as data; the complete
 * shape is `assets/policy/policy-profile.schema.json`, and what is not named here is kept as it came.
 */
export const profileSchema = z.looseObject({
  schemaVersion: z.literal('1.0'),
  profileId: z.string().regex(/^[a-z]+-[0-9]{4}$/),
  profileVersion: z.string(),
  documents: z.array(z.looseObject({ code: z.string(), title: z.string(), docNumber: z.string().nullable() })).min(1),
  terms: z.looseObject({ system: z.string(), seal: z.string(), token: z.string(), pin: z.string() }),
  sealCategories: z.array(categorySchema).min(1),
  pin: z.looseObject({
    maxAgeDays: z.int().nullable(),
    selfServiceChange: z.string(),
    changeAuthority: z.string().nullable().default(null),
    changeMaterials: stance.default('not-stated'),
  }),
  usage: z.looseObject({
    blankSealing: stance,
    dedicatedComputer: stance,
    documentCategories: z.array(z.strictObject({ code: z.string(), label: z.string() })).nullable(),
    classifiedInformation: stance,
  }),
  register: z.looseObject({ fields: z.array(registerFieldSchema) }),
  /** What is taken in; left out, the program's own bounds. */
  documentLimits: z
    .looseObject({ maxBytes: z.int().positive().optional(), maxPages: z.int().positive().optional() })
    .optional(),
  offline: z.looseObject({ statusTtlHours: z.number().positive(), maxClockSkewSeconds: z.number().positive() }),
});

export type PolicyProfile = z.infer<typeof profileSchema>;
export type SealCategory = PolicyProfile['sealCategories'][number];

export function categoryOf(profile: PolicyProfile, code: string): SealCategory | undefined {
  return profile.sealCategories.find((category) => category.code === code);
}

import { clauseIn, provenanceOf } from './clause-behind.ts';
import type { PolicyProfile } from './profile.ts';

/** Fields of the application form, in the order they are filled in. */
export const formFieldKeys = [
  'seal',
  'unit',
  'handler',
  'reason',
  'approver',
  'documentCategory',
  'documentTitle',
  'documentNumber',
  'documentType',
  'copies',
  'secrecy',
] as const;
export type FormFieldKey = (typeof formFieldKeys)[number];

/** Where a field comes from: a clause, what follows from one, a standard, or this software. */
export type FieldBasis = 'clause' | 'derived' | 'standard' | 'product';

export interface RegisterField {
  readonly key: FormFieldKey;
  /** As the regulation calls it; null where only the program has a name for it. */
  readonly label: string | null;
  readonly basis: FieldBasis;
  /** Clause such as `AY-13`; null where the basis is this software. */
  readonly ref: string | null;
  readonly isCompulsory: boolean;
}

/** Rules that stand behind a field, by their place in the profile. */
const rulesBehind: Readonly<Partial<Record<FormFieldKey, string>>> = {
  seal: '/usage/approvalMirrorsPhysical',
  approver: '/usage/approvalBeforeUse',
  documentCategory: '/usage/documentCategories',
  secrecy: '/usage/classifiedInformation',
};

/** The form a regulation asks for, each field with the clause that asks for it. */
export function registerFields(profile: PolicyProfile): readonly RegisterField[] {
  const provenance = provenanceOf(profile);
  return formFieldKeys
    .filter((key) => key !== 'documentCategory' || profile.usage.documentCategories !== null)
    .map((key) => {
      const listed = profile.register.fields.find((field) => field.key === key);
      const rule = provenance.find((row) => row.path === rulesBehind[key]);
      const source = rule && (clauseIn(rule.ref) !== null || !listed) ? rule : listed;
      const ref = source?.basis === 'product' ? null : clauseIn(source?.ref ?? '');
      return {
        key,
        label: listed?.label ?? null,
        basis: ref === null ? 'product' : (source?.basis ?? 'product'),
        ref,
        isCompulsory: key !== 'documentNumber',
      };
    });
}

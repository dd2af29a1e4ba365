import type { RequestDraft } from '../model/request.ts';
import { categoryOf, type PolicyProfile } from './profile.ts';
import type { PolicyCheck } from './check.ts';
import { secrecyMarkIn } from './secrecy-mark.ts';

/** Which value of the draft answers a register field of a profile; automatic fields need no answer. */
const answers: Readonly<Record<string, (draft: Partial<RequestDraft>) => unknown>> = {
  unit: (draft) => draft.unitName?.trim() && draft.deptName?.trim(),
  reason: (draft) => draft.reason?.trim(),
  documentTitle: (draft) => draft.documentTitle?.trim(),
  documentCategory: (draft) => draft.documentCategory?.trim(),
};

/**
 * May this draft become a request?
 *
 * The five elements of AY-13 are compulsory under every profile (K-3); of them the date, the approver and the
 * handler come from the session, so unit and reason are what a person can leave out.
 */
export function maySubmit(
  profile: PolicyProfile,
  draft: Partial<RequestDraft>,
  sealCategory: string,
): readonly PolicyCheck[] {
  const missing = profile.register.fields
    .filter((field) => answers[field.key] !== undefined && !answers[field.key]!(draft))
    .map((field) => ({ label: field.label, ref: field.ref ?? 'K-3' }));
  const categoryIsListed = profile.register.fields.some((field) => field.key === 'documentCategory');
  if (profile.usage.documentCategories !== null && !categoryIsListed && !draft.documentCategory) {
    missing.push({ label: '@details.documentCategory', ref: 'XA-E-4' });
  }
  const fields: PolicyCheck =
    missing.length === 0
      ? { check: 'submit.fields', state: 'ok', basis: 'core', clause: 'K-3' }
      : {
          check: 'submit.fields',
          state: 'refused',
          basis: 'clause',
          clause: missing[0]!.ref,
          code: 'APPROVAL_FIELDS_MISSING',
          facts: { fields: missing.map((field) => field.label).join('、'), clause: missing[0]!.ref },
        };
  return [fields, knownCategory(profile, draft), knownSealClass(profile, sealCategory), notClassified(draft)];
}

function knownCategory(profile: PolicyProfile, draft: Partial<RequestDraft>): PolicyCheck {
  const list = profile.usage.documentCategories;
  const isKnown = list === null || !draft.documentCategory || list.some((row) => row.code === draft.documentCategory);
  const base = { check: 'submit.category', basis: 'clause', clause: list === null ? '' : 'XA-E-4 / NM-4' } as const;
  if (isKnown) return { ...base, state: 'ok' };
  return {
    ...base,
    state: 'refused',
    code: 'APPROVAL_OUT_OF_SCOPE',
    facts: { detail: '@details.categoryNotListed', category: draft.documentCategory ?? '' },
  };
}

/** What the handler himself wrote must carry no mark of secrecy, whatever the form says (K-7, XC-E-20). */
function notClassified(draft: Partial<RequestDraft>): PolicyCheck {
  const base = { check: 'submit.secrecy', basis: 'core', clause: 'K-7' } as const;
  const mark = secrecyMarkIn([draft.documentTitle ?? '', draft.reason ?? '', draft.remark ?? '']);
  return mark === null
    ? { ...base, state: 'ok' }
    : { ...base, state: 'refused', code: 'DOC_CLASSIFIED', facts: { mark } };
}

function knownSealClass(profile: PolicyProfile, sealCategory: string): PolicyCheck {
  const base = { check: 'submit.sealClass', basis: 'core', clause: 'K-1' } as const;
  if (categoryOf(profile, sealCategory)) return { ...base, state: 'ok' };
  return {
    ...base,
    state: 'refused',
    code: 'APPROVAL_OUT_OF_SCOPE',
    facts: { detail: '@details.sealClassNotListed', category: sealCategory },
  };
}

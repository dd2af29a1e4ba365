import type { RegisterForm, SealChoice } from '#shared/contract/register-form.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { KeptDraft } from '#shared/model/kept-draft.ts';
import type { Placement } from '#shared/model/placement.ts';
import { formOfSignature, signatureProfileOf } from '#shared/model/signature-profile.ts';
import type { PagePlan } from '#shared/placing/expand-rules.ts';
import { rulesOf } from '#shared/placing/rules-of.ts';
import { documentTypes, unclassified, type RequestDraft } from '#shared/model/request.ts';

/** What the form holds; everything else of a draft lies on the pages. */
export type FormValues = Partial<
  Pick<
    KeptDraft,
    | 'sealEsId'
    | 'deptName'
    | 'reason'
    | 'documentCategory'
    | 'documentTitle'
    | 'documentNumber'
    | 'documentType'
    | 'copies'
    | 'signatureProfile'
  >
>;

/** A draft for a file that was just taken in: what can be told from it and from whoever asks. */
export function firstDraft(documentId: string, fileName: string, person: SignedInPerson): KeptDraft {
  return {
    documentId,
    placements: [],
    copies: 1,
    deptName: person.deptName,
    documentTitle: titleOf(fileName),
    documentType: documentTypes[0],
  };
}

/** The name of a file without its ending and without what stands in brackets at its end. */
export function titleOf(fileName: string): string {
  const plain = fileName.replace(/\.[a-z]{2,4}$/i, '');
  const short = plain.replace(/[\s_]*[(\uff08][^()\uff08\uff09]*[)\uff09]$/u, '').trim();
  return (short || plain).slice(0, 200);
}

/**
 * The whole request, or null while anything it needs is missing; what exactly, the form says beside its fields.
 *
 * @param format of the document; of several, PDF only where all are
 */
export function toRequest(draft: KeptDraft, form: RegisterForm, format: DocumentFormat): RequestDraft | null {
  const {
    sealEsId,
    copies,
    reason,
    deptName,
    documentTitle,
    documentNumber,
    documentType,
    documentCategory,
    remark,
    formerRequestId,
  } = draft;
  const isComplete =
    sealEsId && copies && reason && deptName && documentTitle && documentType && draft.placements.length > 0;
  if (!isComplete) return null;
  const isCompatible = formOfSignature(draft.signatureProfile, form.signatureForm, format) === 'compatible';
  return {
    documentId: draft.documentId,
    sealEsId,
    placements: [...draft.placements],
    copies,
    reason: reason.trim(),
    unitName: form.unitName,
    deptName: deptName.trim(),
    documentTitle: documentTitle.trim(),
    documentType,
    secrecy: unclassified,
    ...(documentNumber?.trim() && { documentNumber: documentNumber.trim() }),
    ...(documentCategory && { documentCategory }),
    ...(remark?.trim() && { remark: remark.trim() }),
    ...(isCompatible && { signatureProfile: 'compatible' as const }),
    ...(formerRequestId && { formerRequestId }),
  };
}

/**
 * What a refused or withdrawn request becomes when it is to be mended.
 *
 * @param pages of its document; none where it cannot be read any more
 */
export function draftAgain(requestId: string, request: RequestDraft, pages: readonly PagePlan[]): KeptDraft {
  const { unitName: _unit, secrecy: _secrecy, placements, ...rest } = request;
  const rules = rulesOf(placements, pages);
  // Places that are moved one by one come first.
  const alone = rules.flatMap((rule) => (rule.kind === 'single' ? [rule] : []));
  const isAlone = (place: Placement): boolean =>
    alone.some(({ page, xMm, yMm }) => !place.slice && page === place.page && xMm === place.xMm && yMm === place.yMm);
  const ordered = [...placements.filter(isAlone), ...placements.filter((place) => !isAlone(place))];
  const sorted = [...alone, ...rules.filter(({ kind }) => kind !== 'single')];
  const signatureProfile = signatureProfileOf(request);
  return { ...rest, signatureProfile, placements: ordered, rules: sorted, formerRequestId: requestId };
}

/** The name of a seal as people in the unit say it: without the name of the unit; empty where nothing else is left. */
export function shortSealName(seal: Pick<SealChoice, 'name'>, unitName: string): string {
  return seal.name.startsWith(unitName) ? seal.name.slice(unitName.length) : seal.name;
}

import * as z from 'zod';
import type { DocumentFormat } from './document-format.ts';

/**
 * In which form a stamp is signed. `seal`: an electronic seal signature (GB/T 38540) that carries the seal itself.
 * `compatible`: SignedData (GM/T 0010, CMS) of the same certificate, for readers that know no seals; PDF alone. It
 * changes what the key signs, so it is part of what is approved.
 */
export const signatureProfileSchema = z.enum(['seal', 'compatible']);
export type SignatureProfile = z.infer<typeof signatureProfileSchema>;

/** What a request asks for; one that says nothing asks for the seal. */
export function signatureProfileOf(draft: {
  readonly signatureProfile?: SignatureProfile | undefined;
}): SignatureProfile {
  return draft.signatureProfile ?? 'seal';
}

/**
 * The form a new request asks for: what was chosen, else what the office begins with; an OFD takes the seal alone.
 *
 * @param format of several documents, PDF only where all are
 */
export function formOfSignature(
  chosen: SignatureProfile | undefined,
  officeForm: SignatureProfile,
  format: DocumentFormat,
): SignatureProfile {
  return format === 'PDF' ? (chosen ?? officeForm) : 'seal';
}

import type { LocatedAttachment } from '#main/documents/attached-files.ts';
import { mostAttachedFiles } from '#shared/contract/documents.ts';
import type { CoveredAttachment, SignatureCoverage } from '#shared/contract/verification.ts';

/** What each signature says of each attachment: a PDF by the bytes under it, an OFD by the files it lists. */
export function coveredAttachments(
  found: readonly LocatedAttachment[],
  signatures: readonly SignatureCoverage[],
  stateOfFile: (signature: number, path: string) => CoveredAttachment['coverage'][number],
): readonly CoveredAttachment[] {
  return found.slice(0, mostAttachedFiles).map(({ name, type, bytes, at }) => ({
    name,
    type,
    bytes,
    coverage: signatures.map((signature, index) => {
      if (typeof at === 'string') return stateOfFile(index, at);
      return at !== null && liesUnder(at, signature) ? 'covered' : 'open';
    }),
  }));
}

/** Bytes before the signature and behind it, up to where it ends; later ones are nobody's. */
function liesUnder(at: number, { bytes }: SignatureCoverage): boolean {
  if (!bytes) return false;
  const { before, own, after } = bytes;
  return at < before || (at >= before + own && at < before + own + after);
}

import { pageSizes } from '#main/documents/page-sizes.ts';
import type { ByteSource } from '#main/formats/byte-source.ts';
import { placeChanges, type PlacedChange } from '#main/formats/pdf/changed-places.ts';
import { openPdf, type PdfFile } from '#main/formats/pdf/pdf-file.ts';
import { readPdfSignatures, type PdfSignature } from '#main/formats/pdf/read-signatures.ts';
import { signaturePlaces, type WidgetPlace } from '#main/formats/pdf/widget-places.ts';
import { sliceSource } from '#main/formats/pdf/windows.ts';
import type { PageView } from '#shared/contract/documents.ts';
import type { LaterChange, SignatureCoverage } from '#shared/contract/verification.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';

/** What each signature of a PDF covers, and what was done to the file since. @throws DOC_* */
export async function pdfCoverage(source: ByteSource): Promise<readonly SignatureCoverage[]> {
  const signatures = readPdfSignatures(source);
  if (signatures.length === 0) return [];
  const file = openPdf(source);
  const places = visiblePlaces(file);
  const states = new Map<number, SignatureCoverage['signedState']>();
  for (const end of new Set(signatures.map(({ byteRange }) => endOf(byteRange)))) {
    states.set(end, await signedState(source, end));
  }
  return signatures.map((signature) => ({
    name: signature.fieldName ?? '—',
    stamps: places.filter(({ field }) => field === signature.fieldName).map(stampOf),
    bytes: bytesOf(signature, source.size),
    changes: placeChanges(file, signature.changes).map(laterChange),
    signedState: states.get(endOf(signature.byteRange)) ?? null,
    files: [],
  }));
}

export async function pageViews(format: DocumentFormat, source: ByteSource): Promise<readonly PageView[]> {
  const { count, size } = await pageSizes(format, source);
  return Array.from({ length: count }, (_, index) => {
    const { widthMm, heightMm } = size(index + 1);
    return { number: index + 1, widthMm, heightMm };
  });
}

function endOf(byteRange: readonly number[] | undefined): number {
  return (byteRange?.[2] ?? 0) + (byteRange?.[3] ?? 0);
}

/** A former state that cannot be opened is not shown; what that means for the signature is told by its facts. */
async function signedState(source: ByteSource, end: number): Promise<SignatureCoverage['signedState']> {
  if (end <= 0 || end >= source.size) return null;
  try {
    const then = sliceSource(source, 0, end);
    if (openPdf(then).condition === 'rebuilt') return null;
    return { end, pages: await pageViews('PDF', then) };
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}

function laterChange(change: PlacedChange): LaterChange {
  const [reason = '', detail] = change.reason.split(':');
  const isAllowed = change.level !== 'suspicious';
  const byRule = detail === 'docMdp' ? 'docMdp' : detail === 'locked' ? 'fieldLock' : null;
  return {
    isAllowed,
    reason,
    key: byRule === null ? (detail ?? null) : null,
    rule: isAllowed ? 'listed' : (byRule ?? 'notListed'),
    field: change.field ?? null,
    object: change.object ?? null,
    part: change.part,
    pages: change.pages,
    places: change.places,
  };
}

/** A page that cannot be measured takes away its outlines, not the report. */
function visiblePlaces(file: PdfFile): readonly WidgetPlace[] {
  try {
    return signaturePlaces(file);
  } catch (error) {
    if (error instanceof StationError) return [];
    throw error;
  }
}

function stampOf({ page, xMm, yMm, widthMm, heightMm }: WidgetPlace): SignatureCoverage['stamps'][number] {
  return { page, xMm, yMm, widthMm, heightMm };
}

function bytesOf({ byteRange }: PdfSignature, size: number): SignatureCoverage['bytes'] {
  const [start = 0, before = 0, at = 0, after = 0] = byteRange ?? [];
  const isUsable = byteRange?.length === 4 && start === 0 && before <= at && at + after <= size;
  return isUsable ? { before, own: at - before, after, later: size - at - after } : null;
}

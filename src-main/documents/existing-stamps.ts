import type { ByteSource } from '#main/formats/byte-source.ts';
import { locateStamps } from '#main/formats/ofd/check-stamps.ts';
import { openOfd, type OfdPackage } from '#main/formats/ofd/package.ts';
import { physicalBoxOf } from '#main/formats/ofd/page-area.ts';
import { readSignatureRecords } from '#main/formats/ofd/signature-records.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { emptyFieldPlaces, signaturePlaces, type WidgetPlace } from '#main/formats/pdf/widget-places.ts';
import { mostEmptyFields, type EmptyField } from '#shared/contract/documents.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { StampOnPage } from '#shared/placing/place-warnings.ts';

/** Visible stamps of signatures that a document has already, so that a new one is not laid over them. @throws DOC_* */
export async function existingStamps(format: DocumentFormat, source: ByteSource): Promise<readonly StampOnPage[]> {
  if (format === 'PDF') {
    const file = openPdf(source);
    const empty = new Set(emptyFieldPlaces(file).map(({ field }) => field));
    return signaturePlaces(file)
      .filter(({ field }) => !empty.has(field))
      .map(placeOf);
  }
  return stampsOfOfd(await openOfd(source));
}

/** The same of a package that is open. @throws DOC_* */
export function stampsOfOfd(pkg: OfdPackage): readonly StampOnPage[] {
  return readSignatureRecords(pkg).flatMap(({ document, records }) =>
    // Only the first document of a package is shown and stamped.
    document.index !== 0
      ? []
      : locateStamps(
          document,
          records.flatMap(({ file }) => file?.stamps ?? []),
        ).flatMap((stamp): StampOnPage[] => {
          const page = document.pages[(stamp.page ?? 0) - 1];
          if (!page) return [];
          const paper = physicalBoxOf(pkg, document, page);
          const { xMm, yMm, widthMm, heightMm } = stamp.clip ?? { ...stamp.boundary, xMm: 0, yMm: 0 };
          const left = stamp.boundary.xMm - paper.xMm + xMm;
          return [{ page: page.number, xMm: left, yMm: stamp.boundary.yMm - paper.yMm + yMm, widthMm, heightMm }];
        }),
  );
}

/** Signature fields of a PDF that wait for somebody, where a page shows them. @throws DOC_* */
export function emptyFields(source: ByteSource): readonly EmptyField[] {
  return emptyFieldPlaces(openPdf(source))
    .slice(0, mostEmptyFields)
    .map((place) => Object.assign(placeOf(place), { name: place.field }));
}

function placeOf({ page, xMm, yMm, widthMm, heightMm }: WidgetPlace): StampOnPage {
  return { page, xMm, yMm, widthMm, heightMm };
}

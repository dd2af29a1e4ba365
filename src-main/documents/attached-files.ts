import type { ByteSource } from '#main/formats/byte-source.ts';
import { readAttachments } from '#main/formats/ofd/document-facts.ts';
import { openOfd, type OfdPackage } from '#main/formats/ofd/package.ts';
import { embeddedFiles } from '#main/formats/pdf/embedded-files.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { mostAttachedFiles, type AttachedFile, type AttachedFiles } from '#shared/contract/documents.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';

/** Where an attachment lies in its document: an offset in a PDF, a path in an OFD. */
export interface LocatedAttachment extends AttachedFile {
  readonly at: number | string | null;
}

const longestWord = 200;

/** What a document carries besides its pages. It is listed by what the file says of it, and never opened. @throws DOC_* */
export async function attachedFiles(format: DocumentFormat, source: ByteSource): Promise<AttachedFiles> {
  return format === 'PDF' ? withoutPlaces(inPdf(source)) : attachedToOfd(await openOfd(source));
}

/** The same of a package that is open. */
export function attachedToOfd(pkg: OfdPackage): AttachedFiles {
  return withoutPlaces(inOfd(pkg));
}

export function inPdf(source: ByteSource): LocatedAttachment[] {
  const file = openPdf(source);
  if (file.isEncrypted) return [];
  return [...embeddedFiles(file)].map(({ name, type, bytes, at }) => {
    return { name: plain(name), type: plain(type), bytes, at };
  });
}

/** A list that cannot be read lists nothing; the checks of the package tell that it is damaged. */
export function inOfd(pkg: OfdPackage): LocatedAttachment[] {
  const [document] = pkg.documents;
  if (!document) return [];
  try {
    return readAttachments(pkg, document).map(({ name, format, path, bytes }) => {
      return { name: plain(name), type: plain(format), bytes: path === null ? null : bytes, at: path };
    });
  } catch (error) {
    if (error instanceof StationError) return [];
    throw error;
  }
}

/** Nothing that would move the words beside it, and no longer than anybody reads. */
function plain(text: string): string {
  return text
    .replaceAll(/\p{Cc}|\p{Cf}/gu, '')
    .trim()
    .slice(0, longestWord);
}

function withoutPlaces(found: readonly LocatedAttachment[]): AttachedFiles {
  const files = found.slice(0, mostAttachedFiles).map(({ name, type, bytes }) => ({ name, type, bytes }));
  return { files, leftOut: found.length - files.length };
}

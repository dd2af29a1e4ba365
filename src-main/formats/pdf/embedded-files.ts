import { eachObject, eachPart } from './object-scan.ts';
import type { PdfFile } from './pdf-file.ts';
import { PdfDict, PdfName, PdfStream, PdfString, shownText, textOf } from './pdf-values.ts';

/** A file inside a PDF (ISO 32000-1 clause 7.11.4): attached to the document or by an annotation, or only lying there. */
export interface EmbeddedFile {
  /** As the file says; may be empty. */
  readonly name: string;
  /** Media type as the file says; may be empty. */
  readonly type: string;
  /** Unpacked, as the file says; null where it does not. */
  readonly bytes: number | null;
  /** Offset of its data in the PDF; null where there is none. */
  readonly at: number | null;
}

/** Every specification with a stream counts, whether or not a reader would offer it: nothing is unpacked. */
export function* embeddedFiles(file: PdfFile): Generator<EmbeddedFile> {
  const { objects } = file;
  const seen = new Set<number>();
  for (const { value } of eachObject(objects, file.sections)) {
    for (const { value: part } of eachPart(value)) {
      const streams = part instanceof PdfDict ? objects.dict(part.get('EF')) : undefined;
      if (!(part instanceof PdfDict) || !streams) continue;
      const stream = objects.follow(streams.get('UF') ?? streams.get('F') ?? null);
      const at = stream instanceof PdfStream ? stream.dataOffset : null;
      // The list of the document and an annotation may each describe the same data.
      if (at !== null && seen.has(at)) continue;
      if (at !== null) seen.add(at);
      const dict = stream instanceof PdfStream ? stream.dict : undefined;
      const type = objects.follow(dict?.get('Subtype') ?? null);
      const size = objects.number(objects.dict(dict?.get('Params'))?.get('Size'));
      yield {
        name: nameOf(file, part),
        type: type instanceof PdfName ? type.name : '',
        bytes: size !== undefined && Number.isInteger(size) && size >= 0 ? size : null,
        at,
      };
    }
  }
}

function nameOf({ objects }: PdfFile, specification: PdfDict): string {
  const name = objects.follow(specification.get('UF') ?? specification.get('F') ?? null);
  return name instanceof PdfString ? shownText(textOf(name)) : '';
}

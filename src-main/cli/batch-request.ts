import fs from 'node:fs';
import path from 'node:path';
import type { StationClient } from '#main/rpc/router.ts';
import type { BatchRow } from '#shared/contract/batches.ts';
import { StationError, toErrorShape, type ErrorShape } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { BatchDraft } from '#shared/model/batch.ts';

/** The documents that are meant: files as they are named, and of a folder the PDF and OFD in it, by name. */
export function documentsNamed(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const file = path.resolve(name);
    if (!fs.statSync(file, { throwIfNoEntry: false })?.isDirectory()) return [file];
    return fs
      .readdirSync(file)
      .filter((entry) => /\.(?:pdf|ofd)$/i.test(entry) && !entry.startsWith('.'))
      .toSorted((a, b) => a.localeCompare(b, 'zh-Hans-CN', { numeric: true }))
      .map((entry) => path.join(file, entry));
  });
}

/** A file that could not be taken into the batch, with the reason. */
export interface LeftOut extends ErrorShape {
  readonly file: string;
}

export interface SubmittedBatch {
  readonly batch: BatchRow;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Takes every file in and submits those that could be taken and placed as one batch. What could not is left out with
 * its reason.
 *
 * @throws what the submission throws; the reason of the first file where none could be taken
 */
export async function submitBatch(
  client: StationClient,
  asked: {
    readonly files: readonly string[];
    readonly title: string;
    /** What is common to all, once the formats of those that were taken in are known. */
    readonly commonFor: (formats: readonly DocumentFormat[]) => Promise<BatchDraft['common']>;
    readonly placesOf: (documentId: string) => Promise<BatchDraft['files'][number]['placements']>;
  },
): Promise<SubmittedBatch> {
  const leftOut: LeftOut[] = [];
  const files: BatchDraft['files'] = [];
  const formats: DocumentFormat[] = [];
  for (const file of asked.files) {
    try {
      const { documentId, format } = await client.documents.importFile({ path: file });
      const placements = await asked.placesOf(documentId);
      files.push({ documentId, placements, documentTitle: path.parse(file).name.slice(0, 200) });
      formats.push(format);
    } catch (error) {
      if (!(error instanceof StationError)) throw error;
      leftOut.push({ file, ...toErrorShape(error) });
    }
  }
  const [first] = leftOut;
  if (files.length === 0 && first) throw new StationError(first.code, first.facts);
  const common = await asked.commonFor(formats);
  const batch = await client.batches.submit({ title: asked.title, common, files });
  return { batch, leftOut };
}

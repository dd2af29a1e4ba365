import { StationError } from '#shared/errors/station-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { PageTree } from './page-tree.ts';
import { PdfObjects } from './pdf-objects.ts';
import { broken } from './pdf-problems.ts';
import { latin1, PdfDict, PdfRef } from './pdf-values.ts';
import { scanForObjects } from './repair-scan.ts';
import { sliceSource } from './windows.ts';
import { readXrefChain, type XrefChain } from './xref-chain.ts';
import { makeRun, orderRuns, PACKED, type XrefSection } from './xref-section.ts';

/** How the objects were found; only the first two may be signed. */
export type PdfCondition = 'sound' | 'startxref-off' | 'rebuilt';

/** An opened PDF. Nothing but its end, its cross-reference sections and what was asked for has been read. */
export interface PdfFile {
  /** The whole source, from its first byte; ByteRange counts here. */
  readonly source: ByteSource;
  /** Bytes in front of `%PDF`: every offset inside the file counts behind them. */
  readonly junkBytes: number;
  readonly condition: PdfCondition;
  readonly sections: readonly XrefSection[];
  /** Offset of the last `startxref`, counted behind the junk; -1 when the file was rebuilt. */
  readonly startxrefAt: number;
  readonly objects: PdfObjects;
  readonly trailer: PdfDict;
  readonly catalog: PdfDict;
  /** Number of the catalog object. */
  readonly catalogNum: number;
  readonly isEncrypted: boolean;
  readonly pages: PageTree;
  /** @throws DOC_ENCRYPTED, DOC_TOO_LARGE */
  readonly pageCount: number;
}

/**
 * Open a PDF by ranges. A damaged cross-reference table is replaced by a scan, and `condition` says so.
 *
 * @throws DOC_EMPTY, DOC_FORMAT_UNKNOWN (no `%PDF` in the first kilobyte), DOC_BROKEN, DOC_HOSTILE
 * @see ISO 32000-1 clause 7.5
 */
export function openPdf(source: ByteSource): PdfFile {
  if (source.size === 0) throw new StationError('DOC_EMPTY');
  const junkBytes = latin1(source.read(0, 1024 + 5)).indexOf('%PDF-');
  if (junkBytes < 0) throw new StationError('DOC_FORMAT_UNKNOWN');
  const body = junkBytes === 0 ? source : sliceSource(source, junkBytes, source.size);
  try {
    const chain = readXrefChain(body);
    return assemble(source, junkBytes, body, chain.sections, chain);
  } catch (error) {
    // Junk in front is not counted by the offsets, says Acrobat; some writers count it.
    const absolute = junkBytes > 0 ? openAbsolute(source) : undefined;
    if (absolute !== undefined) return absolute;
    if (!(error instanceof StationError) || error.code !== 'DOC_BROKEN') throw error;
    return openRebuilt(source, junkBytes, body);
  }
}

function openAbsolute(source: ByteSource): PdfFile | undefined {
  try {
    const chain = readXrefChain(source);
    return assemble(source, 0, source, chain.sections, chain);
  } catch {
    return undefined;
  }
}

function openRebuilt(source: ByteSource, junkBytes: number, body: ByteSource): PdfFile {
  const { section, objectStreams } = scanForObjects(body);
  const outer = new PdfObjects(body, [section]);
  const packed = objectStreams.flatMap((num) => packedRuns(outer, num));
  const sections = [section, { ...section, runs: orderRuns(packed) }];
  return assemble(source, junkBytes, body, sections, undefined);
}

function packedRuns(objects: PdfObjects, stream: number): XrefSection['runs'] {
  try {
    return objects
      .objectStream(stream)
      .numbers.map((num, index) => ({ num, index }))
      .filter(({ num }) => num >= 0 && objects.entry(num) === undefined)
      .map(({ num, index }) => {
        const run = makeRun(num, 1);
        run.kinds[0] = PACKED;
        run.places[0] = stream;
        run.extras[0] = index;
        return run;
      });
  } catch {
    return [];
  }
}

function assemble(
  source: ByteSource,
  junkBytes: number,
  body: ByteSource,
  sections: readonly XrefSection[],
  chain: XrefChain | undefined,
): PdfFile {
  const objects = new PdfObjects(body, sections);
  const trailer = sections[0]!.trailer;
  const root = trailer.get('Root') ?? sections.find((section) => section.trailer.get('Root'))?.trailer.get('Root');
  if (!(root instanceof PdfRef)) throw broken('catalog-missing');
  const isEncrypted = sections.some((section) => section.trailer.get('Encrypt') instanceof Object);
  // The objects of an encrypted file may be packed in encrypted streams: nothing more can be said about it.
  const catalog = isEncrypted ? emptyDict : objects.dict(root);
  if (catalog === undefined) throw broken('catalog-missing');
  const pages = new PageTree(objects, catalog);
  return {
    source,
    junkBytes,
    condition: chain?.state ?? 'rebuilt',
    sections,
    startxrefAt: chain?.startxrefAt ?? -1,
    objects,
    trailer,
    catalog,
    catalogNum: root.num,
    isEncrypted,
    pages,
    get pageCount(): number {
      if (isEncrypted) throw new StationError('DOC_ENCRYPTED');
      return pages.count;
    },
  };
}

const emptyDict = new PdfDict(new Map(), false, 0, 0);

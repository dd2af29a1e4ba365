import type { Fact } from '#shared/model/verdict.ts';
import type { ByteSource } from '../byte-source.ts';
import { readDocumentFile, type DocumentFile } from './document-file.ts';
import { entryChunks, readEntry } from './entry-content.ts';
import { indexFiles, type FileIndex } from './location.ts';
import { mainPath, readMainFile, type DocBody, type MainFile } from './main-file.ts';
import { defaultOfdLimits, type OfdLimits } from './package-limits.ts';
import { keepParsed } from './parsed-files.ts';
import { createPathNotes, type PathNotes } from './path-notes.ts';
import { refusal } from './refusal.ts';
import { hasStandardNamespace, parseXml, type XmlDocument } from './xml-tree.ts';
import { openArchive } from './zip-archive.ts';
import type { ZipEntry } from './zip-entry.ts';

/** One document of the package: its DocBody in OFD.xml and its Document.xml. */
export interface OfdDocument extends DocumentFile {
  /** 0-based; readers show the first one. */
  readonly index: number;
  readonly body: DocBody;
}

/**
 * An opened OFD file. The only reader of OFD in this program, so that what is verified, stamped and drawn is
 * the same content. It keeps the directory and what was parsed last: contents are read from `source` when asked for.
 */
export interface OfdPackage {
  readonly source: ByteSource;
  readonly limits: OfdLimits;
  /** Files and folders in the order of the archive. */
  readonly entries: readonly ZipEntry[];
  /** Files by absolute path. */
  readonly files: ReadonlyMap<string, ZipEntry>;
  readonly index: FileIndex;
  readonly main: MainFile;
  readonly documents: readonly OfdDocument[];
  /** Deviations that were tolerated; shown in every report. Grows while further files are resolved. */
  readonly warnings: readonly Fact[];
  /** Resolves locations found in further files. */
  readonly notes: PathNotes;
  /** Whole content. @throws DOC_BROKEN `entry-missing`; see `entry-content.ts` for the others */
  read(path: string): Uint8Array;
  /** Content in pieces, for entries of any size. */
  chunks(path: string): AsyncIterable<Uint8Array>;
  /** @throws as `read` and `parseXml` */
  readXml(path: string): XmlDocument;
}

/** Files of GM/T 0099-2020 annex C that make the rest of the package ciphertext. */
const encryptionFiles = new Set(['/encryptions.xml', '/decryptseed.dat', '/entriesmap.dat']);

/**
 * Opens an OFD package.
 *
 * @throws DOC_EMPTY, DOC_BROKEN, DOC_HOSTILE, DOC_TOO_LARGE, DOC_ENCRYPTED
 */
export async function openOfd(source: ByteSource, limits: OfdLimits = defaultOfdLimits): Promise<OfdPackage> {
  if (source.size === 0) throw refusal('DOC_EMPTY', 'zip-not-zip');
  const archive = await openArchive(source, limits);
  const files = new Map(archive.entries.filter((entry) => !entry.isFolder).map((entry) => [entry.path, entry]));
  if ([...files.keys()].some((path) => encryptionFiles.has(path.toLowerCase()))) {
    throw refusal('DOC_ENCRYPTED', 'encrypted');
  }
  const index = indexFiles(files.keys());
  const notes = createPathNotes(index);
  const warnings: Fact[] = [...archive.warnings];
  const read = (path: string) => readWhole(source, entryOf(files, path), limits);
  const readXml = keepParsed(read, (bytes, path) => parseXml(bytes, path, limits));

  if (!files.has(mainPath)) throw refusal('DOC_BROKEN', 'main-missing');
  const main = readMainFile(read(mainPath), notes, limits);
  if (!hasStandardNamespace(main.xml)) {
    warnings.push({
      check: 'ofd.namespace',
      state: 'warn',
      reason: 'namespace',
      evidence: { uri: main.xml.root.namespace },
    });
  }
  const documents = main.bodies.map((body, at): OfdDocument => {
    if (!files.has(body.rootPath)) throw refusal('DOC_BROKEN', 'document-missing', { path: body.rootPath });
    return { index: at, body, ...readDocumentFile(readXml(body.rootPath), notes, limits) };
  });
  return {
    source,
    limits,
    entries: archive.entries,
    files,
    index,
    main,
    documents,
    get warnings() {
      return [...warnings, ...notes.facts()];
    },
    notes,
    read,
    chunks: (path) => entryChunks(source, entryOf(files, path)),
    readXml,
  };
}

function entryOf(files: ReadonlyMap<string, ZipEntry>, path: string): ZipEntry {
  const entry = files.get(path);
  if (!entry) throw refusal('DOC_BROKEN', 'entry-missing', { path });
  return entry;
}

function readWhole(source: ByteSource, entry: ZipEntry, limits: OfdLimits): Uint8Array {
  if (entry.inflatedBytes > limits.maxReadBytes) {
    throw refusal('DOC_TOO_LARGE', 'too-many-bytes', { actual: entry.inflatedBytes, limit: limits.maxReadBytes });
  }
  return readEntry(source, entry);
}

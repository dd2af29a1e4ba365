import type { OfdLimits } from './package-limits.ts';
import type { PathNotes } from './path-notes.ts';
import { refusal } from './refusal.ts';
import { childrenOf, onlyChild, parseXml, type XmlDocument, type XmlElement } from './xml-tree.ts';

export const mainPath = '/OFD.xml';

/** One DocBody of OFD.xml: a document of the package. */
export interface DocBody {
  readonly element: XmlElement;
  readonly rootPath: string;
  /** Signatures.xml of this document; null when the document has none yet. */
  readonly signaturesPath: string | null;
  /** Version.xml of each entry of `Versions`: another root a reader may show instead. */
  readonly versionPaths: readonly string[];
  readonly title: string;
  readonly creator: string;
}

/** OFD.xml, the one file with a fixed name (GB/T 33190-2016 clause 7.4). */
export interface MainFile {
  readonly xml: XmlDocument;
  readonly bodies: readonly DocBody[];
}

export function readMainFile(bytes: Uint8Array, notes: PathNotes, limits: OfdLimits): MainFile {
  const xml = parseXml(bytes, mainPath, limits);
  if (xml.root.name !== 'OFD') {
    throw refusal('DOC_BROKEN', 'main-root', { path: mainPath, element: xml.root.qualifiedName });
  }
  const bodies = childrenOf(xml.root, 'DocBody').map((element) => readBody(element, notes));
  if (bodies.length === 0) throw refusal('DOC_BROKEN', 'document-none');
  return { xml, bodies };
}

function readBody(element: XmlElement, notes: PathNotes): DocBody {
  const root = onlyChild(element, 'DocRoot', mainPath)?.text.trim() ?? '';
  if (root === '') throw refusal('DOC_BROKEN', 'document-none');
  const signatures = onlyChild(element, 'Signatures', mainPath)?.text.trim() ?? '';
  const versions = onlyChild(element, 'Versions', mainPath);
  const info = onlyChild(element, 'DocInfo', mainPath);
  const textOf = (name: string) => (info ? (childrenOf(info, name)[0]?.text.trim() ?? '') : '');
  return {
    element,
    rootPath: notes.resolve(root, '', mainPath),
    signaturesPath: signatures === '' ? null : notes.resolve(signatures, '', mainPath),
    versionPaths: versions
      ? childrenOf(versions, 'Version').flatMap((version) => {
          const location = version.attributes.get('BaseLoc') ?? '';
          return location === '' ? [] : [notes.resolve(location, '', mainPath)];
        })
      : [],
    title: textOf('Title'),
    creator: textOf('Creator'),
  };
}

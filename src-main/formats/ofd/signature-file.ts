import { readBox, type Box } from './geometry.ts';
import { folderOf } from './location.ts';
import type { PathNotes } from './path-notes.ts';
import { refusal } from './refusal.ts';
import { childrenOf, onlyChild, type XmlDocument, type XmlElement } from './xml-tree.ts';

export interface SignatureProvider {
  readonly name: string;
  readonly version: string;
  readonly company: string;
}

/** One protected file and its digest as the signature states them. */
export interface SignatureReference {
  /** As written. */
  readonly fileRef: string;
  /** Absolute path it stands for. */
  readonly path: string;
  /** Base64 as written, without white space. */
  readonly checkValue: string;
}

/** One visible stamp. Boundary in millimetres of page space; clip relative to the stamp's own corner. */
export interface StampAnnotation {
  readonly id: string;
  /** `ID` of the page, not its number. */
  readonly pageId: string;
  readonly boundary: Box;
  readonly clip: Box | null;
}

/** Signature.xml (GB/T 33190-2016 clause 18.2). */
export interface SignatureFile {
  readonly provider: SignatureProvider;
  /** OID as written, or null. */
  readonly signatureMethod: string | null;
  /** As written: half a dozen forms occur, and the time that counts is inside the signed value. */
  readonly statedTime: string | null;
  /** As written; null stands for the default MD5. */
  readonly checkMethod: string | null;
  readonly references: readonly SignatureReference[];
  readonly stamps: readonly StampAnnotation[];
  /** Seal.esl, or null: many vendors leave it out. */
  readonly sealPath: string | null;
  readonly signedValuePath: string;
}

/**
 * @throws DOC_HOSTILE when an element that may occur once is repeated (ATK-27); DOC_BROKEN when a required one is
 * missing
 */
export function readSignatureFile(xml: XmlDocument, notes: PathNotes): SignatureFile {
  const { root, path } = xml;
  if (root.name !== 'Signature') throw refusal('DOC_BROKEN', 'main-root', { path, element: root.qualifiedName });
  const resolve = (location: string) => notes.resolve(location, folderOf(path), path);
  const info = required(root, 'SignedInfo', path);
  const references = required(info, 'References', path);
  const seal = onlyChild(info, 'Seal', path);
  const sealLocation = seal ? onlyChild(seal, 'BaseLoc', path)?.text.trim() : undefined;
  return {
    provider: readProvider(onlyChild(info, 'Provider', path)),
    signatureMethod: onlyChild(info, 'SignatureMethod', path)?.text.trim() ?? null,
    statedTime: onlyChild(info, 'SignatureDateTime', path)?.text.trim() ?? null,
    checkMethod: references.attributes.get('CheckMethod')?.trim() ?? null,
    references: childrenOf(references, 'Reference').map((reference) => {
      const fileRef = reference.attributes.get('FileRef') ?? '';
      const checkValue = onlyChild(reference, 'CheckValue', path)?.text.replace(/\s+/g, '') ?? '';
      return { fileRef, path: resolve(fileRef), checkValue };
    }),
    stamps: childrenOf(info, 'StampAnnot').map((stamp) => readStamp(stamp, path)),
    sealPath: sealLocation ? resolve(sealLocation) : null,
    signedValuePath: resolve(required(root, 'SignedValue', path).text),
  };
}

function required(parent: XmlElement, name: string, path: string): XmlElement {
  const element = onlyChild(parent, name, path);
  if (!element) throw refusal('DOC_BROKEN', 'xml-missing-element', { path, element: name });
  return element;
}

/** One vendor writes the attributes as child elements. */
function readProvider(element: XmlElement | null): SignatureProvider {
  const value = (name: string) =>
    element?.attributes.get(name) ?? (element ? (childrenOf(element, name)[0]?.text.trim() ?? '') : '');
  return { name: value('ProviderName'), version: value('Version'), company: value('Company') };
}

function readStamp(element: XmlElement, path: string): StampAnnotation {
  const clip = element.attributes.get('Clip')?.trim();
  return {
    id: element.attributes.get('ID')?.trim() ?? '',
    pageId: element.attributes.get('PageRef')?.trim() ?? '',
    boundary: readBox(element.attributes.get('Boundary') ?? '', path),
    clip: clip ? readBox(clip, path) : null,
  };
}

import { readActionNames, type OfdPage, type OfdPermissions } from './document-file.ts';
import { folderOf } from './location.ts';
import type { OfdDocument, OfdPackage } from './package.ts';
import { physicalBoxOf } from './page-area.ts';
import { childrenOf, descendantsOf, type XmlElement } from './xml-tree.ts';

export interface PageSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface OfdAttachment {
  readonly name: string;
  readonly format: string;
  /** Absolute path; null when the attachment lies outside the package or is missing. */
  readonly path: string | null;
  readonly bytes: number;
}

/** What a person should know of a document before deciding on it. */
export interface OfdFacts {
  readonly documents: number;
  readonly title: string;
  readonly pages: readonly PageSize[];
  readonly permissions: OfdPermissions;
  readonly attachments: readonly OfdAttachment[];
  /** What the document, its pages and annotations would do when clicked or opened, each name once. */
  readonly actions: readonly string[];
}

/**
 * Facts of the first document.
 *
 * @throws DOC_BROKEN when a page cannot be read
 */
export function readOfdFacts(pkg: OfdPackage): OfdFacts {
  const document = pkg.documents[0];
  if (!document) return { documents: 0, title: '', pages: [], permissions: allowed, attachments: [], actions: [] };
  return {
    documents: pkg.documents.length,
    title: document.body.title,
    pages: document.pages.map((page) => {
      const { widthMm, heightMm } = physicalBoxOf(pkg, document, page);
      return { widthMm, heightMm };
    }),
    permissions: document.permissions,
    attachments: readAttachments(pkg, document),
    actions: [
      ...new Set([...document.actionNames, ...pageActions(pkg, document.pages), ...annotationActions(pkg, document)]),
    ],
  };
}

const allowed: OfdPermissions = {
  edit: true,
  annotate: true,
  export: true,
  signature: true,
  watermark: true,
  printScreen: true,
  print: true,
  validFrom: null,
  validTo: null,
};

function readAttachments(pkg: OfdPackage, document: OfdDocument): OfdAttachment[] {
  const path = document.attachmentsPath;
  if (path === null || !pkg.files.has(path)) return [];
  return childrenOf(pkg.readXml(path).root, 'Attachment').map((attachment) => {
    const location = childrenOf(attachment, 'FileLoc')[0]?.text.trim() ?? '';
    const target = location === '' ? '' : pkg.notes.resolve(location, folderOf(path), path);
    const entry = pkg.files.get(target);
    return {
      name: attachment.attributes.get('Name') ?? '',
      format: attachment.attributes.get('Format') ?? '',
      path: entry ? target : null,
      bytes: entry?.inflatedBytes ?? 0,
    };
  });
}

function pageActions(pkg: OfdPackage, pages: readonly OfdPage[]): string[] {
  return pages.flatMap(({ path }) => {
    const bytes = pkg.read(path);
    // Few pages have any; searching the bytes spares parsing all the others.
    const mentions = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('Actions');
    return mentions ? actionsBelow(pkg.readXml(path).root) : [];
  });
}

function annotationActions(pkg: OfdPackage, document: OfdDocument): string[] {
  const path = document.annotationsPath;
  if (path === null || !pkg.files.has(path)) return [];
  const files = [...descendantsOf(pkg.readXml(path).root)]
    .filter(({ name, text }) => name === 'FileLoc' && text.trim() !== '')
    .map(({ text }) => pkg.notes.resolve(text, folderOf(path), path));
  return files.filter((file) => pkg.files.has(file)).flatMap((file) => actionsBelow(pkg.readXml(file).root));
}

function actionsBelow(root: XmlElement): string[] {
  return [...descendantsOf(root)].filter(({ name }) => name === 'Actions').flatMap(readActionNames);
}

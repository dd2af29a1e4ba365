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
  const actions = new Set(document.actionNames);
  const pages = document.pages.map((page) => {
    const content = pkg.read(page.path);
    const { widthMm, heightMm } = physicalBoxOf(pkg, document, page, content);
    for (const action of pageActions(pkg, page, content)) actions.add(action);
    return { widthMm, heightMm };
  });
  for (const action of annotationActions(pkg, document)) actions.add(action);
  return {
    documents: pkg.documents.length,
    title: document.body.title,
    pages,
    permissions: document.permissions,
    attachments: readAttachments(pkg, document),
    actions: [...actions],
  };
}

/** Pages of the first document, each as large as it is shown. @throws DOC_BROKEN when one cannot be read */
export function readOfdPageSizes(pkg: OfdPackage): PageSize[] {
  const document = pkg.documents[0];
  return (document?.pages ?? []).map((page) => {
    const { widthMm, heightMm } = physicalBoxOf(pkg, document!, page);
    return { widthMm, heightMm };
  });
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

/** Files that a document names as its attachments (GB/T 33190-2016 clause 16). @throws as `readXml` */
export function readAttachments(pkg: OfdPackage, document: OfdDocument): OfdAttachment[] {
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

function pageActions(pkg: OfdPackage, { path }: OfdPage, content: Uint8Array): string[] {
  // Few pages have any; searching the bytes spares parsing all the others.
  const mentions = Buffer.from(content.buffer, content.byteOffset, content.length).includes('Actions');
  return mentions ? actionsBelow(pkg.readXml(path).root) : [];
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

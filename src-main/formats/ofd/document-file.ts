import { readBox, type Box } from './geometry.ts';
import { folderOf } from './location.ts';
import type { OfdLimits } from './package-limits.ts';
import type { PathNotes } from './path-notes.ts';
import { refusal } from './refusal.ts';
import { childrenOf, onlyChild, type XmlDocument, type XmlElement } from './xml-tree.ts';

/** CT_PageArea: what is missing is null. */
export interface PageArea {
  readonly physicalBox: Box | null;
  readonly applicationBox: Box | null;
}

export interface OfdPage {
  /** 1-based, in reading order. */
  readonly number: number;
  /** `ID` of the page, which stamps and annotations refer to; empty when the file has none. */
  readonly id: string;
  /** Absolute path of its Content.xml, which may be missing. */
  readonly path: string;
}

export interface OfdTemplate {
  readonly id: string;
  readonly path: string;
}

/** CT_Permission; everything is allowed unless the file says otherwise (GB/T 33190-2016 clause 7.5). */
export interface OfdPermissions {
  readonly edit: boolean;
  readonly annotate: boolean;
  readonly export: boolean;
  readonly signature: boolean;
  readonly watermark: boolean;
  readonly printScreen: boolean;
  readonly print: boolean;
  /** As written, or null. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** Document.xml: the parts that signing, verifying and counting need. Locations are resolved, not opened. */
export interface DocumentFile {
  readonly area: PageArea | null;
  readonly pages: readonly OfdPage[];
  readonly templates: readonly OfdTemplate[];
  readonly permissions: OfdPermissions;
  /** PublicRes and DocumentRes, of which there may be several. */
  readonly resourcePaths: readonly string[];
  readonly annotationsPath: string | null;
  readonly attachmentsPath: string | null;
  readonly customTagsPath: string | null;
  readonly extensionsPath: string | null;
  /** Local names of document actions such as `URI`, `GotoA`, `Sound`, `Movie`. */
  readonly actionNames: readonly string[];
}

export function readDocumentFile(xml: XmlDocument, notes: PathNotes, limits: OfdLimits): DocumentFile {
  const { root, path } = xml;
  if (root.name !== 'Document') throw refusal('DOC_BROKEN', 'main-root', { path, element: root.qualifiedName });
  const folder = folderOf(path);
  const resolve = (location: string) => notes.resolve(location, folder, path);
  const located = (parent: XmlElement, name: string) => {
    const location = onlyChild(parent, name, path)?.text.trim() ?? '';
    return location === '' ? null : resolve(location);
  };
  const common = onlyChild(root, 'CommonData', path);
  const area = common && onlyChild(common, 'PageArea', path);
  const pages = onlyChild(root, 'Pages', path);
  const pageElements = pages ? childrenOf(pages, 'Page') : [];
  if (pageElements.length > limits.maxPages) {
    throw refusal('DOC_TOO_LARGE', 'too-many-pages', { actual: pageElements.length, limit: limits.maxPages });
  }
  const resources = common ? [...childrenOf(common, 'PublicRes'), ...childrenOf(common, 'DocumentRes')] : [];
  const templates = common ? childrenOf(common, 'TemplatePage') : [];
  return {
    area: area ? readArea(area, path) : null,
    pages: pageElements.map((page, index) => ({
      number: index + 1,
      id: page.attributes.get('ID')?.trim() ?? '',
      path: resolve(page.attributes.get('BaseLoc') ?? ''),
    })),
    templates: templates.map((template) => ({
      id: template.attributes.get('ID')?.trim() ?? '',
      path: resolve(template.attributes.get('BaseLoc') ?? ''),
    })),
    permissions: readPermissions(onlyChild(root, 'Permissions', path)),
    resourcePaths: resources.filter(({ text }) => text.trim() !== '').map(({ text }) => resolve(text)),
    annotationsPath: located(root, 'Annotations'),
    attachmentsPath: located(root, 'Attachments'),
    customTagsPath: located(root, 'CustomTags'),
    extensionsPath: located(root, 'Extensions'),
    actionNames: readActionNames(onlyChild(root, 'Actions', path)),
  };
}

export function readArea(element: XmlElement, path: string): PageArea {
  const box = (name: string) => {
    const found = onlyChild(element, name, path);
    return found ? readBox(found.text, path) : null;
  };
  return { physicalBox: box('PhysicalBox'), applicationBox: box('ApplicationBox') };
}

/** What an `Actions` element does: the local name inside each `Action`. */
export function readActionNames(actions: XmlElement | null): string[] {
  if (!actions) return [];
  return childrenOf(actions, 'Action').flatMap((action) =>
    action.children.map(({ name }) => name).filter((name) => name !== 'Region'),
  );
}

function readPermissions(element: XmlElement | null): OfdPermissions {
  const allows = (name: string) => {
    const values = element ? childrenOf(element, name).map(({ text }) => text.trim().toLowerCase()) : [];
    // Of two statements the stricter one counts.
    return !values.some((value) => value === 'false' || value === '0');
  };
  const print = element ? childrenOf(element, 'Print') : [];
  const period = element ? childrenOf(element, 'ValidPeriod')[0] : undefined;
  return {
    edit: allows('Edit'),
    annotate: allows('Annot'),
    export: allows('Export'),
    signature: allows('Signature'),
    watermark: allows('Watermark'),
    printScreen: allows('PrintScreen'),
    print: !print.some(({ attributes }) => ['false', '0'].includes(attributes.get('Printable')?.toLowerCase() ?? '')),
    validFrom: period?.attributes.get('StartDate') ?? null,
    validTo: period?.attributes.get('EndDate') ?? null,
  };
}

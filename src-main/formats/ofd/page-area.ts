import { readArea, type OfdPage, type PageArea } from './document-file.ts';
import type { Box } from './geometry.ts';
import type { OfdDocument, OfdPackage } from './package.ts';
import { refusal } from './refusal.ts';
import { childrenOf, onlyChild, type XmlElement } from './xml-tree.ts';

/**
 * The physical box of a page: its own Area, else its template's, else the document's (GB/T 33190-2016 clause 7.7).
 * The origin need not be 0,0.
 *
 * @param content of the page, where it has been read already
 * @throws DOC_BROKEN when no area has a physical box or the page cannot be read
 */
export function physicalBoxOf(
  pkg: OfdPackage,
  document: OfdDocument,
  page: OfdPage,
  content: Uint8Array = pkg.read(page.path),
): Box {
  const box = ownArea(pkg, document, page, content)?.physicalBox ?? document.area?.physicalBox;
  if (!box) throw refusal('DOC_BROKEN', 'page-size-missing', { page: page.number });
  return box;
}

function ownArea(pkg: OfdPackage, document: OfdDocument, page: OfdPage, content: Uint8Array): PageArea | null {
  // Most pages have neither; a search in the bytes is far quicker than parsing thousands of pages for nothing.
  if (!mentions(content, 'Area') && !mentions(content, 'Template')) return null;
  const root = pkg.readXml(page.path).root;
  const area = areaOf(root, page.path);
  if (area?.physicalBox) return area;
  for (const template of templatesOf(root, document)) {
    const templateArea = areaOf(pkg.readXml(template).root, template);
    if (templateArea?.physicalBox) return templateArea;
  }
  return null;
}

function areaOf(root: XmlElement, path: string): PageArea | null {
  const element = onlyChild(root, 'Area', path);
  return element ? readArea(element, path) : null;
}

/** Paths of the templates a page uses, as far as the document declares them. */
export function templatesOf(pageRoot: XmlElement, document: OfdDocument): string[] {
  return childrenOf(pageRoot, 'Template').flatMap((use) => {
    const id = use.attributes.get('TemplateID')?.trim();
    return document.templates.filter((template) => template.id === id).map(({ path }) => path);
  });
}

function mentions(content: Uint8Array, word: string): boolean {
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(word, 0, 'latin1');
}

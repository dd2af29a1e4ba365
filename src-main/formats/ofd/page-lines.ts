import { readBox } from './geometry.ts';
import type { OfdPackage } from './package.ts';
import { templatesOf } from './page-area.ts';
import { childrenOf, descendantsOf } from './xml-tree.ts';

/**
 * What is written on a page of the first document, a string per text object, from the top and from the left. Templates
 * are read too. @param page 1-based @returns nothing for a page that is not there
 */
export function readPageLines(pkg: OfdPackage, page: number): readonly string[] {
  const document = pkg.documents[0];
  const found = document?.pages[page - 1];
  if (!document || !found) return [];
  const { root } = pkg.readXml(found.path);
  const templates = templatesOf(root, document).filter((path) => pkg.files.has(path));
  const sources = [{ root, path: found.path }, ...templates.map((path) => ({ root: pkg.readXml(path).root, path }))];
  return sources
    .flatMap(({ root: top, path }) => [...descendantsOf(top)].map((element) => ({ element, path })))
    .filter(({ element }) => element.name === 'TextObject')
    .map(({ element, path }) => {
      const boundary = element.attributes.get('Boundary');
      const { xMm, yMm } = boundary === undefined ? { xMm: 0, yMm: 0 } : readBox(boundary, path);
      const text = childrenOf(element, 'TextCode').map((code) => code.text);
      return { xMm, yMm, text: text.join('') };
    })
    .toSorted((one, other) => one.yMm - other.yMm || one.xMm - other.xMm)
    .map(({ text }) => text)
    .filter((text) => text.trim() !== '');
}

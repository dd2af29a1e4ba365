import { headShare } from '#shared/policy/secrecy-mark.ts';
import { readBox } from './geometry.ts';
import type { OfdPackage } from './package.ts';
import { physicalBoxOf, templatesOf } from './page-area.ts';
import { childrenOf, descendantsOf, type XmlElement } from './xml-tree.ts';

/**
 * What is written at the head of the first page, one string per text object, in the order of the file. Templates are
 * read too, and what is invisible is not left out: a mark counts however it is painted.
 *
 * @throws DOC_BROKEN when the page cannot be read
 */
export function readHeadText(pkg: OfdPackage): readonly string[] {
  const document = pkg.documents[0];
  const page = document?.pages[0];
  if (!document || !page) return [];
  const paper = physicalBoxOf(pkg, document, page);
  const lowest = paper.yMm + paper.heightMm * headShare;
  const { root } = pkg.readXml(page.path);
  const sources = [{ root, path: page.path }];
  for (const path of templatesOf(root, document)) {
    if (pkg.files.has(path)) sources.push({ root: pkg.readXml(path).root, path });
  }
  return sources.flatMap((source) => textsAbove(source.root, source.path, lowest));
}

function textsAbove(root: XmlElement, path: string, lowestMm: number): string[] {
  return [...descendantsOf(root)]
    .filter(({ name }) => name === 'TextObject')
    .filter((object) => {
      const boundary = object.attributes.get('Boundary');
      return boundary === undefined || readBox(boundary, path).yMm <= lowestMm;
    })
    .map((object) =>
      childrenOf(object, 'TextCode')
        .map(({ text }) => text)
        .join(''),
    );
}

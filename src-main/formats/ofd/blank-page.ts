import type { OfdPage } from './document-file.ts';
import { readBox, type Box } from './geometry.ts';
import type { OfdDocument, OfdPackage } from './package.ts';
import { physicalBoxOf, templatesOf } from './page-area.ts';
import { leavesMark, paintOf, readDrawParams, type DrawParams } from './paint.ts';
import { childrenOf, type XmlElement } from './xml-tree.ts';

/**
 * Whether nothing on the page can be read: no text but spaces, no path, no image, in the page and the templates it
 * uses. What is invisible, white, transparent or off the paper does not count as content, for a page of white letters
 * is a blank page with an alibi (NM-14). Images count whatever they show.
 *
 * @throws as `openOfd` when the page or a template cannot be read
 */
export function isOfdPageBlank(pkg: OfdPackage, document: OfdDocument, page: OfdPage): boolean {
  const paper = physicalBoxOf(pkg, document, page);
  const params = readDrawParams(pkg, document);
  const root = pkg.readXml(page.path).root;
  const sources = [
    { root, path: page.path },
    ...templatesOf(root, document)
      .filter((path) => pkg.files.has(path))
      .map((path) => ({ root: pkg.readXml(path).root, path })),
  ];
  return !sources.some((source) => hasMark(source.root, { path: source.path, paper, params }));
}

interface Look {
  readonly path: string;
  readonly paper: Box;
  readonly params: DrawParams;
}

function hasMark(root: XmlElement, look: Look): boolean {
  return childrenOf(root, 'Content').some((content) =>
    childrenOf(content, 'Layer').some((layer) => hasVisibleObject(layer, layer, look)),
  );
}

function hasVisibleObject(parent: XmlElement, layer: XmlElement, look: Look): boolean {
  return parent.children.some((object) => {
    if (object.name === 'PageBlock') return hasVisibleObject(object, layer, look);
    if (isHidden(object, look)) return false;
    if (object.name === 'ImageObject' || object.name === 'CompositeObject') return true;
    const { fill, stroke } = paintOf(object, layer, look.params);
    const isFilled = fill === null || leavesMark(fill);
    const isStroked = stroke === null || leavesMark(stroke);
    if (object.name === 'TextObject') {
      const paints = (flag(object, 'Fill', true) && isFilled) || (flag(object, 'Stroke', false) && isStroked);
      return paints && hasLetters(object);
    }
    if (object.name === 'PathObject') {
      // A path without a fill colour is filled with nothing, but stroked in black.
      const paints =
        (flag(object, 'Fill', false) && fill !== null && isFilled) || (flag(object, 'Stroke', true) && isStroked);
      return paints && (childrenOf(object, 'AbbreviatedData')[0]?.text.trim() ?? '') !== '';
    }
    return false;
  });
}

function isHidden(object: XmlElement, look: Look): boolean {
  if (!flag(object, 'Visible', true) || object.attributes.get('Alpha')?.trim() === '0') return true;
  const boundary = object.attributes.get('Boundary');
  return boundary !== undefined && !touches(readBox(boundary, look.path), look.paper);
}

/** Like `intersects`, but a hairline whose box has no width still counts. */
function touches(box: Box, paper: Box): boolean {
  return (
    box.xMm <= paper.xMm + paper.widthMm &&
    box.xMm + box.widthMm >= paper.xMm &&
    box.yMm <= paper.yMm + paper.heightMm &&
    box.yMm + box.heightMm >= paper.yMm
  );
}

/** Letters, or glyphs chosen by number, whose text may be a placeholder. */
function hasLetters(object: XmlElement): boolean {
  const glyphs = childrenOf(object, 'CGTransform').some((transform) => childrenOf(transform, 'Glyphs').length > 0);
  return glyphs || childrenOf(object, 'TextCode').some(({ text }) => /[^\s\p{Cf}\p{Cc}\u2800\u3164]/u.test(text));
}

function flag(element: XmlElement, name: string, byDefault: boolean): boolean {
  const value = element.attributes.get(name)?.trim().toLowerCase();
  if (value === undefined || value === '') return byDefault;
  return value === 'true' || value === '1';
}

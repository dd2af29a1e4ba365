import type { Box } from '../geometry.ts';
import { childrenOf, type XmlElement } from '../xml-tree.ts';
import { nothingDrawn, type Drawn } from './drawn.ts';
import { drawImage } from './image-object.ts';
import { attribute, group, placeholder, transformAttribute } from './markup.ts';
import { boxUnder, contains, grow, identity, multiply, translation, type Matrix } from './matrix.ts';
import { clipObject, clipToBox } from './object-clip.ts';
import { drawPath } from './path-object.ts';
import { inner, type DrawScope } from './scope.ts';
import { opacityOf } from './style.ts';
import { drawText } from './text-object.ts';
import { flagAttribute, readBoxValue, readMatrix } from './values.ts';

/** Elements beside objects that paint nothing. */
const silent = new Set(['Actions', 'Clips', 'Extensions']);

/** The graphic objects below an element, first ones undermost (GB/T 33190-2016 clause 8.5). */
export function drawObjects(parent: XmlElement, scope: DrawScope): string {
  const drawn: string[] = [];
  for (const object of parent.children) {
    // In the namespace of OFD or in none: anything else is not part of the page.
    if (silent.has(object.name) || !isOwn(parent, object)) continue;
    if (!scope.sheet.spend('objects', 1)) break;
    const markup = drawObject(object, scope);
    if (markup === '') continue;
    if (!scope.sheet.spend('output', markup.length)) break;
    drawn.push(markup);
  }
  return drawn.join('');
}

function isOwn(parent: XmlElement, child: XmlElement): boolean {
  return child.namespace === parent.namespace || childrenOf({ ...parent, children: [child] }, child.name).length > 0;
}

function drawObject(object: XmlElement, scope: DrawScope): string {
  if (!flagAttribute(object, 'Visible', true)) return '';
  if (object.name === 'PageBlock') return drawBlock(object, scope);
  const boundary = readBoxValue(object.attributes.get('Boundary'));
  const toParent = multiply(
    translation(boundary?.xMm ?? 0, boundary?.yMm ?? 0),
    readMatrix(object.attributes.get('CTM')),
  );
  const drawn = drawKind(object, boundary, toParent, scope);
  if (drawn.gap) return placeholder(boundary ?? (drawn.box ? boxUnder(toParent, drawn.box) : emptyBox), drawn.gap);
  if (drawn.markup === '') return '';
  const placed = group(transformAttribute(toParent), drawn.markup);
  const cut = isInside(drawn, boundary, toParent) ? placed : cutToBoundary(placed, boundary, drawn.slackMm, scope);
  return clipObject(cut, object, boundary, toParent, scope);
}

const emptyBox: Box = { xMm: 0, yMm: 0, widthMm: 0, heightMm: 0 };

function drawKind(object: XmlElement, boundary: Box | null, toParent: Matrix, scope: DrawScope): Drawn {
  switch (object.name) {
    case 'TextObject':
      return drawText(object, toParent, scope);
    case 'PathObject':
      return drawPath(object, toParent, scope);
    case 'ImageObject':
      return drawImage(object, boundary, scope);
    case 'CompositeObject':
      return drawComposite(object, toParent, scope);
    default:
      scope.sheet.problems.add('object-unknown', object.name);
      return nothingDrawn;
  }
}

function isInside({ box, slackMm }: Drawn, boundary: Box | null, toParent: Matrix): boolean {
  return !boundary || (box !== null && contains(grow(boundary, slackMm), boxUnder(toParent, box)));
}

function cutToBoundary(markup: string, boundary: Box | null, slackMm: number, scope: DrawScope): string {
  return boundary ? clipToBox(markup, grow(boundary, slackMm), scope) : markup;
}

/** PageBlock only groups; the Boundary that an annotation gives it is applied by `annotations.ts`. */
function drawBlock(object: XmlElement, scope: DrawScope): string {
  const blockScope = inner(scope, identity, scope.layer);
  return blockScope ? drawObjects(object, blockScope) : '';
}

/** CompositeObject (复合图元, clause 13): the content of a shared unit, cut to its size. */
function drawComposite(object: XmlElement, toParent: Matrix, scope: DrawScope): Drawn {
  const unit = scope.resources.composites.get(object.attributes.get('ResourceID')?.trim() ?? '');
  const content = unit ? childrenOf(unit, 'Content')[0] : undefined;
  if (!unit || !content) {
    scope.sheet.problems.add('composite-missing');
    return { ...nothingDrawn, gap: 'composite-missing' };
  }
  const unitScope = inner(scope, toParent);
  if (!unitScope) return nothingDrawn;
  const box = readBoxValue(`0 0 ${unit.attributes.get('Width') ?? ''} ${unit.attributes.get('Height') ?? ''}`);
  const opacity = opacityOf(object);
  const markup = drawObjects(content, unitScope);
  const cut = box && box.widthMm > 0 && box.heightMm > 0 ? clipToBox(markup, box, scope) : markup;
  return { markup: group(opacity < 1 ? attribute('opacity', opacity) : '', cut), box, slackMm: 0 };
}

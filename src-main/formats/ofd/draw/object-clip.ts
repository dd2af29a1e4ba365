import type { Box } from '../geometry.ts';
import { intersects } from '../geometry.ts';
import { childrenOf, type XmlElement } from '../xml-tree.ts';
import { attribute, boxAttributes, group, transformAttribute } from './markup.ts';
import { boxUnder, multiply, translation, type Matrix } from './matrix.ts';
import { readPathData } from './path-data.ts';
import type { DrawScope } from './scope.ts';
import { glyphLeaves } from './text-object.ts';
import { flagAttribute, readBoxValue, readMatrix } from './values.ts';

/** `content`, drawn in the parent's space, cut to a box of that space. */
export function clipToBox(content: string, box: Box, scope: DrawScope): string {
  if (content === '') return '';
  const id = scope.sheet.add((own) => `<clipPath${attribute('id', own)}><rect${boxAttributes(box)}/></clipPath>`);
  return group(attribute('clip-path', `url(#${id})`), content);
}

/**
 * `content` cut by the Clips of an object (GB/T 33190-2016 clause 8.4): the areas of one Clip are united, the Clips
 * are intersected.
 *
 * @param toParent from the space of the object, CTM included, to its parent
 */
export function clipObject(
  content: string,
  object: XmlElement,
  boundary: Box | null,
  toParent: Matrix,
  scope: DrawScope,
): string {
  let clipped = content;
  for (const clips of childrenOf(object, 'Clips')) {
    for (const clip of childrenOf(clips, 'Clip').slice(0, maxClips)) {
      if (clipped === '') return '';
      const area = clipArea(clip, clips, boundary, toParent, scope);
      if (area === null) scope.sheet.problems.add('clip-unreadable');
      else {
        const id = scope.sheet.add((own) => `<clipPath${attribute('id', own)}>${area}</clipPath>`);
        clipped = group(attribute('clip-path', `url(#${id})`), clipped);
      }
    }
  }
  return clipped;
}

const maxClips = 64;

/**
 * TransFlag says whether the CTM of the object moves its clip. Older files leave it out and mean either: the reading
 * without it holds unless that leaves nothing of the object.
 */
function clipArea(
  clip: XmlElement,
  clips: XmlElement,
  boundary: Box | null,
  toParent: Matrix,
  scope: DrawScope,
): string | null {
  const still = translation(boundary?.xMm ?? 0, boundary?.yMm ?? 0);
  const isMoved = flagAttribute(clips, 'TransFlag', false);
  const first = shapes(clip, isMoved ? toParent : still, scope);
  if (clips.attributes.has('TransFlag') || !boundary || !first.box || intersects(first.box, boundary)) {
    return first.markup;
  }
  return shapes(clip, toParent, scope).markup;
}

interface ClipShapes {
  /** Null when no area can be read. */
  readonly markup: string | null;
  readonly box: Box | null;
}

function shapes(clip: XmlElement, base: Matrix, scope: DrawScope): ClipShapes {
  let markup: string | null = null;
  let box: Box | null = null;
  for (const area of childrenOf(clip, 'Area')) {
    const toParent = multiply(base, readMatrix(area.attributes.get('CTM')));
    for (const path of childrenOf(area, 'Path')) {
      const own = placed(path, toParent);
      const data = readPathData(
        childrenOf(path, 'AbbreviatedData')[0]?.text ?? '',
        scope.sheet.limits.maxPathOperators,
      );
      if (!scope.sheet.spend('operators', data.operators)) continue;
      const rule = path.attributes.get('Rule')?.trim() === 'Even-Odd' ? attribute('clip-rule', 'evenodd') : '';
      // An empty area hides everything, which an unreadable one must not.
      if (data.d === '' && data.isDamaged) continue;
      markup = `${markup ?? ''}${data.d === '' ? '' : `<path${attribute('d', data.d)}${rule}${transformAttribute(own)}/>`}`;
      box = data.box ? boxUnder(own, data.box) : box;
    }
    for (const text of childrenOf(area, 'Text'))
      markup = `${markup ?? ''}${glyphLeaves(text, placed(text, toParent), scope)}`;
  }
  return { markup, box };
}

/** A path or text inside an area has a Boundary and a CTM of its own. */
function placed(element: XmlElement, toParent: Matrix): Matrix {
  const boundary = readBoxValue(element.attributes.get('Boundary'));
  const offset = translation(boundary?.xMm ?? 0, boundary?.yMm ?? 0);
  return multiply(toParent, multiply(offset, readMatrix(element.attributes.get('CTM'))));
}

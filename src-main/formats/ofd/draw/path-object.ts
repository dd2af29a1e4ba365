import type { Box } from '../geometry.ts';
import { childrenOf, type XmlElement } from '../xml-tree.ts';
import { black } from './colour.ts';
import { nothingDrawn, type Drawn } from './drawn.ts';
import { attribute } from './markup.ts';
import { grow, multiply, scaleOf, type Matrix } from './matrix.ts';
import { paintAttributes } from './paint.ts';
import { readPathData } from './path-data.ts';
import type { DrawScope } from './scope.ts';
import { lineWidthOf, opacityOf, strokeAttributes, styleOf } from './style.ts';
import { flagAttribute } from './values.ts';

/** Lines thinner than this on the page get a stroke of one device pixel, or a screen would show them as a haze. */
const thinMm = 0.2;

/** Boxes are rounded to pixels by producers: this much more shows of what they cut, on the page. */
const roundingMm = 0.3;

/** PathObject (图形, GB/T 33190-2016 clause 9). Stroked in black unless it says otherwise, and not filled. */
export function drawPath(object: XmlElement, toParent: Matrix, scope: DrawScope): Drawn {
  const { sheet } = scope;
  const text = childrenOf(object, 'AbbreviatedData')[0]?.text ?? '';
  const { d, box, operators, isCurved, isDamaged } = readPathData(text, sheet.limits.maxPathOperators);
  if (isDamaged) sheet.problems.add('path-damaged');
  if (d === '' || !box || !sheet.spend('operators', operators)) return nothingDrawn;
  const style = styleOf(object, scope.layer, scope.resources);
  const space = { toParent, opacity: opacityOf(object) };
  const isFilled = flagAttribute(object, 'Fill', false);
  const isStroked = flagAttribute(object, 'Stroke', true);
  const fill = isFilled
    ? paintAttributes('fill', style.child('FillColor'), null, scope, space)
    : attribute('fill', 'none');
  const rule =
    isFilled && object.attributes.get('Rule')?.trim() === 'Even-Odd' ? attribute('fill-rule', 'evenodd') : '';
  if (!isStroked) return { markup: `<path${attribute('d', d)}${fill}${rule}/>`, box, slackMm: roundingMm };

  const stroke = paintAttributes('stroke', style.child('StrokeColor'), black, scope, space);
  const width = lineWidthOf(style);
  const scale = scaleOf(multiply(scope.toPage, toParent));
  const plain = `<path${attribute('d', d)}${fill}${rule}${stroke}${strokeAttributes(style)}/>`;
  // Of a translucent line a second stroke would show; contours of letters it would fatten.
  const isThin = width * scale < thinMm && isRule(box, isCurved, scale) && !stroke.includes('stroke-opacity');
  const dashes = isThin ? strokeAttributes(style).replace(/ stroke-width="[^"]*"/, '') : '';
  // A dashed line keeps its dashes only when it is measured in its own space.
  const isDashed = dashes.includes('stroke-dasharray');
  const hairline =
    isThin && !isDashed
      ? `<path${attribute('d', d)} fill="none"${stroke}${dashes} stroke-width="1" vector-effect="non-scaling-stroke"/>`
      : '';
  return { markup: plain + hairline, box: grow(box, width / 2), slackMm: Math.max(width * scale, roundingMm) };
}

/** Lines of tables and frames, and not the contours of letters that producers draw as paths. */
function isRule(box: Box, isCurved: boolean, scale: number): boolean {
  const isLine = box.widthMm === 0 || box.heightMm === 0;
  return !isCurved && (isLine || Math.max(box.widthMm, box.heightMm) * scale > largestLetterMm);
}

const largestLetterMm = 8;

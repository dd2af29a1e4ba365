import { childrenOf, type XmlElement } from '../xml-tree.ts';
import { black, type Colour } from './colour.ts';
import { attribute, boxAttributes, group, transformAttribute } from './markup.ts';
import { invert, multiply, translation, type Matrix } from './matrix.ts';
import { inner, type DrawScope } from './scope.ts';
import { numberAttribute, readMatrix } from './values.ts';

/** A cell that is placed this much smaller than the page would be painted without end. */
const smallestStepMm = 0.01;

/**
 * Pattern (底纹, GB/T 33190-2016 clause 8.3.3): a cell repeated over the plane, from the corner of the object or of the
 * page.
 *
 * @returns the id of its definition; nothing visible when the cell cannot be drawn
 */
export function patternPaint(element: XmlElement, scope: DrawScope, toParent: Matrix): string | Colour {
  const widthMm = numberAttribute(element, 'Width', 0);
  const heightMm = numberAttribute(element, 'Height', 0);
  const stepX = Math.abs(numberAttribute(element, 'XStep', widthMm)) || widthMm;
  const stepY = Math.abs(numberAttribute(element, 'YStep', heightMm)) || heightMm;
  const [content] = childrenOf(element, 'CellContent');
  const matrix = cellMatrix(element, scope, toParent);
  const cellScope = matrix && inner(scope, multiply(toParent, matrix));
  const isDrawable = widthMm > 0 && heightMm > 0 && stepX >= smallestStepMm && stepY >= smallestStepMm;
  if (!content || !cellScope || !isDrawable) {
    scope.sheet.problems.add('pattern-damaged');
    return { ...black, opacity: 0 };
  }
  const cell = clipped(scope.draw(content, cellScope), widthMm, heightMm, scope);
  const [flipX, flipY] = reflections(element);
  const copies = [
    { x: 0, y: 0 },
    ...(flipX ? [{ x: 1, y: 0 }] : []),
    ...(flipY ? [{ x: 0, y: 1 }] : []),
    ...(flipX && flipY ? [{ x: 1, y: 1 }] : []),
  ];
  // A mirrored neighbour takes the place of the next cell, and the two together are repeated.
  const tiles = copies.map(({ x, y }) => {
    const place = multiply(translation(x * stepX, y * stepY), [
      x === 1 ? -1 : 1,
      0,
      0,
      y === 1 ? -1 : 1,
      x === 1 ? widthMm : 0,
      y === 1 ? heightMm : 0,
    ]);
    return group(transformAttribute(place), cell);
  });
  const transform = transformAttribute(matrix).replace(' transform', ' patternTransform');
  return scope.sheet.add(
    (id) =>
      `<pattern${attribute('id', id)} patternUnits="userSpaceOnUse"` +
      `${attribute('width', stepX * (flipX ? 2 : 1))}${attribute('height', stepY * (flipY ? 2 : 1))}` +
      `${transform}>${tiles.join('')}</pattern>`,
  );
}

function clipped(cell: string, widthMm: number, heightMm: number, scope: DrawScope): string {
  const box = { xMm: 0, yMm: 0, widthMm, heightMm };
  const clip = scope.sheet.add((id) => `<clipPath${attribute('id', id)}><rect${boxAttributes(box)}/></clipPath>`);
  return group(attribute('clip-path', `url(#${clip})`), cell);
}

/** From the cell to the space of the object; null when the object is flat. */
function cellMatrix(element: XmlElement, scope: DrawScope, toParent: Matrix): Matrix | null {
  const own = readMatrix(element.attributes.get('CTM'));
  if (element.attributes.get('RelativeTo')?.trim() !== 'Page') return own;
  const toObject = invert(multiply(scope.toPage, toParent));
  return toObject && multiply(toObject, own);
}

function reflections(element: XmlElement): [boolean, boolean] {
  const method = element.attributes.get('ReflectMethod')?.trim();
  return [method === 'Column' || method === 'RowAndColumn', method === 'Row' || method === 'RowAndColumn'];
}

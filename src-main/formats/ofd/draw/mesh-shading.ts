import { PNG } from 'pngjs';
import type { Box } from '../geometry.ts';
import { childrenOf, type XmlElement } from '../xml-tree.ts';
import { readColour, type Colour } from './colour.ts';
import { attribute, boxAttributes } from './markup.ts';
import type { DrawScope } from './scope.ts';
import { meanColour } from './shading.ts';
import { numberAttribute } from './values.ts';

interface Vertex {
  readonly x: number;
  readonly y: number;
  /** Red, green, blue, opacity; 0 to 255. */
  readonly rgba: readonly number[];
}
type Triangle = readonly [Vertex, Vertex, Vertex];

/** The longer side of the picture that stands for a mesh. */
const sidePx = 320;
const mostTriangles = 5000;
/** Pixels looked at for all triangles together. */
const mostPixels = 20_000_000;
/** The picture is repeated only beyond this; browsers draw patterns coarsely that are much larger than a page. */
const far = 400;

/**
 * Mesh shadings (高洛德渐变, 网格高洛德渐变; GB/T 33190-2016 clauses 8.3.4.4 and 8.3.4.5): triangles between whose corners
 * the colours run over. SVG has none, so they become a picture behind the object.
 *
 * @returns the id of its definition, or one colour for a mesh without a triangle or beyond the bounds
 */
export function meshPaint(element: XmlElement, scope: DrawScope, kind: 'GouraudShd' | 'LaGouraudShd'): string | Colour {
  const vertices = childrenOf(element, 'Point')
    .slice(0, mostTriangles)
    .map((point) => vertexOf(point, scope));
  const rowLength = numberAttribute(element, 'VerticesPerRow', 0);
  const edges = childrenOf(element, 'Point').map((point) => numberAttribute(point, 'EdgeFlag', 0));
  const triangles = kind === 'LaGouraudShd' ? latticeOf(vertices, rowLength) : stripOf(vertices, edges);
  const [left, right] = extent(vertices.map(({ x }) => x));
  const [top, bottom] = extent(vertices.map(({ y }) => y));
  const [widthMm, heightMm] = [right - left, bottom - top];
  const dots = sidePx / Math.max(widthMm, heightMm);
  const picture =
    triangles.length > 0 && widthMm > 0 && heightMm > 0
      ? paint(triangles, { left, top, dots, widthMm, heightMm })
      : null;
  if (picture === null || !scope.sheet.spend('imageBytes', picture.length)) {
    scope.sheet.problems.add('shading-gouraud');
    return meanColour(element, scope);
  }
  const address = `data:image/png;base64,${Buffer.from(picture).toString('base64')}`;
  const plane = { xMm: left - far, yMm: top - far, widthMm: widthMm + 2 * far, heightMm: heightMm + 2 * far };
  const [back] = numberAttribute(element, 'Extend', 0) === 1 ? childrenOf(element, 'BackColor') : [];
  // What is in a pattern counts from the corner of its plane.
  return scope.sheet.add(
    (id) =>
      `<pattern${attribute('id', id)} patternUnits="userSpaceOnUse"${boxAttributes(plane)}>` +
      `${back ? backRect(readColour(back, scope.resources, scope.sheet.problems), plane) : ''}` +
      `<image${boxAttributes({ xMm: far, yMm: far, widthMm, heightMm })} preserveAspectRatio="none" href="${address}"/></pattern>`,
  );
}

const backRect = ({ rgb, opacity }: Colour, { widthMm, heightMm }: Box): string =>
  `<rect${boxAttributes({ xMm: 0, yMm: 0, widthMm, heightMm })}${attribute('fill', rgb)}` +
  `${opacity < 1 ? attribute('fill-opacity', opacity) : ''}/>`;

const extent = (values: readonly number[]): readonly [number, number] =>
  values.reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );

function vertexOf(point: XmlElement, scope: DrawScope): Vertex {
  const [element] = childrenOf(point, 'Color');
  const { rgb, opacity } = element
    ? readColour(element, scope.resources, scope.sheet.problems)
    : { rgb: '#000000', opacity: 1 };
  const channel = (at: number): number => Number.parseInt(rgb.slice(at, at + 2), 16);
  return {
    x: numberAttribute(point, 'X', 0),
    y: numberAttribute(point, 'Y', 0),
    rgba: [channel(1), channel(3), channel(5), opacity * 255],
  };
}

/** Each vertex begins a triangle (0), or goes on from the last two corners (1) or from the first and the last (2). */
function stripOf(vertices: readonly Vertex[], edges: readonly number[]): readonly Triangle[] {
  const triangles: Triangle[] = [];
  let begun: Vertex[] = [];
  for (const [index, vertex] of vertices.entries()) {
    const last = triangles.at(-1);
    if (begun.length === 0 && last && edges[index] === 1) triangles.push([last[1], last[2], vertex]);
    else if (begun.length === 0 && last && edges[index] === 2) triangles.push([last[0], last[2], vertex]);
    else {
      begun.push(vertex);
      const [a, b, c] = begun;
      if (!a || !b || !c) continue;
      triangles.push([a, b, c]);
      begun = [];
    }
  }
  return triangles;
}

/** Two triangles between each four vertices of neighbouring rows. */
function latticeOf(vertices: readonly Vertex[], rowLength: number): readonly Triangle[] {
  if (!Number.isInteger(rowLength) || rowLength < 2) return [];
  const triangles: Triangle[] = [];
  for (let at = 0; at + rowLength + 1 < vertices.length; at += 1) {
    if (at % rowLength === rowLength - 1) continue;
    const [a, b] = [vertices[at]!, vertices[at + 1]!];
    const [c, d] = [vertices[at + rowLength]!, vertices[at + rowLength + 1]!];
    triangles.push([a, b, c], [b, d, c]);
  }
  return triangles;
}

interface Canvas {
  readonly left: number;
  readonly top: number;
  /** Pixels of a millimetre. */
  readonly dots: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

function paint(triangles: readonly Triangle[], { left, top, dots, widthMm, heightMm }: Canvas): Uint8Array | null {
  const [width, height] = [Math.max(1, Math.round(widthMm * dots)), Math.max(1, Math.round(heightMm * dots))];
  const png = new PNG({ width, height });
  let looked = 0;
  for (const triangle of triangles) {
    const [a, b, c] = triangle.map(({ x, y, rgba }) => ({ x: (x - left) * dots, y: (y - top) * dots, rgba })) as [
      Vertex,
      Vertex,
      Vertex,
    ];
    const area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
    if (area === 0) continue;
    const [fromX, toX] = extent([a.x, b.x, c.x]);
    const [fromY, toY] = extent([a.y, b.y, c.y]);
    for (let y = Math.max(0, Math.floor(fromY)); y < Math.min(height, Math.ceil(toY)); y += 1) {
      for (let x = Math.max(0, Math.floor(fromX)); x < Math.min(width, Math.ceil(toX)); x += 1) {
        looked += 1;
        const [px, py] = [x + 0.5, y + 0.5];
        const second = ((px - a.x) * (c.y - a.y) - (c.x - a.x) * (py - a.y)) / area;
        const third = ((b.x - a.x) * (py - a.y) - (px - a.x) * (b.y - a.y)) / area;
        const first = 1 - second - third;
        // Half a pixel over the edge, so that neighbours leave no seam.
        if (Math.min(first, second, third) < -0.5 / Math.sqrt(Math.abs(area))) continue;
        const mixed = [0, 1, 2, 3].map((at) => first * a.rgba[at]! + second * b.rgba[at]! + third * c.rgba[at]!);
        png.data.set(
          mixed.map((value) => Math.round(Math.max(0, Math.min(255, value)))),
          (y * width + x) * 4,
        );
      }
      if (looked > mostPixels) return null;
    }
  }
  return new Uint8Array(PNG.sync.write(png));
}

import { childrenOf, descendantsOf, type XmlElement } from '../xml-tree.ts';
import { black, readColour, type Colour } from './colour.ts';
import { attribute, transformAttribute } from './markup.ts';
import { multiply, scaling, translation, type Matrix, type Point } from './matrix.ts';
import type { DrawScope } from './scope.ts';
import { numberAttribute, readNumberList } from './values.ts';

// Shadings of GB/T 33190-2016 clause 8.3.4, in the space of the object they fill.

/** Axial shading (轴向渐变). @returns the id of its definition, or a colour when it has no length */
export function axialPaint(element: XmlElement, scope: DrawScope): string | Colour {
  const start = pointAttribute(element, 'StartPoint');
  const end = pointAttribute(element, 'EndPoint');
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  if (length === 0) return meanColour(element, scope);
  const unit = repeatedLength(element, length) / length;
  const to = { x: start.x + (end.x - start.x) * unit, y: start.y + (end.y - start.y) * unit };
  return scope.sheet.add(
    (id) =>
      `<linearGradient${attribute('id', id)} gradientUnits="userSpaceOnUse"` +
      `${attribute('x1', start.x)}${attribute('y1', start.y)}${attribute('x2', to.x)}${attribute('y2', to.y)}` +
      `${spreadAttribute(element)}>${stops(element, scope)}</linearGradient>`,
  );
}

/** Radial shading (径向渐变): circles, or ellipses by eccentricity and angle, between two centres. */
export function radialPaint(element: XmlElement, scope: DrawScope): string | Colour {
  const start = pointAttribute(element, 'StartPoint');
  const end = pointAttribute(element, 'EndPoint');
  const from = Math.max(0, numberAttribute(element, 'StartRadius', 0));
  const radius = Math.max(0, numberAttribute(element, 'EndRadius', 0));
  if (radius === 0) return meanColour(element, scope);
  const eccentricity = Math.min(0.9999, Math.max(0, numberAttribute(element, 'Eccentricity', 0)));
  const shape = ellipse(end, Math.sqrt(1 - eccentricity ** 2), numberAttribute(element, 'Angle', 0));
  const transform = transformAttribute(shape).replace(' transform', ' gradientTransform');
  return scope.sheet.add(
    (id) =>
      `<radialGradient${attribute('id', id)} gradientUnits="userSpaceOnUse"` +
      `${attribute('cx', end.x)}${attribute('cy', end.y)}${attribute('r', radius)}` +
      `${attribute('fx', start.x)}${attribute('fy', start.y)}${attribute('fr', Math.min(from, radius))}${transform}` +
      `${spreadAttribute(element)}>${stops(element, scope)}</radialGradient>`,
  );
}

/** One colour in place of a shading that cannot be drawn. */
export function meanColour(element: XmlElement, scope: DrawScope): Colour {
  const colours = [...descendantsOf(element)]
    .filter(({ name }) => name === 'Color')
    .slice(0, 1000)
    .map((colour) => readColour(colour, scope.resources, scope.sheet.problems));
  if (colours.length === 0) return black;
  const mean = (at: number) =>
    Math.round(colours.reduce((sum, { rgb }) => sum + Number.parseInt(rgb.slice(at, at + 2), 16), 0) / colours.length)
      .toString(16)
      .padStart(2, '0');
  const opacity = colours.reduce((sum, colour) => sum + colour.opacity, 0) / colours.length;
  return { rgb: `#${mean(1)}${mean(3)}${mean(5)}`, opacity };
}

function ellipse(centre: Point, flatness: number, degrees: number): Matrix {
  const turn = (degrees * Math.PI) / 180;
  const rotation: Matrix = [Math.cos(turn), Math.sin(turn), -Math.sin(turn), Math.cos(turn), 0, 0];
  const back = translation(-centre.x, -centre.y);
  return multiply(
    multiply(translation(centre.x, centre.y), rotation),
    multiply(scaling(1, flatness), multiply(inverse(rotation), back)),
  );
}

const inverse = ([a, b, c, d]: Matrix): Matrix => [a, c, b, d, 0, 0];

function pointAttribute(element: XmlElement, name: string): Point {
  const [x = 0, y = 0] = readNumberList(element.attributes.get(name)) ?? [];
  return { x, y };
}

const mapType = (element: XmlElement): string => element.attributes.get('MapType')?.trim() ?? 'Direct';

function repeatedLength(element: XmlElement, whole: number): number {
  const unit = numberAttribute(element, 'MapUnit', 0);
  return mapType(element) === 'Direct' || unit <= 0 ? whole : unit;
}

function spreadAttribute(element: XmlElement): string {
  const spreads: Readonly<Record<string, string>> = { Repeat: 'repeat', Reflect: 'reflect' };
  const spread = spreads[mapType(element)];
  return spread === undefined ? '' : attribute('spreadMethod', spread);
}

/** Beyond an end that is not extended (bit 1 the start, bit 2 the end) nothing is painted. */
function stops(element: XmlElement, scope: DrawScope): string {
  const segments = childrenOf(element, 'Segment').slice(0, 1000);
  const extend = numberAttribute(element, 'Extend', 0);
  const isDirect = mapType(element) === 'Direct';
  const last = Math.max(1, segments.length - 1);
  const written = segments.map((segment, index) => {
    const [colour] = childrenOf(segment, 'Color');
    const { rgb, opacity } = colour ? readColour(colour, scope.resources, scope.sheet.problems) : black;
    const offset = Math.min(1, Math.max(0, numberAttribute(segment, 'Position', index / last)));
    return stop(offset, rgb, opacity);
  });
  const nothing = (offset: number) => (isDirect ? stop(offset, '#ffffff', 0) : '');
  return `${(extend & 1) === 0 ? nothing(0) : ''}${written.join('')}${(extend & 2) === 0 ? nothing(1) : ''}`;
}

const stop = (offset: number, rgb: string, opacity: number): string =>
  `<stop${attribute('offset', offset)}${attribute('stop-color', rgb)}${opacity < 1 ? attribute('stop-opacity', opacity) : ''}/>`;

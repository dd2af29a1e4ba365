import { StationError } from '#shared/errors/station-error.ts';
import type { OfdDocument, OfdPackage } from './package.ts';
import { childrenOf, descendantsOf, type XmlElement } from './xml-tree.ts';

/** The colours an object would be painted with; null means that nothing says, and the default of its kind holds. */
export interface Paint {
  readonly fill: XmlElement | null;
  readonly stroke: XmlElement | null;
}

/** Drawing parameters of a document by ID (GB/T 33190-2016 clause 8.2). */
export type DrawParams = ReadonlyMap<string, XmlElement>;

export function readDrawParams(pkg: OfdPackage, document: OfdDocument): DrawParams {
  const params = new Map<string, XmlElement>();
  for (const path of document.resourcePaths) {
    for (const element of resourceElements(pkg, path)) {
      const id = element.name === 'DrawParam' ? element.attributes.get('ID') : undefined;
      if (id !== undefined) params.set(id, element);
    }
  }
  return params;
}

function resourceElements(pkg: OfdPackage, path: string): XmlElement[] {
  try {
    return pkg.files.has(path) ? [...descendantsOf(pkg.readXml(path).root)] : [];
  } catch (error) {
    // Without its parameters an object is painted with defaults, which are visible: the page does not count as blank.
    if (error instanceof StationError) return [];
    throw error;
  }
}

/** Nearest wins: the object, its parameters and what they build on, then those of its layer. Cycles end the chain. */
export function paintOf(object: XmlElement, layer: XmlElement | null, params: DrawParams): Paint {
  const sources = [object, ...chain(object.attributes.get('DrawParam'), params)];
  if (layer) sources.push(...chain(layer.attributes.get('DrawParam'), params));
  const nearest = (name: string) => sources.flatMap((source) => childrenOf(source, name))[0] ?? null;
  return { fill: nearest('FillColor'), stroke: nearest('StrokeColor') };
}

function chain(id: string | undefined, params: DrawParams): XmlElement[] {
  const found: XmlElement[] = [];
  for (let next = id; next !== undefined;) {
    const element = params.get(next);
    if (!element || found.includes(element)) break;
    found.push(element);
    next = element.attributes.get('Relative');
  }
  return found;
}

/** Components up to here are paper to the eye. */
const nearlyWhite = 250;

/** Whether a colour leaves a mark on white paper. Patterns and shadings do; so does what we cannot evaluate. */
export function leavesMark(color: XmlElement): boolean {
  if (color.attributes.get('Alpha')?.trim() === '0') return false;
  if (color.children.length > 0 || color.attributes.has('Index')) return true;
  const written = color.attributes.get('Value')?.trim() ?? '';
  if (written === '') return true;
  const components = written.split(/\s+/).map(component);
  if (components.length === 4) return components.some((value) => value > 255 - nearlyWhite);
  return components.some((value) => value < nearlyWhite);
}

function component(token: string): number {
  return token.startsWith('#') ? Number.parseInt(token.slice(1), 16) : Number(token);
}

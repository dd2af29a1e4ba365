import { childrenOf, type XmlElement } from '../xml-tree.ts';
import { attribute, digits } from './markup.ts';
import type { Resources } from './resources.ts';
import { readNumber, readNumberList } from './values.ts';

/** Drawing parameters of one object (GB/T 33190-2016 clauses 8.2 and 8.5): nearest wins for each of them. */
export interface Style {
  attribute(name: string): string | undefined;
  child(name: string): XmlElement | null;
}

/** The object, its DrawParam and what that builds on, then those of its layer. Cycles end the chain. */
export function styleOf(object: XmlElement, layer: XmlElement | null, resources: Resources): Style {
  const sources = [object, ...chain(object, resources), ...(layer ? chain(layer, resources) : [])];
  return {
    attribute(name) {
      for (const source of sources) {
        const value = source.attributes.get(name);
        if (value !== undefined && value.trim() !== '') return value.trim();
      }
      return undefined;
    },
    child(name) {
      for (const source of sources) {
        const [found] = childrenOf(source, name);
        if (found) return found;
      }
      return null;
    },
  };
}

function chain(element: XmlElement, { drawParams }: Resources): XmlElement[] {
  const found: XmlElement[] = [];
  for (let next = element.attributes.get('DrawParam')?.trim(); next !== undefined;) {
    const params = drawParams.get(next);
    if (!params || found.includes(params)) break;
    found.push(params);
    next = params.attributes.get('Relative')?.trim();
  }
  return found;
}

const caps: Readonly<Record<string, string>> = { round: 'round', square: 'square' };
const joins: Readonly<Record<string, string>> = { round: 'round', bevel: 'bevel' };

/** Clause 8.5: a third of a millimetre, which is one point. */
const defaultLineWidthMm = 0.353;
const defaultMiterLimit = 4.234;

export function lineWidthOf(style: Style): number {
  const width = readNumber(style.attribute('LineWidth'));
  return width === null || width < 0 ? defaultLineWidthMm : width;
}

/** Width, caps, joins and dashes. `unit` is the length of one unit of the space they are drawn in, in object space. */
export function strokeAttributes(style: Style, unit = 1): string {
  const join = joins[style.attribute('Join')?.toLowerCase() ?? ''];
  const cap = caps[style.attribute('Cap')?.toLowerCase() ?? ''];
  const limit = readNumber(style.attribute('MiterLimit')) ?? defaultMiterLimit;
  return (
    attribute('stroke-width', lineWidthOf(style) / unit) +
    (cap === undefined ? '' : attribute('stroke-linecap', cap)) +
    (join === undefined ? attribute('stroke-miterlimit', Math.max(1, limit)) : attribute('stroke-linejoin', join)) +
    dashAttributes(style, unit)
  );
}

function dashAttributes(style: Style, unit: number): string {
  const pattern = readNumberList(style.attribute('DashPattern'));
  if (!pattern || pattern.length > 64 || pattern.some((length) => length < 0)) return '';
  if (pattern.every((length) => length === 0)) return '';
  const offset = readNumber(style.attribute('DashOffset')) ?? 0;
  const lengths = pattern.map((length) => digits(length / unit)).join(' ');
  return attribute('stroke-dasharray', lengths) + (offset === 0 ? '' : attribute('stroke-dashoffset', offset / unit));
}

/** Opacity 0 to 1 of the object itself, which every colour on it is multiplied with. */
export function opacityOf(element: XmlElement): number {
  const alpha = readNumber(element.attributes.get('Alpha'));
  return alpha === null ? 1 : Math.min(1, Math.max(0, alpha / 255));
}

import { childrenOf, type XmlElement } from '../xml-tree.ts';
import { readColour, type Colour } from './colour.ts';
import { attribute } from './markup.ts';
import type { Matrix } from './matrix.ts';
import { meshPaint } from './mesh-shading.ts';
import { patternPaint } from './pattern.ts';
import type { DrawScope } from './scope.ts';
import { axialPaint, radialPaint } from './shading.ts';

/** The space a paint is used in: that of the object, and how it stands in its parent. */
export interface PaintSpace {
  readonly toParent: Matrix;
  /** Opacity of the object, 0 to 1. */
  readonly opacity: number;
}

/**
 * ` fill="…"` or ` stroke="…"` for a colour element of clause 8.3: a plain colour, a pattern or a shading.
 *
 * @param byDefault what an absent colour means for this kind of object; null is none
 */
export function paintAttributes(
  name: 'fill' | 'stroke',
  element: XmlElement | null,
  byDefault: Colour | null,
  scope: DrawScope,
  space: PaintSpace,
): string {
  if (!element) return byDefault === null ? attribute(name, 'none') : plain(name, byDefault, space.opacity);
  const colour = readColour(element, scope.resources, scope.sheet.problems, byDefault ?? undefined);
  const server = paintServer(element, scope, space);
  if (server === null) return plain(name, colour, space.opacity);
  if (typeof server !== 'string') return plain(name, server, space.opacity);
  return attribute(name, `url(#${server})`) + opacityAttribute(name, colour.opacity * space.opacity);
}

function plain(name: 'fill' | 'stroke', { rgb, opacity }: Colour, objectOpacity: number): string {
  return attribute(name, rgb) + opacityAttribute(name, opacity * objectOpacity);
}

function opacityAttribute(name: 'fill' | 'stroke', opacity: number): string {
  return opacity >= 1 ? '' : attribute(`${name}-opacity`, opacity);
}

/** The id of a definition, a colour that stands for it, or null when the colour is a plain one. */
function paintServer(element: XmlElement, scope: DrawScope, space: PaintSpace): string | Colour | null {
  const kinds = ['Pattern', 'AxialShd', 'RadialShd', 'GouraudShd', 'LaGouraudShd'] as const;
  for (const kind of kinds) {
    const [found] = childrenOf(element, kind);
    if (!found) continue;
    if (kind === 'Pattern') return patternPaint(found, scope, space.toParent);
    if (kind === 'AxialShd') return axialPaint(found, scope);
    if (kind === 'RadialShd') return radialPaint(found, scope);
    return meshPaint(found, scope, kind);
  }
  return null;
}

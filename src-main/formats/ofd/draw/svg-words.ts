const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Elements of SVG that draw by themselves, and what they draw with. */
export const drawable = words(`
  svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath
  linearGradient radialGradient stop clipPath
`);

/** Elements that draw nothing, so that nobody misses them. */
export const silent = words('title desc metadata');

/** Attributes of shapes, and properties that say how they look. */
export const presentation = words(`
  id transform x y dx dy rotate width height cx cy r rx ry fx fy fr x1 y1 x2 y2 d points viewBox preserveAspectRatio
  offset gradientUnits gradientTransform spreadMethod clipPathUnits pathLength textLength lengthAdjust startOffset
  fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
  stroke-dasharray stroke-dashoffset opacity color stop-color stop-opacity clip-path clip-rule visibility display
  font-family font-size font-style font-weight letter-spacing word-spacing text-anchor dominant-baseline
  alignment-baseline baseline-shift writing-mode direction
`);

const longest = 1_000_000;

/** Names, numbers, colours, path data, and addresses inside the drawing itself; nothing that leads outside. */
export function isSafeValue(value: string): boolean {
  if (value.length > longest || /[\\<>@]/.test(value)) return false;
  const rest = value.replaceAll(/url\(\s*(["']?)#[\w.-]+\1\s*\)/g, '');
  return !/url|image|expression|import|:\s*\/\//i.test(rest);
}

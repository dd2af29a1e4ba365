/** Drawings of demonstration impressions, in millimetres. The bodies named on them do not exist. */

export interface RoundSeal {
  /** Text around the star, left to right. */
  readonly unit: string;
  /** Straight line under the star, for seals of one purpose. */
  readonly purpose?: string;
}

/** 国发〔1999〕25号: county bureaus use 42 mm with the five-pointed star; the rim is 1.2 mm. */
export const diameterMm = 42;
const rimMm = 1.2;
const red = '#d0021b';
const font = `'Noto Serif CJK SC'`;

function star(radius: number, cy: number): string {
  const points = Array.from({ length: 10 }, (_, corner) => {
    // Inner corners of a regular star lie at this share of the outer radius.
    const reach = corner % 2 === 0 ? radius : radius * 0.381966;
    const angle = (Math.PI / 5) * corner - Math.PI / 2;
    return `${(reach * Math.cos(angle)).toFixed(3)},${(cy + reach * Math.sin(angle)).toFixed(3)}`;
  });
  return `<polygon points="${points.join(' ')}" fill="${red}"/>`;
}

/** One glyph standing on the ring: narrow and tall as engraved Song type is. */
function ringGlyph(glyph: string, angleDegrees: number, radius: number, size: number, narrow: number): string {
  return `<g transform="rotate(${angleDegrees.toFixed(3)}) translate(0 ${(-radius).toFixed(3)}) scale(${narrow} 1)">
    <text text-anchor="middle" font-family="${font}" font-weight="700" font-size="${size}" fill="${red}">${glyph}</text></g>`;
}

function ringText(text: string, options: { spanDegrees: number; baseline: number; size: number; narrow: number }): string {
  const glyphs = [...text];
  const step = options.spanDegrees / (glyphs.length - 1);
  return glyphs
    .map((glyph, i) =>
      ringGlyph(glyph, -options.spanDegrees / 2 + step * i, options.baseline, options.size, options.narrow),
    )
    .join('');
}

export function roundSealSvg(seal: RoundSeal, pixels: number): string {
  const radius = diameterMm / 2;
  const half = radius - rimMm / 2 - 0.05;
  const hasPurpose = seal.purpose !== undefined;
  const purpose =
    seal.purpose === undefined
      ? ''
      : `<g transform="translate(0 12.1) scale(0.8 1)"><text text-anchor="middle" font-family="${font}" font-weight="700"
           font-size="4.6" letter-spacing="0.35" fill="${red}">${seal.purpose}</text></g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}"
    viewBox="${-radius} ${-radius} ${diameterMm} ${diameterMm}">
    <circle r="${half}" fill="none" stroke="${red}" stroke-width="${rimMm}"/>
    ${star(7, hasPurpose ? -0.6 : 0.4)}
    ${ringText(seal.unit, { spanDegrees: hasPurpose ? 214 : 240, baseline: 12.9, size: 7.3, narrow: 0.7 })}
    ${purpose}</svg>`;
}

function markText(stroke: string): string {
  return `<text x="0" y="0.098" text-anchor="middle" font-family="'Noto Sans CJK SC'"
    font-weight="900" font-size="0.27" letter-spacing="0.01" ${stroke}>测试</text>`;
}

/** 测试 in one diagonal line over a square of side 1: white is ink, grey is a cleared edge around it. */
export function testMarkSvg(pixels: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="-0.5 -0.5 1 1">
    <rect x="-0.5" y="-0.5" width="1" height="1" fill="#000"/>
    <g transform="rotate(-22)">
      ${markText('fill="#808080" stroke="#808080" stroke-width="0.036" stroke-linejoin="round"')}
      ${markText('fill="#fff"')}
    </g></svg>`;
}

import type { Box } from '../geometry.ts';
import type { Matrix } from './matrix.ts';

// Everything that goes into the drawing passes through here: numbers as digits, text and attribute values escaped.

/** A number for an attribute: four decimals, never an exponent. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '0';
  const rounded = Math.round(Math.max(-1e9, Math.min(1e9, value)) * 10_000) / 10_000;
  return Math.abs(rounded) < 0.000_05 ? '0' : String(rounded);
}

/** For matrices, whose factors may be small: eight significant digits. */
function factor(value: number): string {
  if (!Number.isFinite(value)) return '0';
  const text = String(Number(value.toPrecision(8)));
  return text.includes('e') ? value.toFixed(10) : text;
}

export function transformAttribute(matrix: Matrix): string {
  const [a, b, c, d, e, f] = matrix;
  if (b === 0 && c === 0 && a === 1 && d === 1) {
    return e === 0 && f === 0 ? '' : ` transform="translate(${digits(e)} ${digits(f)})"`;
  }
  return ` transform="matrix(${matrix.map(factor).join(' ')})"`;
}

/** Characters that XML 1.0 has no place for, or that would move the text beside them. */
const unwritable = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

export function escapeText(text: string): string {
  return text
    .replace(unwritable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export function attribute(name: string, value: string | number): string {
  return ` ${name}="${typeof value === 'number' ? digits(value) : escapeText(value)}"`;
}

export function boxAttributes({ xMm, yMm, widthMm, heightMm }: Box): string {
  return (
    attribute('x', xMm) +
    attribute('y', yMm) +
    attribute('width', Math.max(0, widthMm)) +
    attribute('height', Math.max(0, heightMm))
  );
}

/** The content in a group; no group when it needs no attributes. */
export function group(attributes: string, content: string): string {
  if (content === '' || attributes === '') return content;
  return `<g${attributes}>${content}</g>`;
}

/** Where something belongs that cannot be drawn: a crossed frame, so that the gap is seen. */
export function placeholder(box: Box, reason: string): string {
  const { xMm, yMm, widthMm, heightMm } = box;
  const [left, top, right, bottom] = [xMm, yMm, xMm + widthMm, yMm + heightMm].map(digits);
  return (
    `<path d="M${left} ${top}H${right}V${bottom}H${left}ZL${right} ${bottom}M${right} ${top}L${left} ${bottom}"` +
    ' fill="none" stroke="#8c8c8c" stroke-width="0.25" stroke-dasharray="1 0.8"' +
    `${attribute('data-problem', reason)}/>`
  );
}

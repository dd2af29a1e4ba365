import type { Box } from '../geometry.ts';
import type { XmlElement } from '../xml-tree.ts';
import { identity, type Matrix } from './matrix.ts';

// Attribute values read for drawing: what is malformed counts as absent, for the rest of the page can still be shown.

const numberForm = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/** A number within what a page can mean by it, or null. */
export function readNumber(text: string | undefined): number | null {
  const trimmed = text?.trim() ?? '';
  if (!numberForm.test(trimmed)) return null;
  const value = Number(trimmed);
  return Math.abs(value) < 1e9 ? value : null;
}

export function numberAttribute(element: XmlElement, name: string, byDefault: number): number {
  return readNumber(element.attributes.get(name)) ?? byDefault;
}

/** Numbers of an ST_Array; null when one of them is none. */
export function readNumberList(text: string | undefined): number[] | null {
  const tokens = text?.trim().split(/[\s,]+/) ?? [];
  const numbers = tokens.filter((token) => token !== '').map(readNumber);
  return numbers.includes(null) || numbers.length === 0 ? null : (numbers as number[]);
}

export function readBoxValue(text: string | undefined): Box | null {
  const [xMm, yMm, widthMm, heightMm] = readNumberList(text) ?? [];
  if (xMm === undefined || yMm === undefined || widthMm === undefined || heightMm === undefined) return null;
  return { xMm, yMm, widthMm: Math.max(0, widthMm), heightMm: Math.max(0, heightMm) };
}

export function readMatrix(text: string | undefined): Matrix {
  const [a, b, c, d, e, f] = readNumberList(text) ?? [];
  const isWhole = a !== undefined && b !== undefined && c !== undefined && d !== undefined;
  return isWhole ? [a, b, c, d, e ?? 0, f ?? 0] : identity;
}

export function flagAttribute(element: XmlElement, name: string, byDefault: boolean): boolean {
  const value = element.attributes.get(name)?.trim().toLowerCase() ?? '';
  if (value === '') return byDefault;
  return value === 'true' || value === '1';
}

/** 0, 90, 180 or 270; anything else is 0. */
export function quarterAttribute(element: XmlElement, name: string): number {
  const value = numberAttribute(element, name, 0);
  const turned = ((value % 360) + 360) % 360;
  return turned % 90 === 0 ? turned : 0;
}

const longestRun = 100_000;

/** DeltaX and DeltaY: plain values mixed with runs `g count value` (GB/T 33190-2016 clause 11.3). */
export function readDeltas(text: string | undefined): number[] | null {
  if (text === undefined || text.trim() === '') return null;
  const tokens = text.trim().split(/[\s,]+/);
  const deltas: number[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at] === 'g') {
      const count = readNumber(tokens[at + 1]) ?? 0;
      const value = readNumber(tokens[at + 2]) ?? 0;
      for (let made = 0; made < count && deltas.length < longestRun; made += 1) deltas.push(value);
      at += 2;
    } else if (deltas.length < longestRun) deltas.push(readNumber(tokens[at]) ?? 0);
  }
  return deltas;
}

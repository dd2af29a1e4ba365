import { refusal } from './refusal.ts';

/** ST_Box: left, top, width and height in millimetres, y downwards. */
export interface Box {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Numbers of an ST_Array. @throws DOC_BROKEN for anything that is not a finite decimal number */
export function readNumbers(value: string, path: string): number[] {
  return value
    .trim()
    .split(/\s+/)
    .filter((token) => token !== '')
    .map((token) => {
      const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(token) ? Number(token) : Number.NaN;
      if (!Number.isFinite(number)) throw refusal('DOC_BROKEN', 'number-invalid', { path, value: token });
      return number;
    });
}

/** @throws DOC_BROKEN unless there are four numbers and the size is not negative */
export function readBox(value: string, path: string): Box {
  const [xMm, yMm, widthMm, heightMm, ...rest] = readNumbers(value, path);
  const isBox = xMm !== undefined && yMm !== undefined && widthMm !== undefined && heightMm !== undefined;
  if (!isBox || rest.length > 0 || widthMm < 0 || heightMm < 0) {
    throw refusal('DOC_BROKEN', 'number-invalid', { path, value });
  }
  return { xMm, yMm, widthMm, heightMm };
}

/** A length as it is written into a file: three decimals (a micrometre), never an exponent. */
export function formatMm(valueMm: number): string {
  const text = valueMm.toFixed(3).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}

export function formatBox(box: Box): string {
  return [box.xMm, box.yMm, box.widthMm, box.heightMm].map(formatMm).join(' ');
}

/** Whether the two have an area in common. */
export function intersects(a: Box, b: Box): boolean {
  return (
    a.xMm < b.xMm + b.widthMm && b.xMm < a.xMm + a.widthMm && a.yMm < b.yMm + b.heightMm && b.yMm < a.yMm + a.heightMm
  );
}

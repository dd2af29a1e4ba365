import type { Box } from '../geometry.ts';

/** `a b c d e f` of GB/T 33190-2016 clause 8.1: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

export const translation = (x: number, y: number): Matrix => [1, 0, 0, 1, x, y];

export const scaling = (x: number, y: number): Matrix => [x, 0, 0, y, 0, 0];

/** The matrix that applies `inner` first. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Null when the matrix flattens the plane. */
export function invert([a, b, c, d, e, f]: Matrix): Matrix | null {
  const determinant = a * d - b * c;
  if (!Number.isFinite(1 / determinant)) return null;
  const [g, h, i, j] = [d / determinant, -b / determinant, -c / determinant, a / determinant];
  return [g, h, i, j, -(g * e + i * f), -(h * e + j * f)];
}

export function applyTo([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The mean factor by which lengths grow. */
export function scaleOf([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/** The upright box around a transformed box. */
export function boxUnder(matrix: Matrix, { xMm, yMm, widthMm, heightMm }: Box): Box {
  const corners = [
    { x: xMm, y: yMm },
    { x: xMm + widthMm, y: yMm },
    { x: xMm, y: yMm + heightMm },
    { x: xMm + widthMm, y: yMm + heightMm },
  ].map((corner) => applyTo(matrix, corner));
  return boxAround(corners) ?? { xMm, yMm, widthMm, heightMm };
}

/** Null when there are no points. */
export function boxAround(points: readonly Point[]): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  if (points.length === 0) return null;
  return { xMm: left, yMm: top, widthMm: right - left, heightMm: bottom - top };
}

export function grow(box: Box, byMm: number): Box {
  return {
    xMm: box.xMm - byMm,
    yMm: box.yMm - byMm,
    widthMm: box.widthMm + 2 * byMm,
    heightMm: box.heightMm + 2 * byMm,
  };
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.xMm >= outer.xMm &&
    inner.yMm >= outer.yMm &&
    inner.xMm + inner.widthMm <= outer.xMm + outer.widthMm &&
    inner.yMm + inner.heightMm <= outer.yMm + outer.heightMm
  );
}

import type { Box } from '../geometry.ts';
import { digits } from './markup.ts';
import { boxAround, type Point } from './matrix.ts';

export interface PathData {
  /** For the `d` of a path; empty when nothing can be drawn. */
  readonly d: string;
  /** Around all points and control points, in the space of the path; null when empty. */
  readonly box: Box | null;
  readonly operators: number;
  /** Whether there is any curve. */
  readonly isCurved: boolean;
  /** Whether a part was unreadable and is left out. */
  readonly isDamaged: boolean;
}

/** Operands of each operator of AbbreviatedData (GB/T 33190-2016 clause 9.1). */
const operandCounts: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };

const tokenForm = /[A-Za-z]|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?|[^\s,A-Za-z]/g;

/**
 * Reads AbbreviatedData. `C` closes the figure; it is no curve. Missing spaces and surplus operands are tolerated;
 * after an operator that cannot be read the rest of its figure is dropped.
 */
export function readPathData(text: string, maxOperators: number): PathData {
  const points: Point[] = [];
  const parts: string[] = [];
  let operators = 0;
  let isDamaged = false;
  let isCurved = false;
  let isDrawing = false;
  let start: Point | null = null;

  function run(operator: string, operands: readonly number[]): void {
    const needed = operandCounts[operator];
    if (needed === undefined || operands.length < needed || !operands.every((value) => Math.abs(value) < 1e9)) {
      isDamaged = true;
      start = null;
      isDrawing = false;
      return;
    }
    if (operator === 'S' || operator === 'M') {
      start = { x: operands[0] ?? 0, y: operands[1] ?? 0 };
      isDrawing = false;
      return;
    }
    if (!start) {
      isDamaged = true;
      return;
    }
    if (!isDrawing) {
      parts.push(`M${digits(start.x)} ${digits(start.y)}`);
      points.push(start);
      isDrawing = true;
    }
    isCurved ||= operator === 'Q' || operator === 'B' || operator === 'A';
    parts.push(segment(operator, operands.slice(0, needed)));
    points.push(...extent(operator, operands));
  }

  let operator = '';
  let operands: number[] = [];
  for (const [token] of text.matchAll(tokenForm)) {
    if (/^[A-Za-z]$/.test(token)) {
      if (operator !== '') run(operator, operands);
      operators += 1;
      if (operators > maxOperators)
        return { d: parts.join(''), box: boxAround(points), operators, isCurved, isDamaged: true };
      operator = token;
      operands = [];
    } else if (operator === '' || /^[^+\-.\d]$/.test(token)) isDamaged = true;
    else if (operands.length < 8) operands.push(Number(token));
  }
  if (operator !== '') run(operator, operands);
  return { d: parts.join(''), box: boxAround(points), operators, isCurved, isDamaged };
}

function segment(operator: string, operands: readonly number[]): string {
  if (operator === 'C') return 'Z';
  if (operator === 'A') {
    const [rx = 0, ry = 0, angle = 0, large = 0, sweep = 0, x = 0, y = 0] = operands;
    return `A${digits(Math.abs(rx))} ${digits(Math.abs(ry))} ${digits(angle)} ${large === 0 ? 0 : 1} ${sweep === 0 ? 0 : 1} ${digits(x)} ${digits(y)}`;
  }
  return `${operator === 'B' ? 'C' : operator}${operands.map(digits).join(' ')}`;
}

/** Points that surround a segment; of an arc generously. */
function extent(operator: string, operands: readonly number[]): Point[] {
  if (operator === 'A') {
    const [rx = 0, ry = 0, , , , x = 0, y = 0] = operands;
    const reach = 2 * Math.max(Math.abs(rx), Math.abs(ry));
    return [
      { x: x - reach, y: y - reach },
      { x: x + reach, y: y + reach },
    ];
  }
  const points: Point[] = [];
  for (let at = 0; at + 1 < operands.length; at += 2) points.push({ x: operands[at] ?? 0, y: operands[at + 1] ?? 0 });
  return points.slice(0, (operandCounts[operator] ?? 0) / 2);
}

import type { TextRun } from './page-source.ts';

type Matrix = readonly [number, number, number, number, number, number];
const identity: Matrix = [1, 0, 0, 1, 0, 0];

/**
 * Text that a drawing of the station carries as text, in millimetres of the page. Where a font is embedded, glyphs are
 * drawn as outlines and there is no text.
 */
export function svgTextRuns(svg: string): readonly TextRun[] {
  const { documentElement: root } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const [left = 0, top = 0] = (root.getAttribute('viewBox') ?? '').split(' ').map(Number);
  return [...root.querySelectorAll('text')].map((element) => runOf(element, [1, 0, 0, 1, -left, -top]));
}

function runOf(element: Element, toPage: Matrix): TextRun {
  const text = element.textContent ?? '';
  const size = Number(element.getAttribute('font-size') ?? 0);
  const xs = numbers(element.getAttribute('x'));
  const ys = numbers(element.getAttribute('y'));
  const [firstX = 0, firstY = 0] = [xs[0], ys[0]];
  const [lastX, lastY] = [
    xs.length > 1 ? xs.at(-1)! : firstX + size * Math.max(0, text.length - 1),
    ys.at(-1) ?? firstY,
  ];
  const matrix = chain(element, toPage);
  const corners = [
    apply(matrix, Math.min(firstX, lastX), Math.min(firstY, lastY) - size * 0.88),
    apply(matrix, Math.max(firstX, lastX) + size, Math.max(firstY, lastY) + size * 0.12),
  ] as const;
  const [xMm, yMm] = [Math.min(corners[0][0], corners[1][0]), Math.min(corners[0][1], corners[1][1])];
  return {
    text,
    xMm,
    yMm,
    widthMm: Math.abs(corners[1][0] - corners[0][0]),
    heightMm: Math.abs(corners[1][1] - corners[0][1]),
  };
}

/** From the space of an element to the page, through every group around it. */
function chain(element: Element, toPage: Matrix): Matrix {
  let matrix = identity;
  for (let at: Element | null = element; at; at = at.parentElement) {
    matrix = multiply(readTransform(at.getAttribute('transform')), matrix);
  }
  return multiply(toPage, matrix);
}

/** The two forms the station writes. */
export function readTransform(text: string | null): Matrix {
  const [, name, list] = /^(translate|matrix)\(([^)]*)\)$/.exec(text ?? '') ?? [];
  const values = numbers(list ?? null);
  if (name === 'translate') return [1, 0, 0, 1, values[0] ?? 0, values[1] ?? 0];
  if (name === 'matrix' && values.length === 6) return values as unknown as Matrix;
  return identity;
}

const numbers = (list: string | null): readonly number[] =>
  list === null || list.trim() === ''
    ? []
    : list
        .trim()
        .split(/[\s,]+/)
        .map(Number);

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

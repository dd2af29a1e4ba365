import type { TextRun } from '#shared/placing/find-text.ts';

type Matrix = readonly number[];

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/**
 * Items of pdf.js as runs on the page.
 *
 * @param toPage six numbers from the space of the PDF to millimetres of the page as it is shown
 */
export function textRuns(items: readonly unknown[], toPage: Matrix): readonly TextRun[] {
  return items.filter(isText).map(({ str, transform, width, height }) => {
    const [x, y] = apply(toPage, transform[4] ?? 0, transform[5] ?? 0);
    const along = Math.hypot(transform[0] ?? 0, transform[1] ?? 0) || 1;
    const [cos, sin] = [(transform[0] ?? along) / along, (transform[1] ?? 0) / along];
    // Two further corners: along the line, and upwards from it.
    const [endX, endY] = apply(toPage, (transform[4] ?? 0) + width * cos, (transform[5] ?? 0) + width * sin);
    const [upX, upY] = apply(toPage, (transform[4] ?? 0) - height * sin, (transform[5] ?? 0) + height * cos);
    const corners = [
      [x, y],
      [endX, endY],
      [upX, upY],
      [endX + upX - x, endY + upY - y],
    ] as const;
    const [left, top] = [Math.min(...corners.map(([cx]) => cx)), Math.min(...corners.map(([, cy]) => cy))];
    return {
      text: str,
      xMm: left,
      yMm: top,
      widthMm: Math.max(...corners.map(([cx]) => cx)) - left,
      heightMm: Math.max(...corners.map(([, cy]) => cy)) - top,
    };
  });
}

function isText(item: unknown): item is TextItem {
  const { str, transform } = item as Partial<TextItem>;
  return typeof str === 'string' && str !== '' && Array.isArray(transform);
}

function apply([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

import type { TextRun } from '#shared/placing/find-text.ts';

/** The text that a drawing of the station carries unseen, in millimetres from the top left corner of its page. */
export function svgTextRuns(svg: string): readonly TextRun[] {
  const { documentElement: root } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const [left = 0, top = 0] = numbers(root.getAttribute('viewBox'));
  return [...root.querySelectorAll('[data-part="text"] > text')].map((element) => {
    const [x = 0, y = 0, widthMm = 0, heightMm = 0] = numbers(element.getAttribute('data-box'));
    return { text: element.textContent ?? '', xMm: x - left, yMm: y - top, widthMm, heightMm };
  });
}

const numbers = (list: string | null): readonly number[] => (list ?? '').split(' ').map(Number);

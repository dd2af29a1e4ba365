import { PNG } from 'pngjs';

const cellPx = 96;
const gapPx = 4;
const across = 8;

/** All pages of a document in one small picture, each as large as its cell allows. */
export function contactSheet(pages: readonly PNG[]): PNG {
  const stepPx = cellPx + gapPx;
  const sheet = new PNG({ width: across * stepPx, height: Math.ceil(pages.length / across) * stepPx });
  sheet.data.fill(0xd0);
  for (let at = 3; at < sheet.data.length; at += 4) sheet.data[at] = 255;
  for (const [index, page] of pages.entries()) {
    const scale = Math.max(page.width, page.height) / cellPx;
    const [left, top] = [(index % across) * stepPx, Math.floor(index / across) * stepPx];
    for (let y = 0; y < Math.floor(page.height / scale); y += 1) {
      for (let x = 0; x < Math.floor(page.width / scale); x += 1) {
        sheet.data.set([...meanOf(page, x * scale, y * scale, scale), 255], ((top + y) * sheet.width + left + x) * 4);
      }
    }
  }
  return sheet;
}

/** Mean of the pixels of a square, in 16 steps of a colour so that the file stays small. */
function meanOf({ width, height, data }: PNG, left: number, top: number, side: number): readonly number[] {
  const sums = [0, 0, 0];
  let count = 0;
  for (let y = Math.floor(top); y < Math.min(height, top + side); y += 1) {
    for (let x = Math.floor(left); x < Math.min(width, left + side); x += 1) {
      for (const channel of [0, 1, 2]) sums[channel]! += data[(y * width + x) * 4 + channel] ?? 255;
      count += 1;
    }
  }
  return sums.map((sum) => Math.round(sum / count / 17) * 17);
}

import { PNG } from 'pngjs';

/** Light of each pixel, 0 to 255, over white. */
export interface Gray {
  readonly width: number;
  readonly height: number;
  readonly light: Float64Array;
}

const windowPx = 8;
const stepPx = 4;
const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

/**
 * Structural similarity (SSIM) of two PNG pictures: 1 when they are alike. Means over windows of 8×8 pixels; of
 * pictures that differ by a pixel in size the common part counts. Both are blurred by the weights 1-2-1 before, for
 * programs smooth edges and scale pictures differently, and no reader sees it.
 *
 * @returns of all windows, and of those alone where one of the two shows something: on a page that is mostly white
 * the first flatters
 */
export function similarity(first: Uint8Array, second: Uint8Array): { all: number; marked: number } {
  return similarityOf(softened(readGray(first)), softened(readGray(second)));
}

/** The same of pictures that were read and softened before. */
export function similarityOf(a: Gray, b: Gray): { all: number; marked: number } {
  const width = Math.min(a.width, b.width);
  const height = Math.min(a.height, b.height);
  let [sum, count, markedSum, markedCount] = [0, 0, 0, 0];
  for (let y = 0; y + windowPx <= height; y += stepPx) {
    for (let x = 0; x + windowPx <= width; x += stepPx) {
      const { value, isMarked } = compareWindow(a, b, x, y);
      sum += value;
      count += 1;
      if (!isMarked) continue;
      markedSum += value;
      markedCount += 1;
    }
  }
  return { all: count === 0 ? 1 : sum / count, marked: markedCount === 0 ? 1 : markedSum / markedCount };
}

function compareWindow(a: Gray, b: Gray, left: number, top: number): { value: number; isMarked: boolean } {
  let [sumA, sumB, squareA, squareB, product, darkest] = [0, 0, 0, 0, 0, 255];
  for (let y = top; y < top + windowPx; y += 1) {
    for (let x = left; x < left + windowPx; x += 1) {
      const first = a.light[y * a.width + x] ?? 255;
      const second = b.light[y * b.width + x] ?? 255;
      sumA += first;
      sumB += second;
      squareA += first * first;
      squareB += second * second;
      product += first * second;
      darkest = Math.min(darkest, first, second);
    }
  }
  const pixels = windowPx ** 2;
  const [meanA, meanB] = [sumA / pixels, sumB / pixels];
  const varianceA = squareA / pixels - meanA ** 2;
  const varianceB = squareB / pixels - meanB ** 2;
  const covariance = product / pixels - meanA * meanB;
  const value =
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
    ((meanA ** 2 + meanB ** 2 + c1) * (varianceA + varianceB + c2));
  return { value, isMarked: darkest < 250 };
}

/** A PNG picture. */
export function readGray(bytes: Uint8Array): Gray {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  const light = new Float64Array(width * height);
  for (let at = 0; at < light.length; at += 1) {
    const [red = 255, green = 255, blue = 255, alpha = 255] = data.subarray(at * 4, at * 4 + 4);
    const lit = 0.299 * red + 0.587 * green + 0.114 * blue;
    light[at] = 255 + ((lit - 255) * alpha) / 255;
  }
  return { width, height, light };
}

/** Each pixel with half of its neighbours beside it, and below and above. */
export function softened({ width, height, light }: Gray): Gray {
  const across = new Float64Array(light.length);
  const both = new Float64Array(light.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const [left, right] = [light[x > 0 ? at - 1 : at]!, light[x + 1 < width ? at + 1 : at]!];
      across[at] = (left + 2 * light[at]! + right) / 4;
    }
  }
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const [above, below] = [across[y > 0 ? at - width : at]!, across[y + 1 < height ? at + width : at]!];
      both[at] = (above + 2 * across[at]! + below) / 4;
    }
  }
  return { width, height, light: both };
}

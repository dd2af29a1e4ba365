import type { DrawReason } from '#shared/i18n/zh-cn/ofd-draw.ts';
import { mediaTypes, readImageInfo } from './image-file.ts';
import { inkJpegAsPng } from './ink-jpeg.ts';
import { attribute, boxAttributes } from './markup.ts';
import type { Sheet } from './sheet.ts';
import { safeSvg } from './svg-picture.ts';
import { tiffAsPng } from './tiff-picture.ts';

/** An image as a use of its definition, which fills the unit square; or why there is none. */
export type Picture = { readonly use: string; readonly isOpaque: boolean } | { readonly missing: DrawReason };

/** Defines an image with its bytes inside the drawing. */
export function definePicture(bytes: Uint8Array, sheet: Sheet, mayBeJbig2 = false): Picture {
  const { kind, widthPx, heightPx, isOpaque } = readImageInfo(bytes);
  const mediaType = mediaTypes[kind];
  if (kind === 'tiff') {
    const png = tiffAsPng(bytes, sheet.limits);
    return png ? definePicture(png, sheet) : { missing: 'image-tiff' };
  }
  if (mediaType === undefined && looksLikeSvg(bytes)) return defineSvg(bytes, sheet);
  if (mediaType === undefined) {
    return { missing: kind === 'jbig2' || mayBeJbig2 ? 'image-jbig2' : 'image-unknown' };
  }
  if (widthPx * heightPx > sheet.limits.maxImagePixels) return { missing: 'image-too-large' };
  const inks = kind === 'jpeg' ? inkJpegAsPng(bytes, sheet.limits) : null;
  if (inks === 'undrawn') sheet.problems.add('colour-profile');
  else if (inks !== null) return definePicture(inks, sheet);
  return embed(bytes, mediaType, isOpaque, sheet);
}

function embed(bytes: Uint8Array, mediaType: string, isOpaque: boolean, sheet: Sheet): Picture {
  if (!sheet.spend('imageBytes', bytes.length)) return { missing: 'image-too-large' };
  const box = { xMm: 0, yMm: 0, widthMm: 1, heightMm: 1 };
  const address = `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
  const id = sheet.add(
    (own) => `<image${attribute('id', own)}${boxAttributes(box)} preserveAspectRatio="none" href="${address}"/>`,
  );
  return { use: `<use href="#${id}"/>`, isOpaque };
}

const mostSvgBytes = 2 * 2 ** 20;
const looksLikeSvg = (bytes: Uint8Array): boolean =>
  /^\uFEFF?\s*</.test(new TextDecoder().decode(bytes.subarray(0, 64)));

/** An SVG image is a document of its own: it is written anew without what could act, and shown as an image. */
function defineSvg(bytes: Uint8Array, sheet: Sheet): Picture {
  if (bytes.length > mostSvgBytes) return { missing: 'image-too-large' };
  const safe = safeSvg(bytes);
  if (safe === null) return { missing: 'image-svg' };
  if (safe.leftOut.length > 0) sheet.problems.add('image-svg-part', safe.leftOut.join(', '));
  return embed(Buffer.from(safe.svg), 'image/svg+xml', false, sheet);
}

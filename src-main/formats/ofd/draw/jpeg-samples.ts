import { JpegImage } from 'pdfjs-dist/image_decoders/pdf.image_decoders.mjs';
import { readImageInfo } from './image-file.ts';

/** As TIFF numbers them (PhotometricInterpretation). */
const luminance = 6;

/**
 * Samples of a strip or tile of a TIFF in JPEG (Adobe's technical note 2), by the decoder of pdf.js. What was coded as
 * luminance and colour difference comes back as red, green and blue.
 *
 * @param tables of all strips together, a JPEG without a picture
 * @throws when it is damaged or not of the size the TIFF says
 */
export function jpegSamples(
  stored: Uint8Array,
  tables: Uint8Array | undefined,
  { width, height, samples }: { readonly width: number; readonly height: number; readonly samples: number },
  photometric: number,
): Uint8Array {
  // The end of the tables and the beginning of the picture fall away where the two are joined.
  const whole = tables && tables.length > 4 ? Buffer.concat([tables.subarray(0, -2), stored.subarray(2)]) : stored;
  const { widthPx, heightPx } = readImageInfo(whole);
  // The last strip may be lower than the others; nothing else may differ. Asked before anything is decoded.
  if (widthPx !== width || heightPx === 0 || heightPx > height) throw new Error('JPEG');
  const image = new JpegImage({ colorTransform: photometric === luminance ? 1 : 0 });
  image.parse(new Uint8Array(whole));
  if (image.width !== width || image.height !== heightPx || image.numComponents !== samples) throw new Error('JPEG');
  const data = image.getData({ width: image.width, height: image.height, isSourcePDF: true });
  return new Uint8Array(data.buffer, data.byteOffset, data.length);
}

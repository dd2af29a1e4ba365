import { readFile } from 'node:fs/promises';
import { Jbig2Image, type FaxOptions } from 'pdfjs-dist/image_decoders/pdf.image_decoders.mjs';
import { PNG } from 'pngjs';
import { decoderFile } from './decoder-files.ts';
import type { DrawLimits } from './draw-limits.ts';
import { readJbig2 } from './jbig2-file.ts';

Jbig2Image.setOptions({
  useWasm: true,
  useWorkerFetch: false,
  wasmUrl: '',
  getHandler: () => ({ sendWithPromise: async (_, { filename }) => readFile(decoderFile(filename)) }),
});

/**
 * A JBIG2 picture, as tax invoices carry them, as a PNG. The decoder is that of pdf.js, in WebAssembly: it can touch
 * nothing but its own memory. Null when the picture is damaged or too large.
 */
export async function jbig2AsPng(bytes: Uint8Array, limits: DrawLimits): Promise<Uint8Array | null> {
  const stream = readJbig2(bytes);
  if (!stream || stream.widthPx * stream.heightPx > limits.maxDecodedPixels) return null;
  const { widthPx: width, heightPx: height } = stream;
  try {
    const bits = await Jbig2Image.instance.decode(stream.bytes, width, height, null);
    const png = new PNG({ width, height });
    const rowBytes = Math.ceil(width / 8);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const bit = ((bits[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
        png.data.fill(bit * 255, (y * width + x) * 4, (y * width + x) * 4 + 3);
        png.data[(y * width + x) * 4 + 3] = 255;
      }
    }
    return PNG.sync.write(png, { colorType: 0 });
  } catch {
    return null;
  }
}

/** Rows of a picture in fax coding, eight dots to a byte: the decoder of JBIG2 is that of fax as well. */
export async function faxBits(
  bytes: Uint8Array,
  width: number,
  height: number,
  options: FaxOptions,
): Promise<Uint8Array> {
  return Jbig2Image.instance.decode(bytes, width, height, null, options);
}

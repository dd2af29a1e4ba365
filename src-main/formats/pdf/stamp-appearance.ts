import { PDFRawStream, type PDFRef } from 'pdf-lib';
import type { Increment } from './increment.ts';
import { type DisplayedBox, type PageGeometry, uprightMatrix } from './page-geometry.ts';
import type { SealPicture } from './seal-picture.ts';

/** Where the seal stands, and the part of it that is shown: all of it, or one slice of a straddle placement (骑缝章). */
export interface StampBox {
  readonly seal: DisplayedBox;
  readonly shown: DisplayedBox;
}

/**
 * Appearance streams of one signature: they share one image, and stamps of the same size and turn share one form.
 * The seal is multiplied onto the page, as red ink is, so that text below it stays readable.
 *
 * @see ISO 32000-1 clauses 12.5.5 (appearance streams), 11.3.5 (blend mode), 8.9.5 (images)
 */
export class StampAppearances {
  private readonly increment: Increment;
  private readonly picture: SealPicture;
  private image: PDFRef | undefined;
  private readonly forms = new Map<string, PDFRef>();

  constructor(increment: Increment, picture: SealPicture) {
    this.increment = increment;
    this.picture = picture;
  }

  form(box: StampBox, geometry: PageGeometry): PDFRef {
    const k = geometry.unitsPerMm;
    const width = round(box.shown.widthMm * k);
    const height = round(box.shown.heightMm * k);
    const left = round((box.seal.xMm - box.shown.xMm) * k);
    const bottom = round((box.shown.yMm + box.shown.heightMm - box.seal.yMm - box.seal.heightMm) * k);
    const drawing = `q /Gs0 gs ${round(box.seal.widthMm * k)} 0 0 ${round(box.seal.heightMm * k)} ${left} ${bottom} cm /Im0 Do Q`;
    const key = `${geometry.rotate} ${width} ${height} ${drawing}`;
    const known = this.forms.get(key);
    if (known !== undefined) return known;
    const dict = this.increment.context.obj({
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, width, height],
      Matrix: [...uprightMatrix(geometry.rotate)],
      Resources: {
        XObject: { Im0: this.imageRef() },
        ExtGState: { Gs0: { Type: 'ExtGState', BM: 'Multiply' } },
      },
    });
    const ref = this.increment.add(PDFRawStream.of(dict, Buffer.from(drawing, 'latin1')));
    this.forms.set(key, ref);
    return ref;
  }

  private imageRef(): PDFRef {
    this.image ??= this.addImage();
    return this.image;
  }

  private addImage(): PDFRef {
    const { widthPx, heightPx, rgb, alpha } = this.picture;
    const { context } = this.increment;
    const size = { Type: 'XObject', Subtype: 'Image', Width: widthPx, Height: heightPx, BitsPerComponent: 8 };
    const flate = { ...size, Filter: 'FlateDecode' };
    const mask =
      alpha === undefined
        ? {}
        : { SMask: this.increment.add(PDFRawStream.of(context.obj({ ...flate, ColorSpace: 'DeviceGray' }), alpha)) };
    return this.increment.add(PDFRawStream.of(context.obj({ ...flate, ColorSpace: 'DeviceRGB', ...mask }), rgb));
  }
}

/** A ten-thousandth of a point is far below what any printer shows, and keeps exponents out of the file. */
export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000 + 0;
}

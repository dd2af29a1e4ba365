import { PDFRawStream, type PDFRef } from 'pdf-lib';
import type { Placement } from '#shared/model/placement.ts';
import type { PageBox } from '#shared/placing/shown-box.ts';
import type { Increment } from './increment.ts';
import { type PageGeometry, uprightMatrix } from './page-geometry.ts';
import type { SealPicture } from './seal-picture.ts';
import { drawStamp, type GlyphPath } from './stamp-drawing.ts';

/**
 * Appearance streams of one signature: they share one image, and stamps of the same size and turn share one form.
 * The seal is multiplied onto the page, as red ink is, so that text below it stays readable.
 *
 * @see ISO 32000-1 clauses 12.5.5 (appearance streams), 11.3.5 (blend mode), 11.6.4.4 (opacity), 8.9.5 (images)
 */
export class StampAppearances {
  private readonly increment: Increment;
  private readonly picture: SealPicture;
  private readonly glyphPath: GlyphPath | undefined;
  private image: PDFRef | undefined;
  private readonly forms = new Map<string, PDFRef>();

  constructor(increment: Increment, picture: SealPicture, glyphPath: GlyphPath | undefined) {
    this.increment = increment;
    this.picture = picture;
    this.glyphPath = glyphPath;
  }

  /** @param frame the box of the annotation, where it is not just what the place shows */
  form(placement: Placement, geometry: PageGeometry, frame?: PageBox): PDFRef {
    const { opacity = 1 } = placement;
    const { width, height, operators } = drawStamp(placement, geometry.unitsPerMm, this.glyphPath, frame);
    const key = `${geometry.rotate} ${width} ${height} ${opacity} ${operators}`;
    const known = this.forms.get(key);
    if (known !== undefined) return known;
    const ink = { Type: 'ExtGState', BM: 'Multiply', ...(opacity < 1 && { CA: opacity, ca: opacity }) };
    const dict = this.increment.context.obj({
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, width, height],
      Matrix: [...uprightMatrix(geometry.rotate)],
      Resources: {
        XObject: { Im0: this.imageRef() },
        ExtGState: { Gs0: ink },
      },
    });
    const ref = this.increment.add(PDFRawStream.of(dict, Buffer.from(operators, 'latin1')));
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

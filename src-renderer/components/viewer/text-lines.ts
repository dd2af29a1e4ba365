interface CanvasAndContext {
  canvas: HTMLCanvasElement | null;
  context: CanvasRenderingContext2D | null;
}

/** The picture is read back and drawn by the processor, as pdf.js does by itself. */
const settings: CanvasRenderingContext2DSettings = { willReadFrequently: true };

/**
 * Gives pdf.js its canvases (`CanvasFactory` of `getDocument`). Letters of upright text stand on them where pdftoppm and
 * the viewers made of it put them: with their foot on the whole pixel above their place, across on the quarter before
 * it. By itself a browser takes the nearest of each, and two pictures of one page differ in half of their lines
 * (ADR 0039). Everything else is drawn where it is.
 */
export class LineCanvasFactory {
  create(width: number, height: number): CanvasAndContext {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    return { canvas, context: puttingLetters(canvas.getContext('2d', settings)) };
  }

  /** The context of a page, which has no transparent ground. */
  getNoAlphaContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
    return puttingLetters(canvas.getContext('2d', { ...settings, alpha: false }));
  }

  reset({ canvas }: CanvasAndContext, width: number, height: number): void {
    if (canvas) Object.assign(canvas, { width, height });
  }

  /** A canvas without size gives its memory back at once. */
  destroy(made: CanvasAndContext): void {
    if (made.canvas) Object.assign(made.canvas, { width: 0, height: 0 });
    Object.assign(made, { canvas: null, context: null });
  }
}

function puttingLetters(context: CanvasRenderingContext2D | null): CanvasRenderingContext2D | null {
  if (!context) return null;
  for (const name of ['fillText', 'strokeText'] as const) {
    const draw = context[name];
    context[name] = (text, x, y) => {
      const { a, b, c, d, e, f } = context.getTransform();
      if (b !== 0) return draw.call(context, text, x, y);
      const left = beyond(a * x + c * y + e, 1 / 4);
      const down = beyond(d * y + f, 1);
      context.setTransform(a, b, c, d, e - left, f - down);
      draw.call(context, text, x, y);
      context.setTransform(a, b, c, d, e, f);
    };
  }
  return context;
}

/** How far a place lies beyond the step before it; what is left of a sum of decimals is no step further. */
const beyond = (place: number, step: number): number => place - step * Math.floor(place / step + 1e-6);

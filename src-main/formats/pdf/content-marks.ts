import { PdfLexer } from './lexer.ts';
import type { PdfObjects } from './pdf-objects.ts';
import { isArray, PdfDict, PdfKeyword, PdfName, PdfStream, PdfString, type PdfValue } from './pdf-values.ts';
import { blankTest, isBlankText, type BlankTest } from './text-blanks.ts';

const FORM_DEPTH = 6;
const MOST_OPERANDS = 4096;

interface Ink {
  readonly isFillWhite: boolean;
  readonly isStrokeWhite: boolean;
  readonly renderMode: number;
  readonly blanks: BlankTest;
}

const FIRST_INK: Ink = {
  isFillWhite: false,
  isStrokeWhite: false,
  renderMode: 0,
  blanks: { codeBytes: 1, isBlank: (code) => code === 32 || code === 0 },
};

const FILLS = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
const STROKES = new Set(['S', 's', 'B', 'B*', 'b', 'b*']);
const TEXT = new Set(['Tj', 'TJ', "'", '"']);
const SEGMENTS = new Set(['re', 'l', 'c', 'v', 'y']);

/**
 * Whether a content stream leaves a mark that can be seen: any image, shading or inline image; a path or text that
 * is not white; text that is more than spaces and not invisible (render mode 3).
 *
 * @see ISO 32000-1 clause 8 and 9.4; what is drawn in white over something dark is not looked for
 */
export function leavesMark(objects: PdfObjects, content: Uint8Array, resources: PdfDict | undefined): boolean {
  return new ContentReader(objects, 0).leavesMark(content, resources, FIRST_INK);
}

class ContentReader {
  private readonly objects: PdfObjects;
  private readonly depth: number;

  constructor(objects: PdfObjects, depth: number) {
    this.objects = objects;
    this.depth = depth;
  }

  leavesMark(content: Uint8Array, resources: PdfDict | undefined, start: Ink): boolean {
    const lexer = new PdfLexer(content);
    lexer.readsReferences = false;
    const stack: Ink[] = [];
    let ink = start;
    let operands: PdfValue[] = [];
    let hasPath = false;
    for (let token = lexer.read(); token !== undefined; token = lexer.read()) {
      if (!(token instanceof PdfKeyword)) {
        if (operands.length < MOST_OPERANDS) operands.push(token);
        continue;
      }
      const { word } = token;
      if (word === 'q' && stack.length < 256) stack.push(ink);
      else if (word === 'Q') ink = stack.pop() ?? ink;
      else if (SEGMENTS.has(word)) hasPath = true;
      else if (hasPath && FILLS.has(word) && !ink.isFillWhite) return true;
      else if (hasPath && STROKES.has(word) && !ink.isStrokeWhite) return true;
      else if (word === 'sh' || word === 'BI') return true;
      else if (TEXT.has(word) && this.isTextSeen(operands, ink)) return true;
      else if (word === 'Do' && this.isObjectSeen(operands[0], resources, ink)) return true;
      else ink = this.changed(ink, word, operands, resources);
      if (FILLS.has(word) || STROKES.has(word) || word === 'n') hasPath = false;
      operands = [];
    }
    return false;
  }

  private changed(ink: Ink, word: string, operands: readonly PdfValue[], resources: PdfDict | undefined): Ink {
    switch (word) {
      case 'g':
      case 'rg':
      case 'k':
      case 'sc':
      case 'scn':
        return { ...ink, isFillWhite: isWhite(operands) };
      case 'cs':
        return { ...ink, isFillWhite: false };
      case 'G':
      case 'RG':
      case 'K':
      case 'SC':
      case 'SCN':
        return { ...ink, isStrokeWhite: isWhite(operands) };
      case 'CS':
        return { ...ink, isStrokeWhite: false };
      case 'Tr':
        return { ...ink, renderMode: typeof operands[0] === 'number' ? operands[0] : 0 };
      case 'Tf':
        return { ...ink, blanks: blankTest(this.objects, this.resource(resources, 'Font', operands[0])) };
      default:
        return ink;
    }
  }

  private resource(resources: PdfDict | undefined, kind: string, name: PdfValue | undefined): PdfDict | undefined {
    const named = this.objects.dict(resources?.get(kind));
    return name instanceof PdfName ? this.objects.dict(named?.get(name.name)) : undefined;
  }

  private isTextSeen(operands: readonly PdfValue[], ink: Ink): boolean {
    const mode = ink.renderMode % 4;
    if (mode === 3 || (mode === 0 && ink.isFillWhite) || (mode === 1 && ink.isStrokeWhite)) return false;
    const shown = operands.at(-1);
    const parts = isArray(shown ?? null) ? (shown as readonly PdfValue[]) : [shown];
    return parts.some((part) => part instanceof PdfString && !isBlankText(part.bytes, ink.blanks));
  }

  private isObjectSeen(name: PdfValue | undefined, resources: PdfDict | undefined, ink: Ink): boolean {
    const named = this.objects.dict(resources?.get('XObject'));
    const stream = name instanceof PdfName ? this.objects.follow(named?.get(name.name)) : null;
    if (!(stream instanceof PdfStream)) return false;
    if (this.objects.name(stream.dict.get('Subtype')) !== 'Form' || this.depth >= FORM_DEPTH) return true;
    const content = this.objects.streamBytes(stream);
    const own = this.objects.dict(stream.dict.get('Resources')) ?? resources;
    return content === undefined || new ContentReader(this.objects, this.depth + 1).leavesMark(content, own, ink);
  }
}

/** Gray and RGB are white at 1, CMYK at 0; a pattern has a name and is not white. */
function isWhite(operands: readonly PdfValue[]): boolean {
  const numbers = operands.filter((value) => typeof value === 'number');
  if (numbers.length !== operands.length || numbers.length === 0) return false;
  return numbers.length === 4 ? numbers.every((value) => value < 0.004) : numbers.every((value) => value > 0.996);
}

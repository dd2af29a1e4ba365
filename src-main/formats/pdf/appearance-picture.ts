import { PdfLexer } from './lexer.ts';
import { rectOf, uprightMatrix, type PageGeometry, type PdfRect } from './page-geometry.ts';
import type { PdfObjects } from './pdf-objects.ts';
import { isArray, PdfDict, PdfKeyword, PdfName, PdfRef, PdfStream, type PdfValue } from './pdf-values.ts';

/** The one picture that an appearance shows, upright as seen, in units of the page with y upwards. */
export interface DrawnPicture {
  /** Object number of the image. */
  readonly image: number;
  /** How the page must be turned for the picture to stand upright. */
  readonly rotate: PageGeometry['rotate'];
  /** Where the whole of it lies. */
  readonly whole: PdfRect;
  /** What of it is not cut off. */
  readonly shown: PdfRect;
}

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const unmoved: Matrix = [1, 0, 0, 1, 0, 0];
/** Layers inside layers are common (n0 and n2 of older programs), and none needs more. */
const deepest = 4;
const mostBytes = 64 * 1024;
const mostOperators = 4096;
const quarterTurns = [0, 90, 180, 270] as const;
/** Leaves us at once: what follows is not a picture that stands straight in a rectangle. */
const unread = Symbol('unread');

/**
 * @returns undefined where an appearance shows no picture or several, or one that is turned, sheared or cut to another
 *   form than a rectangle
 * @see ISO 32000-1 clauses 12.5.5 (how an appearance fills its Rect), 8.5.4 (clipping)
 */
export function drawnPicture(objects: PdfObjects, annotation: PdfDict): DrawnPicture | undefined {
  const rect = rectOf(objects, annotation.get('Rect'));
  const form = objects.follow(objects.dict(annotation.get('AP'))?.get('N'));
  const box = form instanceof PdfStream ? rectOf(objects, form.dict.get('BBox')) : undefined;
  if (!rect || !box || !(form instanceof PdfStream)) return undefined;
  const turn = matrixOf(objects, form.dict.get('Matrix'));
  const rotate = quarterTurns.find((one) => uprightMatrix(one).every((part, at) => at > 3 || part === turn?.[at]));
  if (rotate === undefined) return undefined;
  const reader = new PictureReader(objects);
  if (reader.read(form, undefined, unmoved, box, 0) === unread || !reader.found) return undefined;
  const { image, whole, shown } = reader.found;
  const isTurned = rotate === 90 || rotate === 270;
  const [across, along] = [rect.x1 - rect.x0, rect.y1 - rect.y0];
  const scaleX = (isTurned ? along : across) / (box.x1 - box.x0);
  const scaleY = (isTurned ? across : along) / (box.y1 - box.y0);
  if (!(scaleX > 0 && scaleY > 0 && Number.isFinite(scaleX) && Number.isFinite(scaleY))) return undefined;
  const scaled = ({ x0, y0, x1, y1 }: PdfRect): PdfRect => ({
    x0: (x0 - box.x0) * scaleX,
    y0: (y0 - box.y0) * scaleY,
    x1: (x1 - box.x0) * scaleX,
    y1: (y1 - box.y0) * scaleY,
  });
  return { image, rotate, whole: scaled(whole), shown: scaled(shown) };
}

interface State {
  readonly matrix: Matrix;
  readonly clip: PdfRect;
}

class PictureReader {
  found: Pick<DrawnPicture, 'image' | 'whole' | 'shown'> | undefined;
  private readonly objects: PdfObjects;
  private operators = 0;

  constructor(objects: PdfObjects) {
    this.objects = objects;
  }

  read(
    form: PdfStream,
    above: PdfDict | undefined,
    matrix: Matrix,
    clip: PdfRect,
    depth: number,
  ): typeof unread | void {
    const { objects } = this;
    const length = objects.number(form.dict.get('Length')) ?? mostBytes + 1;
    const content = length > mostBytes ? undefined : objects.streamBytes(form);
    if (content === undefined || content.length > mostBytes) return unread;
    const resources = objects.dict(form.dict.get('Resources')) ?? above;
    const lexer = new PdfLexer(content);
    lexer.readsReferences = false;
    const stack: State[] = [];
    let state: State = { matrix, clip };
    let path: PdfRect | 'other' | undefined;
    let isClip = false;
    let operands: PdfValue[] = [];
    for (let token = lexer.read(); token !== undefined; token = lexer.read()) {
      if (!(token instanceof PdfKeyword)) {
        if (operands.length < 16) operands.push(token);
        continue;
      }
      this.operators += 1;
      if (this.operators > mostOperators) return unread;
      const { word } = token;
      if (word === 'q') stack.push(state);
      else if (word === 'Q') state = stack.pop() ?? state;
      else if (word === 'cm') {
        const own = numbersOf(operands);
        if (!own) return unread;
        state = { ...state, matrix: times(own, state.matrix) };
      } else if (word === 're') path = path === undefined ? rectangle(operands, state.matrix) : 'other';
      else if (word === 'm' || word === 'l' || word === 'c') path = 'other';
      else if (word === 'W' || word === 'W*') isClip = true;
      else if (word === 'BI' || word === 'sh') return unread;
      else if (word === 'Do' && this.draw(operands[0], resources, state, depth) === unread) return unread;
      if (paints.has(word)) {
        if (isClip && (path === 'other' || path === undefined)) return unread;
        if (isClip && path !== undefined && path !== 'other') state = { ...state, clip: common(state.clip, path) };
        [path, isClip] = [undefined, false];
      }
      operands = [];
    }
  }

  private draw(
    name: PdfValue | undefined,
    resources: PdfDict | undefined,
    { matrix, clip }: State,
    depth: number,
  ): typeof unread | void {
    const { objects } = this;
    const named = objects.dict(resources?.get('XObject'));
    const ref = name instanceof PdfName ? named?.get(name.name) : undefined;
    const drawn = objects.follow(ref);
    if (!(ref instanceof PdfRef) || !(drawn instanceof PdfStream)) return unread;
    if (objects.name(drawn.dict.get('Subtype')) === 'Form') {
      const box = rectOf(objects, drawn.dict.get('BBox'));
      const own = matrixOf(objects, drawn.dict.get('Matrix'));
      if (!box || !own || depth >= deepest) return unread;
      const inner = times(own, matrix);
      const frame = moved(box, inner);
      return frame ? this.read(drawn, resources, inner, common(clip, frame), depth + 1) : unread;
    }
    const whole = moved({ x0: 0, y0: 0, x1: 1, y1: 1 }, matrix);
    if (this.found || !whole || matrix[0] <= 0 || matrix[3] <= 0) return unread;
    this.found = { image: ref.num, whole, shown: common(whole, clip) };
  }
}

/** Each ends a path. */
const paints = new Set(['n', 'f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*']);

/** What a matrix makes of a rectangle; undefined where that is none any more. */
function moved({ x0, y0, x1, y1 }: PdfRect, [a, b, c, d, e, f]: Matrix): PdfRect | undefined {
  if (b !== 0 || c !== 0) return undefined;
  const [left, right] = [a * x0 + e, a * x1 + e];
  const [low, high] = [d * y0 + f, d * y1 + f];
  return { x0: Math.min(left, right), y0: Math.min(low, high), x1: Math.max(left, right), y1: Math.max(low, high) };
}

function rectangle(operands: readonly PdfValue[], matrix: Matrix): PdfRect | 'other' {
  const [x, y, width, height] = operands;
  if (typeof x !== 'number' || typeof y !== 'number' || typeof width !== 'number' || typeof height !== 'number') {
    return 'other';
  }
  return moved({ x0: x, y0: y, x1: x + width, y1: y + height }, matrix) ?? 'other';
}

function common(one: PdfRect, other: PdfRect): PdfRect {
  const [x0, y0] = [Math.max(one.x0, other.x0), Math.max(one.y0, other.y0)];
  return { x0, y0, x1: Math.max(x0, Math.min(one.x1, other.x1)), y1: Math.max(y0, Math.min(one.y1, other.y1)) };
}

/** First the one, then the other. */
function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

function numbersOf(values: readonly PdfValue[]): Matrix | undefined {
  const [a, b, c, d, e, f] = values.map((value) => (typeof value === 'number' ? value : Number.NaN));
  const found = [a, b, c, d, e, f].map((value) => value ?? Number.NaN);
  return values.length === 6 && found.every(Number.isFinite) ? (found as unknown as Matrix) : undefined;
}

/** The identity where there is none. */
function matrixOf(objects: PdfObjects, value: PdfValue | undefined): Matrix | undefined {
  const array = objects.follow(value);
  if (array === null) return unmoved;
  return isArray(array) ? numbersOf(array.map((item) => objects.follow(item))) : undefined;
}

import { broken, hostile } from './pdf-problems.ts';
import { pdfLimits } from './pdf-limits.ts';
import { PdfDict, PdfKeyword, PdfName, PdfRef, PdfString, type PdfValue } from './pdf-values.ts';

/** Thrown, and always the same object, when a token may go on behind the window: the reader widens it and repeats. */
export const windowTooSmall = new Error('the object goes on behind the window');

const SPACE = 1;
const DELIMITER = 2;
const classes = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) classes[byte] = SPACE;
for (const char of '()<>[]{}/%') classes[char.charCodeAt(0)] = DELIMITER;

export const isSpace = (byte: number): boolean => classes[byte] === SPACE;
const isRegular = (byte: number): boolean => classes[byte] === 0;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/**
 * Reads tokens and values of ISO 32000-1 clause 7.2 and 7.3 from a window of bytes.
 * Offsets that are handed out count from the file, not from the window.
 */
export class PdfLexer {
  readonly bytes: Uint8Array;
  readonly base: number;
  readonly isFinal: boolean;
  position = 0;
  /** Content streams have no references, and `1 0 R` there would be three operands. */
  readsReferences = true;
  private depth = 0;

  /** @param isFinal whether the end of the window is the end of the file */
  constructor(bytes: Uint8Array, base = 0, isFinal = true) {
    this.bytes = bytes;
    this.base = base;
    this.isFinal = isFinal;
  }

  get offset(): number {
    return this.base + this.position;
  }

  /** The byte at the position, or -1 at the end of the file. */
  peek(): number {
    const byte = this.bytes[this.position];
    if (byte !== undefined) return byte;
    if (this.isFinal) return -1;
    throw windowTooSmall;
  }

  skipSpace(): void {
    for (;;) {
      const byte = this.peek();
      if (byte === 0x25) this.skipComment();
      else if (byte >= 0 && isSpace(byte)) this.position += 1;
      else return;
    }
  }

  private skipComment(): void {
    for (let byte = this.peek(); byte >= 0 && byte !== 10 && byte !== 13; byte = this.peek()) this.position += 1;
  }

  /** The next value or bare word; undefined at the end of the file. */
  read(): PdfValue | PdfKeyword | undefined {
    this.skipSpace();
    const byte = this.peek();
    if (byte < 0) return undefined;
    if (byte === 0x2f) return this.readName();
    if (byte === 0x28) return this.readLiteral();
    if (byte === 0x5b) return this.readArray();
    if (byte === 0x3c) return this.peekAt(1) === 0x3c ? this.readDict() : this.readHex();
    if (isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e) return this.readNumberOrRef();
    return this.readWord();
  }

  /** The next value. @throws DOC_BROKEN where none stands */
  readValue(): PdfValue {
    const value = this.read();
    if (value === undefined || value instanceof PdfKeyword) throw broken('object-syntax', { offset: this.offset });
    return value;
  }

  /** Whether the next token is this word; if so it is consumed. */
  takeWord(word: string): boolean {
    this.skipSpace();
    for (let i = 0; i < word.length; i += 1) {
      if (this.peekAt(i) !== word.charCodeAt(i)) return false;
    }
    this.position += word.length;
    return true;
  }

  takeInteger(): number | undefined {
    this.skipSpace();
    const start = this.position;
    let value = 0;
    for (let byte = this.peek(); isDigit(byte) && this.position - start < 20; byte = this.peek()) {
      value = value * 10 + (byte - 0x30);
      this.position += 1;
    }
    return this.position > start && Number.isSafeInteger(value) ? value : undefined;
  }

  private peekAt(distance: number): number {
    const byte = this.bytes[this.position + distance];
    if (byte !== undefined) return byte;
    if (this.isFinal) return -1;
    throw windowTooSmall;
  }

  private readWord(): PdfValue | PdfKeyword {
    const start = this.position;
    for (let byte = this.peek(); byte >= 0 && isRegular(byte); byte = this.peek()) this.position += 1;
    // A stray delimiter is a word of its own, so that reading always goes on.
    if (this.position === start) this.position += 1;
    const word = this.ascii(start, this.position);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    return new PdfKeyword(word);
  }

  private ascii(start: number, end: number): string {
    let text = '';
    for (let i = start; i < Math.min(end, start + 128); i += 1) text += String.fromCharCode(this.bytes[i]!);
    return text;
  }

  private readName(): PdfName {
    this.position += 1;
    let name = '';
    for (let byte = this.peek(); byte >= 0 && isRegular(byte); byte = this.peek()) {
      const high = byte === 0x23 ? hexDigit(this.peekAt(1)) : -1;
      const low = high >= 0 ? hexDigit(this.peekAt(2)) : -1;
      name += String.fromCharCode(low >= 0 ? high * 16 + low : byte);
      this.position += low >= 0 ? 3 : 1;
      if (name.length > 4096) throw hostile('object-too-long', { offset: this.offset });
    }
    return new PdfName(name);
  }

  private readNumber(): number {
    const start = this.position;
    for (let byte = this.peek(); byte >= 0 && isRegular(byte); byte = this.peek()) this.position += 1;
    const text = this.ascii(start, this.position);
    const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
    if (!Number.isNaN(value)) return value;
    // `--5` and `1.2-3` occur in the wild; readers take what they understand, and so do we, as zero or the front part.
    const front = /^[+-]*(\d+\.?\d*|\.\d+)/.exec(text);
    return front === null ? 0 : Number(front[0].replace(/^[+-]*/, (signs) => (signs.includes('-') ? '-' : '')));
  }

  private readNumberOrRef(): PdfValue {
    const first = this.readNumber();
    if (!this.readsReferences || !Number.isInteger(first) || first < 0 || first > pdfLimits.objects) return first;
    const after = this.position;
    const generation = isSpace(this.peek()) ? this.takeInteger() : undefined;
    if (generation !== undefined && isSpace(this.peek()) && this.takeWord('R')) {
      const next = this.peek();
      if (next < 0 || !isRegular(next)) return new PdfRef(first, generation);
    }
    this.position = after;
    return first;
  }

  private enter(): void {
    this.depth += 1;
    if (this.depth > pdfLimits.nesting) throw hostile('nesting', { offset: this.offset });
  }

  private readArray(): PdfValue[] {
    this.enter();
    this.position += 1;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.peek() === 0x5d) break;
      const item = this.read();
      if (item === undefined || item instanceof PdfKeyword) throw broken('object-syntax', { offset: this.offset });
      items.push(item);
    }
    this.position += 1;
    this.depth -= 1;
    return items;
  }

  private readDict(): PdfDict {
    this.enter();
    const start = this.offset;
    this.position += 2;
    const entries = new Map<string, PdfValue>();
    let hasDuplicateKeys = false;
    for (;;) {
      this.skipSpace();
      if (this.peek() === 0x3e && this.peekAt(1) === 0x3e) break;
      if (this.peek() !== 0x2f) throw broken('object-syntax', { offset: this.offset });
      const key = this.readName().name;
      const value = this.readValue();
      hasDuplicateKeys ||= entries.has(key);
      entries.set(key, value);
    }
    this.position += 2;
    this.depth -= 1;
    return new PdfDict(entries, hasDuplicateKeys, start, this.offset);
  }

  private readHex(): PdfString {
    const start = this.offset;
    this.position += 1;
    const from = this.position;
    const close = this.bytes.indexOf(0x3e, from);
    if (close < 0) {
      if (this.isFinal) throw broken('object-syntax', { offset: start });
      throw windowTooSmall;
    }
    this.position = close + 1;
    return new PdfString(decodeHex(this.bytes.subarray(from, close)), true, start, this.offset);
  }

  private readLiteral(): PdfString {
    const start = this.offset;
    this.position += 1;
    const out: number[] = [];
    for (let open = 1; open > 0;) {
      const byte = this.peek();
      if (byte < 0) throw broken('object-syntax', { offset: start });
      this.position += 1;
      if (byte === 0x5c) this.readEscape(out);
      else {
        if (byte === 0x28) open += 1;
        if (byte === 0x29) open -= 1;
        if (open > 0) out.push(byte);
      }
    }
    return new PdfString(Uint8Array.from(out), false, start, this.offset);
  }

  private readEscape(out: number[]): void {
    const byte = this.peek();
    this.position += 1;
    const simple = 'nrtbf'.indexOf(String.fromCharCode(byte));
    if (simple >= 0) out.push([10, 13, 9, 8, 12][simple]!);
    else if (byte === 13 || byte === 10) {
      if (byte === 13 && this.peek() === 10) this.position += 1;
    } else if (byte >= 0x30 && byte <= 0x37) {
      let value = byte - 0x30;
      for (let i = 0; i < 2 && this.peek() >= 0x30 && this.peek() <= 0x37; i += 1) {
        value = value * 8 + (this.peek() - 0x30);
        this.position += 1;
      }
      out.push(value & 0xff);
    } else if (byte >= 0) out.push(byte);
  }
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** White space is skipped, other bytes too, and a missing last digit counts as 0 (ISO 32000-1 clause 7.3.4.3). */
export function decodeHex(bytes: Uint8Array): Uint8Array {
  // Signature values are long and written plainly: digits alone, which the runtime reads at once.
  const plain = Buffer.from(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'), 'hex');
  if (plain.length * 2 === bytes.length) return new Uint8Array(plain.buffer, plain.byteOffset, plain.length);
  const out = new Uint8Array((bytes.length + 1) >> 1);
  let digits = 0;
  for (const byte of bytes) {
    const digit = hexDigit(byte);
    if (digit < 0) continue;
    out[digits >> 1] = digits & 1 ? out[digits >> 1]! | digit : digit << 4;
    digits += 1;
  }
  return out.subarray(0, (digits + 1) >> 1);
}

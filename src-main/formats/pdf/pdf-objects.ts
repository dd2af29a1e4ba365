import type { ByteSource } from '../byte-source.ts';
import { openObjectStream, packedObject, type ObjectStream } from './object-stream.ts';
import { pdfLimits } from './pdf-limits.ts';
import { broken, hostile } from './pdf-problems.ts';
import { isArray, PdfDict, PdfName, PdfRef, PdfStream, type PdfArray, type PdfValue } from './pdf-values.ts';
import { decodeStream, rawStreamBytes } from './stream-data.ts';
import { readIndirectObject } from './windows.ts';
import { entryIn, type XrefEntry, type XrefSection } from './xref-section.ts';

const CACHED_OBJECTS = 4096;
const CACHED_OBJECT_STREAMS = 16;
const REFERENCE_STEPS = 32;

export interface LoadedObject {
  readonly value: PdfValue;
  readonly gen: number;
  /** The bytes of the value as they stand in the file or the object stream; empty for a stream object. */
  readonly text: () => Uint8Array;
}

/**
 * The objects of one state of a file: the cross-reference sections given, newest first, over the bytes of the
 * source. Several states of one file, one per revision, live side by side.
 */
export class PdfObjects {
  readonly source: ByteSource;
  readonly sections: readonly XrefSection[];
  private readonly loaded = new Map<number, LoadedObject>();
  private readonly objectStreams = new Map<number, ObjectStream>();
  private readonly opening = new Set<number>();
  private inflated = 0;

  constructor(source: ByteSource, sections: readonly XrefSection[]) {
    this.source = source;
    this.sections = sections;
  }

  entry(num: number): XrefEntry | undefined {
    for (const section of this.sections) {
      const entry = entryIn(section, num);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  /**
   * @returns the object, or undefined when it is free or missing (which means null)
   * @throws DOC_BROKEN when another object stands at its offset
   */
  load(num: number): LoadedObject | undefined {
    const known = this.loaded.get(num);
    if (known !== undefined) return known;
    const entry = this.entry(num);
    if (entry === undefined || entry.kind === 'free') return undefined;
    const object = entry.kind === 'offset' ? this.loadAt(num, entry.offset) : this.loadPacked(num, entry);
    if (this.loaded.size >= CACHED_OBJECTS) this.loaded.clear();
    this.loaded.set(num, object);
    return object;
  }

  /** Follow references to the value behind them; null where nothing is (ISO 32000-1 clause 7.3.10). */
  readonly follow = (value: PdfValue | undefined): PdfValue => {
    let current = value ?? null;
    for (let step = 0; current instanceof PdfRef; step += 1) {
      if (step > REFERENCE_STEPS) throw hostile('circle', { object: current.num });
      current = this.load(current.num)?.value ?? null;
    }
    return current;
  };

  dict(value: PdfValue | undefined): PdfDict | undefined {
    const found = this.follow(value);
    if (found instanceof PdfStream) return found.dict;
    return found instanceof PdfDict ? found : undefined;
  }

  array(value: PdfValue | undefined): PdfArray | undefined {
    const found = this.follow(value);
    return isArray(found) ? found : undefined;
  }

  number(value: PdfValue | undefined): number | undefined {
    const found = this.follow(value);
    return typeof found === 'number' ? found : undefined;
  }

  name(value: PdfValue | undefined): string | undefined {
    const found = this.follow(value);
    return found instanceof PdfName ? found.name : undefined;
  }

  /** The stream's data without their filters; undefined for filters of images. @throws DOC_HOSTILE over the budget */
  streamBytes(stream: PdfStream): Uint8Array | undefined {
    const raw = rawStreamBytes(this.source, stream, this.follow);
    const budget = Math.min(pdfLimits.streamBytes, pdfLimits.inflatedBytes - this.inflated);
    if (budget <= 0) throw hostile('expansion', { bytes: pdfLimits.inflatedBytes });
    const bytes = decodeStream(raw, stream.dict, this.follow, budget);
    const grown = bytes === undefined || bytes === raw ? 0 : bytes.length;
    this.inflated += grown;
    this.source.inflated?.(grown);
    return bytes;
  }

  private loadAt(num: number, offset: number): LoadedObject {
    const object = readIndirectObject(this.source, offset);
    if (object?.num !== num) throw broken('object-misplaced', { object: num, offset });
    return {
      value: object.value,
      gen: object.gen,
      text: () => this.textBetween(offset, object.end, object.value),
    };
  }

  private textBetween(start: number, end: number, value: PdfValue): Uint8Array {
    if (value instanceof PdfDict) return this.source.read(value.start, value.end - value.start);
    if (value instanceof PdfStream) return new Uint8Array(0);
    const text = Buffer.from(this.source.read(start, end - start)).toString('latin1');
    return Buffer.from(text.replace(/^\s*\d+\s+\d+\s+obj/, '').replace(/endobj\s*$/, ''), 'latin1');
  }

  private loadPacked(num: number, entry: { stream: number; index: number }): LoadedObject {
    const found = packedObject(this.objectStream(entry.stream), num, entry.index);
    if (found === undefined) throw broken('object-misplaced', { object: num, stream: entry.stream });
    return { value: found.value, gen: 0, text: () => found.text };
  }

  /** @throws DOC_HOSTILE for an object stream inside another, which the standard forbids */
  objectStream(num: number): ObjectStream {
    const known = this.objectStreams.get(num);
    if (known !== undefined) return known;
    if (this.entry(num)?.kind === 'packed' || this.opening.has(num)) throw hostile('circle', { object: num });
    this.opening.add(num);
    try {
      const value = this.load(num)?.value;
      const data = value instanceof PdfStream ? this.streamBytes(value) : undefined;
      if (!(value instanceof PdfStream) || data === undefined) throw broken('object-stream', { object: num });
      const stream = openObjectStream(value.dict, data);
      if (this.objectStreams.size >= CACHED_OBJECT_STREAMS) this.objectStreams.clear();
      this.objectStreams.set(num, stream);
      return stream;
    } finally {
      this.opening.delete(num);
    }
  }
}

/**
 * The eight kinds of value of ISO 32000-1 clause 7.3 as plain data. null, boolean, number and array are the
 * language's own; the others are classes so that they can be told apart.
 */
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfDict | PdfStream | PdfArray;

export type PdfArray = readonly PdfValue[];

export class PdfName {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

export class PdfString {
  readonly bytes: Uint8Array;
  /** Whether it was written as `<hex>`; a signature's Contents must be. */
  readonly isHex: boolean;
  /** Where the token, with its delimiters, stands in what was parsed: `[start, end)`. */
  readonly start: number;
  readonly end: number;

  constructor(bytes: Uint8Array, isHex: boolean, start: number, end: number) {
    this.bytes = bytes;
    this.isHex = isHex;
    this.start = start;
    this.end = end;
  }
}

/** Reference to an indirect object (间接引用). */
export class PdfRef {
  readonly num: number;
  readonly gen: number;

  constructor(num: number, gen: number) {
    this.num = num;
    this.gen = gen;
  }
}

export class PdfDict {
  readonly entries: ReadonlyMap<string, PdfValue>;
  /** Readers differ on which of two equal keys counts, so a signature dictionary with one is not accepted. */
  readonly hasDuplicateKeys: boolean;
  /** Where `<<` … `>>` stands in what was parsed: `[start, end)`. */
  readonly start: number;
  readonly end: number;

  constructor(entries: ReadonlyMap<string, PdfValue>, hasDuplicateKeys: boolean, start: number, end: number) {
    this.entries = entries;
    this.hasDuplicateKeys = hasDuplicateKeys;
    this.start = start;
    this.end = end;
  }

  /** The value as written: a reference is not followed. */
  get(key: string): PdfValue | undefined {
    return this.entries.get(key);
  }
}

export class PdfStream {
  readonly dict: PdfDict;
  /** Offset of the first data byte, counted like every offset of the file. */
  readonly dataOffset: number;

  constructor(dict: PdfDict, dataOffset: number) {
    this.dict = dict;
    this.dataOffset = dataOffset;
  }
}

/** A bare word: an operator of a content stream, or `obj`, `endobj`, `xref` … */
export class PdfKeyword {
  readonly word: string;

  constructor(word: string) {
    this.word = word;
  }
}

export function isName(value: PdfValue | undefined, name: string): boolean {
  return value instanceof PdfName && value.name === name;
}

export function isArray(value: PdfValue | undefined): value is PdfArray {
  return Array.isArray(value);
}

/** Text of a string object: UTF-16BE or UTF-8 with a byte order mark, else read as Latin-1. */
export function textOf(value: PdfString): string {
  const { bytes } = value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes.subarray(3));
  return latin1(bytes);
}

const LONGEST_SHOWN = 500;

/** Text of the file on its way to a person: control characters could move the cursor of a terminal. */
export function shownText(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ').slice(0, LONGEST_SHOWN);
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

import { PDFContext, PDFHexString, PDFRawStream, PDFRef, type PDFObject } from 'pdf-lib';
import { StationError } from '#shared/errors/station-error.ts';
import { broken } from './pdf-problems.ts';
import type { LoadedObject } from './pdf-objects.ts';
import type { PdfFile } from './pdf-file.ts';
import { PdfRef, PdfString } from './pdf-values.ts';

/** The largest offset a classic table can name: ten digits. */
const TABLE_LIMIT = 9_999_999_999;

/** The finished part that is appended, and where its objects start in it. */
export interface WrittenIncrement {
  readonly bytes: Uint8Array;
  /** Position in `bytes` of the first byte of `num gen obj`. */
  readonly positions: ReadonlyMap<number, number>;
}

/**
 * An incremental update (增量更新) in the making: objects that are new and objects that replace older ones. The
 * document itself is never loaded; new objects are made with pdf-lib, replaced ones are given as bytes.
 *
 * @see ISO 32000-1 clause 7.5.6
 */
export class Increment {
  readonly context = PDFContext.create();
  private readonly file: PdfFile;
  private readonly objects = new Map<number, { gen: number; bytes: Uint8Array }>();
  private nextNum: number;

  constructor(file: PdfFile) {
    if (file.condition === 'rebuilt') throw broken('needs-repair');
    this.file = file;
    this.nextNum = nextObjectNumber(file);
  }

  /** A reference that an object will be put under. */
  reserve(): PDFRef {
    this.nextNum += 1;
    return PDFRef.of(this.nextNum - 1, 0);
  }

  put(ref: PDFRef, object: PDFObject): void {
    const bytes = new Uint8Array(object.sizeInBytes());
    object.copyBytesInto(bytes, 0);
    this.objects.set(ref.objectNumber, { gen: ref.generationNumber, bytes });
  }

  /** The same for an object that is given as bytes. */
  putBytes(ref: PDFRef, bytes: Uint8Array): void {
    this.objects.set(ref.objectNumber, { gen: ref.generationNumber, bytes });
  }

  add(object: PDFObject): PDFRef {
    const ref = this.reserve();
    this.put(ref, object);
    return ref;
  }

  /** Replace an object of the file: same number and generation, other bytes. */
  replace(num: number, bytes: Uint8Array): void {
    this.objects.set(num, { gen: this.load(num).gen, bytes });
  }

  /** The bytes of an object: as replaced before, else as in the file. */
  textOf(num: number): Uint8Array {
    return this.objects.get(num)?.bytes ?? this.load(num).text();
  }

  private load(num: number): LoadedObject {
    const loaded = this.file.objects.load(num);
    if (loaded === undefined) throw broken('object-missing', { object: num });
    return loaded;
  }

  /**
   * Lay everything out behind the file, with the kind of cross-reference section the file ends with.
   *
   * @param secondId 16 bytes: the second half of ID, which says that this is another state of the same file
   */
  write(secondId: Uint8Array): WrittenIncrement {
    const { source, junkBytes } = this.file;
    const bodySize = source.size - junkBytes;
    const isStream = this.file.sections[0]!.kind === 'stream';
    const xrefNum = isStream ? this.reserve().objectNumber : 0;
    const parts: Uint8Array[] = [];
    const positions = new Map<number, number>();
    let length = 0;
    const push = (part: Uint8Array): void => {
      parts.push(part);
      length += part.length;
    };
    const lastByte = source.read(source.size - 1, 1)[0];
    if (lastByte !== 0x0a && lastByte !== 0x0d) push(Buffer.from('\n'));
    for (const [num, { gen, bytes }] of this.objects) {
      positions.set(num, length);
      push(Buffer.from(`${num} ${gen} obj\n`));
      push(bytes);
      push(Buffer.from('\nendobj\n'));
    }
    const xrefAt = bodySize + length;
    if (isStream) positions.set(xrefNum, length);
    else if (xrefAt > TABLE_LIMIT) throw new StationError('DOC_TOO_LARGE', { actual: xrefAt, limit: TABLE_LIMIT });
    const rows = [...positions].map(([num, at]) => ({ num, gen: this.objects.get(num)?.gen ?? 0, at: bodySize + at }));
    rows.sort((a, b) => a.num - b.num);
    push(isStream ? this.xrefStream(xrefNum, rows, secondId) : this.xrefTable(rows, secondId));
    push(Buffer.from(`startxref\n${xrefAt}\n%%EOF\n`));
    return { bytes: Buffer.concat(parts), positions };
  }

  private xrefTable(rows: readonly Row[], secondId: Uint8Array): Uint8Array {
    let table = 'xref\n';
    for (const run of runsOf(rows)) {
      table += `${run[0]!.num} ${run.length}\n`;
      for (const { at, gen } of run) table += `${String(at).padStart(10, '0')} ${String(gen).padStart(5, '0')} n\r\n`;
    }
    const trailer = this.context.obj(this.trailerEntries(secondId));
    return Buffer.from(`${table}trailer\n${trailer.toString()}\n`, 'latin1');
  }

  private xrefStream(num: number, rows: readonly Row[], secondId: Uint8Array): Uint8Array {
    const width = Math.max(...rows.map(({ at }) => byteWidth(at)));
    const data = Buffer.alloc(rows.length * (3 + width));
    let position = 0;
    for (const { at, gen } of rows) {
      data[position] = 1;
      for (let i = 0, rest = at; i < width; i += 1, rest = Math.floor(rest / 256))
        data[position + width - i] = rest & 0xff;
      data.writeUInt16BE(gen, position + 1 + width);
      position += 3 + width;
    }
    const dict = this.context.obj({
      Type: 'XRef',
      ...this.trailerEntries(secondId),
      W: [1, width, 2],
      Index: runsOf(rows).flatMap((run) => [run[0]!.num, run.length]),
    });
    const stream = PDFRawStream.of(dict, data);
    const bytes = new Uint8Array(stream.sizeInBytes());
    stream.copyBytesInto(bytes, 0);
    return Buffer.concat([Buffer.from(`${num} 0 obj\n`), bytes, Buffer.from('\nendobj\n')]);
  }

  private trailerEntries(secondId: Uint8Array): TrailerEntries {
    const { sections } = this.file;
    const inherited = (key: string): PDFRef | undefined => {
      const value = sections.map((section) => section.trailer.get(key)).find((found) => found !== undefined);
      return value instanceof PdfRef ? PDFRef.of(value.num, value.gen) : undefined;
    };
    const root = inherited('Root')!;
    const info = inherited('Info');
    return {
      Size: this.nextNum,
      Root: root,
      ...(info === undefined ? {} : { Info: info }),
      ID: [hexString(firstId(this.file) ?? secondId), hexString(secondId)],
      Prev: sections[0]!.offset,
    };
  }
}

interface Row {
  readonly num: number;
  readonly gen: number;
  readonly at: number;
}

type TrailerEntries = {
  Size: number;
  Root: PDFRef;
  Info?: PDFRef;
  ID: PDFHexString[];
  Prev: number;
};

function byteWidth(value: number): number {
  return Math.ceil(value.toString(16).length / 2);
}

function runsOf(rows: readonly Row[]): Row[][] {
  const runs: Row[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.at(-1)?.num === row.num - 1) last?.push(row);
    else runs.push([row]);
  }
  return runs;
}

/** Above every number the file uses or claims, so that nothing the file points to is given a meaning. */
function nextObjectNumber(file: PdfFile): number {
  let next = 1;
  for (const section of file.sections) {
    const size = file.objects.number(section.trailer.get('Size')) ?? 0;
    const last = [section.runs.at(-1), section.hidden?.runs.at(-1)].filter((run) => run !== undefined);
    next = Math.max(next, size, ...last.map((run) => run.first + run.kinds.length));
  }
  return next;
}

function firstId(file: PdfFile): Uint8Array | undefined {
  const id = file.objects.array(file.trailer.get('ID')) ?? [];
  const first = file.objects.follow(id[0]);
  return first instanceof PdfString ? first.bytes : undefined;
}

function hexString(bytes: Uint8Array): PDFHexString {
  return PDFHexString.of(Buffer.from(bytes).toString('hex'));
}

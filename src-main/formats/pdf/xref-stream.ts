import type { ByteSource } from '../byte-source.ts';
import { pdfLimits } from './pdf-limits.ts';
import { broken, hostile } from './pdf-problems.ts';
import { isArray, isName, PdfStream, type PdfValue } from './pdf-values.ts';
import { decodeStream, rawStreamBytes } from './stream-data.ts';
import { readIndirectObject } from './windows.ts';
import { AT_OFFSET, FREE, makeRun, orderRuns, PACKED, type XrefRun, type XrefSection } from './xref-section.ts';

/** A cross-reference stream must be readable before any reference can be followed. */
const direct = (value: PdfValue | undefined): PdfValue => value ?? null;

/** Read a cross-reference stream (ISO 32000-1 clause 7.5.8); undefined when another object stands there. */
export function readXrefStream(source: ByteSource, offset: number): XrefSection | undefined {
  const object = readIndirectObject(source, offset);
  if (!(object?.value instanceof PdfStream) || !isName(object.value.dict.get('Type'), 'XRef')) return undefined;
  const { dict } = object.value;
  const data = decodeStream(rawStreamBytes(source, object.value, direct), dict, direct, pdfLimits.streamBytes);
  if (data === undefined) throw broken('xref-damaged', { offset });
  const widths = numbers(dict.get('W'));
  if (widths.length !== 3 || widths.some((width) => width > 8)) throw broken('xref-damaged', { offset });
  const size = dict.get('Size');
  const index = numbers(dict.get('Index') ?? [0, typeof size === 'number' ? size : 0]);
  const runs: XrefRun[] = [];
  const reader = { data, widths, position: 0 };
  for (let i = 0; i + 1 < index.length; i += 2) runs.push(readRun(reader, index[i]!, index[i + 1]!));
  return { kind: 'stream', offset, trailer: dict, runs: orderRuns(runs) };
}

function numbers(value: PdfValue | undefined): number[] {
  if (!isArray(value)) return [];
  return value.map((item) => (typeof item === 'number' && Number.isSafeInteger(item) && item >= 0 ? item : 0));
}

interface RowReader {
  readonly data: Uint8Array;
  readonly widths: readonly number[];
  position: number;
}

function readRun(reader: RowReader, first: number, wanted: number): XrefRun {
  if (first + wanted > pdfLimits.objects + 1) throw hostile('too-many-objects', { objects: first + wanted });
  const rowBytes = reader.widths.reduce((sum, width) => sum + width, 0);
  if (rowBytes === 0) throw broken('xref-damaged', { object: first });
  // Some writers announce one row more than they write.
  const count = Math.min(wanted, Math.floor((reader.data.length - reader.position) / rowBytes));
  const run = makeRun(first, count);
  for (let i = 0; i < count; i += 1) {
    const kind = reader.widths[0] === 0 ? AT_OFFSET : field(reader, 0);
    const place = field(reader, 1);
    const extra = field(reader, 2);
    run.kinds[i] = kind === AT_OFFSET || kind === PACKED ? kind : FREE;
    run.places[i] = place;
    run.extras[i] = extra;
  }
  return run;
}

function field(reader: RowReader, index: number): number {
  let value = 0;
  for (let i = 0; i < reader.widths[index]!; i += 1) {
    value = value * 256 + reader.data[reader.position]!;
    reader.position += 1;
  }
  return value;
}

/**
 * Small PDFs written by hand, so that a test can say exactly which bytes it means: honest ones with a classic
 * table, a cross-reference stream or both, and increments an attacker would append.
 */

export type XrefKind = 'table' | 'stream' | 'hybrid';

export interface PageShape {
  readonly mediaBox?: readonly number[];
  readonly cropBox?: readonly number[];
  readonly rotate?: number;
  readonly userUnit?: number | string;
  /** Content stream; a line of text when absent. */
  readonly content?: string;
  /** More entries of the page dictionary. */
  readonly extra?: string;
}

export type ObjectBodies = Readonly<Record<number, string>>;

const TEXT = 'BT /F1 24 Tf 60 60 Td (Contract) Tj ET';

/** Objects of a document: 1 catalog, 2 page tree, 3 font, then for page i (from 0) page 4 + 2i and content 5 + 2i. */
export function documentObjects(pages: readonly PageShape[], catalogExtra = ''): Record<number, string> {
  const objects: Record<number, string> = {
    1: `<< /Type /Catalog /Pages 2 0 R ${catalogExtra} >>`,
    2: `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')}] >>`,
    3: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  };
  for (const [i, page] of pages.entries()) {
    const boxes = [
      `/MediaBox [${(page.mediaBox ?? [0, 0, 595, 842]).join(' ')}]`,
      page.cropBox === undefined ? '' : `/CropBox [${page.cropBox.join(' ')}]`,
      page.rotate === undefined ? '' : `/Rotate ${page.rotate}`,
      page.userUnit === undefined ? '' : `/UserUnit ${page.userUnit}`,
    ].join(' ');
    objects[4 + 2 * i] =
      `<< /Type /Page /Parent 2 0 R ${boxes} /Contents ${5 + 2 * i} 0 R ` +
      `/Resources << /Font << /F1 3 0 R >> >> ${page.extra ?? ''} >>`;
    objects[5 + 2 * i] = streamBody(page.content ?? TEXT);
  }
  return objects;
}

export function streamBody(data: string, dict = ''): string {
  return `<< /Length ${data.length} ${dict} >>\nstream\n${data}\nendstream`;
}

export function pdfDocument(
  pages: readonly PageShape[] = [{}],
  kind: XrefKind = 'table',
  catalogExtra = '',
  more: ObjectBodies = {},
): Uint8Array {
  return assemblePdf({ ...documentObjects(pages, catalogExtra), ...more }, kind);
}

/** Lay objects out as a file. The hybrid kind hides the highest object from readers of PDF 1.4. */
export function assemblePdf(objects: ObjectBodies, kind: XrefKind = 'table', trailer = '/Root 1 0 R'): Uint8Array {
  const numbers = Object.keys(objects).map(Number);
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const places = new Map<number, number>();
  for (const num of numbers) {
    places.set(num, text.length);
    text += `${num} 0 obj\n${objects[num]}\nendobj\n`;
  }
  const size = Math.max(...numbers) + 1;
  const id = '/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]';
  if (kind === 'stream') return bytesOf(text + xrefStreamAt(text.length, size, places, `${trailer} ${id}`));
  const hidden = kind === 'hybrid' ? Math.max(...numbers) : -1;
  let more = '';
  if (kind === 'hybrid') {
    const at = text.length;
    const row = rowsOf([[1, places.get(hidden)!]]);
    const dict = `/Type /XRef /W [1 4 2] /Index [${hidden} 1] /Size ${size + 1}`;
    text += `${size} 0 obj\n${streamBody(row, dict)}\nendobj\n`;
    more = `/XRefStm ${at}`;
  }
  const lines = Array.from({ length: size }, (_, num) => {
    const place = num === hidden ? undefined : places.get(num);
    return place === undefined ? '0000000000 65535 f\r\n' : `${String(place).padStart(10, '0')} 00000 n\r\n`;
  });
  const table = `xref\n0 ${size}\n${lines.join('')}trailer\n<< /Size ${size} ${trailer} ${id} ${more} >>\n`;
  return bytesOf(`${text}${table}startxref\n${text.length}\n%%EOF\n`);
}

function xrefStreamAt(at: number, num: number, places: ReadonlyMap<number, number>, trailer: string): string {
  const rows = Array.from({ length: num + 1 }, (_, n): [number, number] => {
    if (n === num) return [1, at];
    return places.has(n) ? [1, places.get(n)!] : [0, 0];
  });
  const dict = `/Type /XRef /W [1 4 2] /Size ${num + 1} ${trailer}`;
  return `${num} 0 obj\n${streamBody(rowsOf(rows), dict)}\nendobj\nstartxref\n${at}\n%%EOF\n`;
}

function rowsOf(rows: readonly (readonly [number, number])[]): string {
  const data = Buffer.alloc(rows.length * 7);
  for (const [i, [kind, place]] of rows.entries()) {
    data[i * 7] = kind;
    data.writeUInt32BE(place, i * 7 + 1);
  }
  return data.toString('latin1');
}

/**
 * A file of one revision with one signature field (30) and signature (31) that covers it, and what fields are given.
 *
 * @param entries more entries of the signature dictionary, such as Reference
 */
export function signedDocument(entries: string, fields: ObjectBodies = {}): Uint8Array {
  const refs = [...Object.keys(fields), '30'].map((num) => `${num} 0 R`).join(' ');
  return coverAll(
    pdfDocument([{}], 'table', `/AcroForm << /Fields [${refs}] /SigFlags 3 >>`, {
      ...fields,
      30: '<< /FT /Sig /T (First) /V 31 0 R >>',
      31: openSignature(entries),
    }),
  );
}

const blank = '0000000000';

/** A signature dictionary whose ByteRange {@link coverAll} fills in. */
export function openSignature(entries: string): string {
  return `<< /Type /Sig ${entries} /ByteRange [0 ${blank} ${blank} ${blank}] /Contents <300302010100000000> >>`;
}

/** Has the one open signature of a file cover all of it. */
export function coverAll(bytes: Uint8Array): Uint8Array {
  const text = textOf(bytes);
  const start = text.indexOf('<30030201');
  const end = text.indexOf('>', start) + 1;
  const numbers = [start, end, text.length - end].map((value) => String(value).padStart(10, '0'));
  return bytesOf(text.replace(`${blank} ${blank} ${blank}`, numbers.join(' ')));
}

/** Append an increment with a classic table, as an editor or an attacker would. */
export function appendUpdate(original: Uint8Array, objects: ObjectBodies, trailer = '/Root 1 0 R'): Uint8Array {
  const before = textOf(original);
  const prev = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(before)?.[1]);
  let text = before;
  let table = '';
  for (const num of Object.keys(objects).map(Number)) {
    table += `${num} 1\n${String(text.length).padStart(10, '0')} 00000 n\r\n`;
    text += `${num} 0 obj\n${objects[num]}\nendobj\n`;
  }
  const size = Math.max(...Object.keys(objects).map(Number), highestNumber(before)) + 1;
  return bytesOf(
    `${text}xref\n${table}trailer\n<< /Size ${size} /Prev ${prev} ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`,
  );
}

function highestNumber(text: string): number {
  return Math.max(...[...text.matchAll(/(?<!\d)(\d{1,7}) 0 obj/g)].map((match) => Number(match[1])));
}

/** The body of the newest version of an object, to be changed and appended again. */
export function bodyOf(bytes: Uint8Array, num: number): string {
  const text = textOf(bytes);
  const start = text.lastIndexOf(`\n${num} 0 obj\n`) + `\n${num} 0 obj\n`.length;
  return text.slice(start, text.indexOf('\nendobj', start));
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

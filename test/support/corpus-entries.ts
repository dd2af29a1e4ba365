import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';

/** Folder of the public test documents, or `undefined`: the tests that need it are then skipped by name. */
export const corpus = process.env['SEALKEEPER_CORPUS'];

/** Read one document of the corpus. */
export const corpusFile = (name: string): Uint8Array => readFileSync(join(corpus ?? '', name));

/** Entries of an OFD package whose path ends with `suffix`, by path; duplicates keep the first. */
export async function ofdEntries(name: string, suffix: string): Promise<Map<string, Uint8Array>> {
  const zip = await yauzl.openPromise(join(corpus ?? '', name), { autoClose: false });
  const found = new Map<string, Uint8Array>();
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.toLowerCase().endsWith(suffix.toLowerCase()) || found.has(entry.fileName)) continue;
    found.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  zip.close();
  return found;
}

/** The only entry with that suffix. */
export async function ofdEntry(name: string, suffix: string): Promise<Uint8Array> {
  const [bytes] = (await ofdEntries(name, suffix)).values();
  if (bytes === undefined) throw new Error(`${name} has no entry ${suffix}`);
  return bytes;
}

/** Signed bytes and signature value of every signature with a direct /ByteRange, found without reading the PDF. */
export function pdfSignatures(name: string): { covered: Uint8Array; contents: Uint8Array }[] {
  const bytes = Buffer.from(corpusFile(name));
  const found: { covered: Uint8Array; contents: Uint8Array }[] = [];
  for (const match of bytes.toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)) {
    const [start, first, second, last] = match.slice(1, 5).map(Number) as [number, number, number, number];
    const hex = bytes.toString('latin1', start + first + 1, second - 1);
    found.push({
      covered: Buffer.concat([bytes.subarray(start, start + first), bytes.subarray(second, second + last)]),
      contents: Buffer.from(hex, 'hex'),
    });
  }
  return found;
}

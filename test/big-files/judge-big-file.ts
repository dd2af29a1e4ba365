import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { readSesSignature } from '#main/formats/ses/read.ts';
import { elementLength } from '#main/formats/pdf/der-extent.ts';
import { ask } from '#test/support/foreign-programs.ts';

export interface BigFileJudgement {
  /** `qpdf --check` ends with 0. */
  readonly qpdf: boolean;
  /** What pdfsig says of the last signature. */
  readonly pdfsig: boolean;
  /** SM3 of the byte range, computed by OpenSSL, is the one in the seal signature. */
  readonly digest: boolean;
  /** Where material is wanted: pdfsig sees a document timestamp over the whole file behind a seal over less. */
  readonly material: boolean;
  readonly byteRange: readonly number[];
}

const tailBytes = 4 * 1024 * 1024;

/** What programs that are not ours say of a stamped file, and its byte range read without our reader. */
export function judgeBigFile(file: string, wantsMaterial: boolean): BigFileJudgement {
  const size = fs.statSync(file).size;
  const handle = fs.openSync(file, 'r');
  const tail = Buffer.alloc(Math.min(tailBytes, size));
  fs.readSync(handle, tail, 0, tail.length, size - tail.length);
  fs.closeSync(handle);
  const text = tail.toString('latin1');
  const byteRange = (/\/ByteRange ?\[([\d ]+)\]/.exec(text)?.[1] ?? '').trim().split(/\s+/).map(Number);
  const [, before = 0, at = 0, after = 0] = byteRange;
  const hex = text.slice(before + 1 - (size - tail.length), at - 1 - (size - tail.length));
  const padded = new Uint8Array(Buffer.from(hex, 'hex'));
  const { dataHash } = readSesSignature(padded.subarray(0, elementLength(padded)));
  const told = ask('pdfsig', ['-nocert', file]).text;
  const covered = [...told.matchAll(/- (Total|Not total) document signed/g)].map(([, much]) => much);
  const isEnd = wantsMaterial ? at + after < size : at + after === size;
  return {
    qpdf: ask('qpdf', ['--check', file]).status === 0,
    pdfsig: covered.at(-1) === 'Total',
    material: !wantsMaterial || (told.includes('Field Name: Timestamp_1') && covered[0] === 'Not total'),
    digest: isEnd && opensslSm3(file, byteRange) === Buffer.from(dataHash).toString('hex'),
    byteRange,
  };
}

/** The two parts go through a pipe: nothing of ours counts a byte. */
function opensslSm3(file: string, [, before = 0, at = 0, after = 0]: readonly number[]): string {
  const parts = 'head -c "$2" "$1"; tail -c +"$(($3 + 1))" "$1" | head -c "$4"';
  const script = `{ ${parts}; } | openssl dgst -sm3 -r`;
  const { stdout } = spawnSync('sh', ['-c', script, 'sh', file, String(before), String(at), String(after)]);
  return stdout.toString().slice(0, 64);
}

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { copyPreparedStation } from '#test/support/prepared-station.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { writeBigPdf } from './big-pdf.ts';
import { judgeBigFile } from './judge-big-file.ts';

// Stamps large PDFs through a whole station, one process each, and prints one JSON object: memory beyond a
// station that has stamped a small one, its readers and key included, times, and what qpdf, pdfsig and OpenSSL say. Ends with 0 only if all of them agree and the memory holds.
// With `--material` the office wants a timestamp, long-term material and a document timestamp over it.
const { values } = parseArgs({
  options: { only: { type: 'string' }, folder: { type: 'string' }, material: { type: 'boolean', default: false } },
});

const mostExtraMib = 200;
const cases = [
  { name: '99,999,999 bytes, table', size: 99_999_999, kind: 'table' },
  { name: '99,999,999 bytes, stream', size: 99_999_999, kind: 'stream' },
  { name: '100,000,000 bytes, table', size: 100_000_000, kind: 'table' },
  { name: '100,000,000 bytes, stream', size: 100_000_000, kind: 'stream' },
  { name: '1 GiB, table', size: 1024 ** 3, kind: 'table' },
  { name: '1 GiB, stream', size: 1024 ** 3, kind: 'stream' },
  { name: '2^31+1 bytes, table', size: 2 ** 31 + 1, kind: 'table' },
  { name: '2^31+1 bytes, stream', size: 2 ** 31 + 1, kind: 'stream' },
] as const;

const folder = fs.mkdtempSync(path.join(values.folder ?? os.tmpdir(), 'big-files-'));
const results: Record<string, unknown>[] = [];
let isGood = true;
try {
  const prepared = path.join(folder, 'prepared');
  await copyPreparedStation(prepared);
  const small = path.join(folder, 'small.pdf');
  fs.writeFileSync(small, pdfDocument());
  for (const { name, size, kind } of cases) {
    if (values.only !== undefined && !name.includes(values.only)) continue;
    const file = path.join(folder, `${size}-${kind}.pdf`);
    writeBigPdf(file, size, kind);
    const process_ = spawnSync(
      process.execPath,
      [path.join(import.meta.dirname, 'stamping-station.ts'), prepared, small, file, values.material ? 'material' : ''],
      { encoding: 'utf8' },
    );
    if (process_.status !== 0) throw new Error(`${name}: ${process_.stderr}`);
    const { idleKb, extraKb, output, ...times } = JSON.parse(process_.stdout) as Record<string, number> & {
      output: string;
    };
    const judged = judgeBigFile(output, values.material);
    const extraMib = Math.round(extraKb! / 1024);
    const isRight = extraMib <= mostExtraMib && judged.qpdf && judged.pdfsig && judged.digest && judged.material;
    isGood &&= isRight;
    results.push({ name, isRight, idleMib: Math.round(idleKb! / 1024), extraMib, ...times, ...judged });
    process.stderr.write(`${name}: ${isRight ? 'right' : 'WRONG'}, ${extraMib} MiB more than idle\n`);
    for (const written of [file, output]) fs.rmSync(written, { force: true });
    for (const kept of fs.readdirSync(path.join(prepared, 'station', 'originals'))) {
      fs.rmSync(path.join(prepared, 'station', 'originals', kept), { force: true });
    }
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);
process.exitCode = isGood && results.length > 0 ? 0 : 1;

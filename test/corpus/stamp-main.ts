import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgeStamps } from './stamp-table.ts';
import { stampCorpus } from './stamped-corpus.ts';

// Stamps every file of the corpus, has the results judged by qpdf, pdfsig and ofdrw, and writes the table of
// `docs/corpus-stamping.md`. Ends with 0 only if every program is no less content than before.
const corpus = process.env['SEALKEEPER_CORPUS'];
if (!corpus) throw new Error('SEALKEEPER_CORPUS names the folder of the corpus');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stamped-corpus-'));
try {
  const rows = await stampCorpus(corpus, folder);
  const lines = await judgeStamps(corpus, rows);
  const stamped = rows.filter(({ output }) => output !== null).length;
  const table = lines.map(({ name, result, qpdf, pdfsig, ofdrw }) =>
    `| ${name} | ${result} | ${qpdf} | ${pdfsig} | ${ofdrw} |`.replaceAll('|  |', '| |').replaceAll('|  |', '| |'),
  );
  const text = `# The corpus, stamped

Every PDF and OFD of the corpus is stamped once by the station's own preparing and self-check, which holds every earlier
signature to be as whole as before; or it is refused with a code. Written by \`npx node test/corpus/stamp-main.ts\`.

* **qpdf**: \`qpdf --check\` of the stamped file; what it said before where that differs.
* **pdfsig**: \`total\` when the last signature covers the whole file.
* **ofdrw**: the verdict of ofdrw's validator over all signatures; what it said before where it is not \`valid\`.

${rows.length} files: ${stamped} stamped, ${rows.length - stamped} refused.

| File | Stamp | qpdf | pdfsig | ofdrw |
|---|---|---|---|---|
${table.join('\n')}
`;
  fs.writeFileSync(fileURLToPath(new URL('../../docs/corpus-stamping.md', import.meta.url)), text);
  const wrong = lines.filter(({ isRight }) => !isRight);
  for (const { name, qpdf, pdfsig, ofdrw } of wrong) process.stderr.write(`${name}: ${qpdf} ${pdfsig} ${ofdrw}\n`);
  process.stdout.write(`${rows.length} files, ${stamped} stamped, ${wrong.length} wrong\n`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

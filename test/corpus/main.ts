import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { corpus } from '#test/support/corpus-entries.ts';
import { compareOfd } from './compare-ofd.ts';
import { comparePdf } from './compare-pdf.ts';
import { openPdfPictures } from './draw-pdf.ts';
import { judgeCorpus } from './judge-corpus.ts';
import type { FileLook } from './looks.ts';
import { corpusPage } from './corpus-page.ts';

// Compares the pages of the corpus with those of other programs and writes docs/corpus.md. By hand, for it takes
// minutes: SEALKEEPER_CORPUS=… node test/corpus/main.ts --pages 12 [--only PDF|OFD] [--file part-of-its-name]
const { values } = parseArgs({
  options: { pages: { type: 'string', default: '12' }, only: { type: 'string' }, file: { type: 'string' } },
});
const mostPages = Number(values.pages);
const keepIn = fileURLToPath(new URL('../.cache/corpus', import.meta.url));

function filesOf(format: 'ofd' | 'pdf'): { path: string; name: string }[] {
  if (corpus === undefined) throw new Error('SEALKEEPER_CORPUS names no folder');
  const folder = join(corpus, format);
  return ['', 'derived'].flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((name) => name.endsWith(`.${format}`) && name.includes(values.file ?? ''))
      .toSorted()
      .map((name) => ({ path: join(folder, part, name), name: part === '' ? name : `${part}/${name}` })),
  );
}

async function pdfLooks(): Promise<FileLook[]> {
  const pictures = await openPdfPictures();
  const looks: FileLook[] = [];
  for (const { path, name } of filesOf('pdf')) {
    looks.push(await comparePdf(pictures, path, name, mostPages, keepIn));
    tell(looks.at(-1)!);
  }
  await pictures.close();
  return looks;
}

function tell({ name, ours, theirs, pages }: FileLook): void {
  const least = Math.min(1, ...pages.map(({ likeness }) => likeness));
  process.stdout.write(`${name}: ${ours} and ${theirs} pages, ${pages.length} compared, least ${least.toFixed(3)}\n`);
}

const ofd = values.only === 'PDF' ? null : await compareOfd(filesOf('ofd'), mostPages, keepIn);
ofd?.forEach(tell);
const pdf = values.only === 'OFD' ? null : await pdfLooks();
if (corpus !== undefined && ofd && pdf && values.file === undefined) {
  const judged = await judgeCorpus(corpus);
  writeFileSync(
    fileURLToPath(new URL('../../docs/corpus.md', import.meta.url)),
    corpusPage({ ofd, pdf, judged, mostPages }),
  );
}

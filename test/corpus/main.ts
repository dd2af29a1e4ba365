import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
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
import { openPopplerPages } from './poppler-pages.ts';

// Compares the pages of the corpus with those of other programs and writes docs/corpus.md. By hand, for it takes long:
// SEALKEEPER_CORPUS=… npx node test/corpus/main.ts [--in-full 100] [--only PDF|OFD|none] [--file part-of-its-name]
// A format that is left out keeps the figures of its last run.
const { values } = parseArgs({
  options: {
    'in-full': { type: 'string', default: '100000' },
    only: { type: 'string' },
    file: { type: 'string' },
  },
});
const choice = { inFull: Number(values['in-full']) };
const keepIn = fileURLToPath(new URL('../.cache/corpus', import.meta.url));
mkdirSync(keepIn, { recursive: true });

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
  const parts = { pictures: await openPdfPictures(), poppler: openPopplerPages() };
  const looks: FileLook[] = [];
  for (const { path, name } of filesOf('pdf')) {
    looks.push(await comparePdf(parts, path, name, choice, keepIn));
    tell(looks.at(-1)!);
  }
  await parts.pictures.close();
  parts.poppler.close();
  return looks;
}

function tell({ name, ours, theirs, pages }: FileLook): void {
  const least = Math.min(...pages.map(({ likeness }) => likeness)).toFixed(3);
  process.stdout.write(`${name}: ${ours} and ${theirs} pages, ${pages.length} compared; least ${least}\n`);
}

/** Figures of a run, or those of the last one. */
async function looksOf(format: 'PDF' | 'OFD', compare: () => Promise<FileLook[]>): Promise<FileLook[] | null> {
  const kept = join(keepIn, `figures-${format}.json`);
  if (values.only !== undefined && values.only !== format) {
    return existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as FileLook[]) : null;
  }
  const looks = await compare();
  if (values.file === undefined) writeFileSync(kept, JSON.stringify(looks));
  return looks;
}

const ofd = await looksOf('OFD', async () => {
  const looks = await compareOfd(filesOf('ofd'), choice, keepIn);
  looks.forEach(tell);
  return looks;
});
const pdf = await looksOf('PDF', pdfLooks);
if (corpus !== undefined && ofd && pdf && values.file === undefined) {
  const judged = await judgeCorpus(corpus);
  writeFileSync(fileURLToPath(new URL('../../docs/corpus.md', import.meta.url)), corpusPage({ ofd, pdf, judged }));
}

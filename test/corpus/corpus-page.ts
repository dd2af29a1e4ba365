import { causes } from './causes.ts';
import { leastLikeness, type FileLook } from './looks.ts';

/** The page of `docs/corpus.md`. */
export function corpusPage(found: {
  readonly ofd: readonly FileLook[];
  readonly pdf: readonly FileLook[];
  readonly mostPages: number;
}): string {
  const { ofd, pdf, mostPages } = found;
  return `# The corpus: every file beside other programs

Written by \`test/corpus/main.ts\` over the public test documents (\`CONTRIBUTING.md\`, Tests); not edited by hand, but for
the causes in \`test/corpus/causes.ts\`.

* **Pages**: our count beside that of pdfinfo (PDF) and ofdrw (OFD).
* **Likeness**: structural similarity (SSIM) of a page as this program shows it, drawn in Chromium at 96 dpi, to the page
  as pdftoppm or ofdrw's converter draws it; the least of the first ${mostPages} pages of each file. Both pictures are blurred by
  the weights 1-2-1 before, because programs smooth edges differently. For OFD text whose font is not embedded, both
  draw the same design (Noto Serif CJK SC).
* A page below ${leastLikeness} is listed with its cause; the pair of pictures lies in \`test/.cache/corpus\` after a run.

${summary('OFD', ofd)}
${summary('PDF', pdf)}

## Pages that differ

${differences(ofd, pdf)}

## OFD

${table(ofd, 'ofdrw')}

## PDF

${table(pdf, 'pdfinfo')}
`;
}

const likenessOf = (looks: readonly FileLook[]): number[] =>
  looks.flatMap(({ pages }) => pages.map(({ likeness }) => likeness));

function summary(format: string, looks: readonly FileLook[]): string {
  const all = likenessOf(looks);
  const low = all.filter((likeness) => likeness < leastLikeness).length;
  const opened = looks.filter(({ ours }) => ours !== null);
  const equal = opened.filter(({ ours, theirs }) => ours === theirs).length;
  const share = all.length === 0 ? 0 : (100 * low) / all.length;
  return (
    `${format}: ${looks.length} files, ${opened.length} opened, ${equal} with an equal number of pages; ` +
    `${all.length} pages compared, ${low} below ${leastLikeness} (${share.toFixed(1)} %).`
  );
}

function differences(...formats: readonly (readonly FileLook[])[]): string {
  const rows = formats
    .flat()
    .flatMap(({ name, pages }) =>
      pages
        .filter(({ likeness }) => likeness < leastLikeness)
        .map(({ page, likeness }) => `| ${name} | ${page} | ${likeness.toFixed(3)} | ${causes[name] ?? 'not known'} |`),
    );
  return ['| file | page | likeness | cause |', '|---|---|---|---|', ...rows].join('\n');
}

function table(looks: readonly FileLook[], other: string): string {
  const rows = looks.map(({ name, ours, theirs, refusal, pages }) => {
    const least = pages.length === 0 ? '' : Math.min(...pages.map(({ likeness }) => likeness)).toFixed(3);
    return `| ${name} | ${refusal ?? 'yes'} | ${ours ?? ''} | ${theirs ?? 'does not open it'} | ${pages.length} | ${least} |`;
  });
  return [
    `| file | opens | pages | pages by ${other} | compared | least likeness |`,
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

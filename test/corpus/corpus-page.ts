import { judgedAt } from '#test/support/corpus-verdicts.ts';
import { causes } from './causes.ts';
import type { JudgedFile } from './judge-corpus.ts';
import { leastLikeness, type FileLook } from './looks.ts';

/** The page of `docs/corpus.md`. */
export function corpusPage(found: {
  readonly ofd: readonly FileLook[];
  readonly pdf: readonly FileLook[];
  readonly judged: readonly JudgedFile[];
  readonly mostPages: number;
}): string {
  const { ofd, pdf, judged, mostPages } = found;
  return `# The corpus: every file beside other programs

Written by \`test/corpus/main.ts\` over the public test documents (\`CONTRIBUTING.md\`, Tests); not edited by hand, but for
the causes in \`test/corpus/causes.ts\`.

* **Pages**: our count beside that of pdfinfo (PDF) and ofdrw (OFD).
* **Likeness**: structural similarity (SSIM) of a page as this program shows it, drawn in Chromium at 96 dpi, to the page
  as pdftocairo (poppler) or ofdrw's converter draws it; the least of the first ${mostPages} pages of each file. Both pictures are blurred by
  the weights 1-2-1 before, because programs smooth edges differently. For OFD text whose font is not embedded, both
  draw the same design (Noto Serif CJK SC); for PDF text, poppler is given the fonts that the viewer takes
  (\`test/corpus/compare-pdf.ts\`). Chromium draws without hinting, so that letters stand across where the file has them.
  pdftocairo and not pdftoppm, because the latter puts every line of text on the whole pixel above.
* A page below ${leastLikeness} is listed with its cause; the pair of pictures lies in \`test/.cache/corpus\` after a run.
* **Verdicts**: what \`test/support/corpus-verdicts.ts\` expects beside what this program says, with the certificates of
  \`ofd/derived\` as trust and ${judgedAt.toISOString()} as the moment of judgement.

${summary('OFD', ofd)}
${summary('PDF', pdf)}
Verdicts: ${judged.length} files, ${judged.filter(({ isAgreed }) => isAgreed).length} as expected.

## Pages that differ

${differences(ofd, pdf)}

## OFD

${table(ofd, 'ofdrw')}

## PDF

${table(pdf, 'pdfinfo')}

## Verdicts

${verdicts(judged)}
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

const said = (verdict: string, reason: string): string => (reason === '' ? verdict : `${verdict} \`${reason}\``);

function verdicts(judged: readonly JudgedFile[]): string {
  const rows = judged.map(
    ({ file, expected, expectedReason, ours, reason, isAgreed }) =>
      `| ${file} | ${said(expected, expectedReason)} | ${ours} | ${reason} | ${isAgreed ? 'yes' : 'no'} |`,
  );
  return [
    '| file | expected, with the decisive reason | ours | decisive reason | agree |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

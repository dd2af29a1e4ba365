import { judgedAt } from '#test/support/corpus-verdicts.ts';
import type { JudgedFile } from './judge-corpus.ts';
import { leastLikeness, type FileLook, type PageLook } from './looks.ts';
import { differences } from './page-differences.ts';

/** The page of `docs/corpus.md`. */
export function corpusPage(found: {
  readonly ofd: readonly FileLook[];
  readonly pdf: readonly FileLook[];
  readonly judged: readonly JudgedFile[];
}): string {
  const { ofd, pdf, judged } = found;
  return `# The corpus: every file beside other programs

Written by \`test/corpus/main.ts\` over the public test documents (\`CONTRIBUTING.md\`, Tests); not edited by hand, but for
the causes in \`test/corpus/causes.ts\`.

* **Pages**: our count beside that of pdfinfo (PDF) and ofdrw (OFD).
* **Likeness**: structural similarity (SSIM) of a page as this program shows it, drawn in Chromium at 96 dpi, to the
  same page of another program: \`pdftoppm -r 96\` for PDF, the converter of ofdrw at 96 dpi for OFD. Pictures are
  compared as they are; beside it stands the same of both blurred by the weights 1-2-1, for programs smooth the edges of
  letters differently. For OFD text whose font is not embedded, both draw the same design (Noto Serif CJK SC); for PDF
  text, poppler is given the fonts that the viewer takes (\`test/corpus/font-settings.ts\`). Chromium draws without
  hinting, as pdftoppm does, and letters stand on the pixels the viewer gives them
  ([ADR 0039](adr/0039-lines-of-text-on-the-pixel-above.md)).
* A page below ${leastLikeness} is listed with its cause; the pairs of pictures lie in \`test/.cache/corpus\` after a run.
* **Verdicts**: what \`test/support/corpus-verdicts.ts\` expects beside what this program says, with the certificates of
  \`ofd/derived\` as trust and ${judgedAt.toISOString()} as the moment of judgement.

| | files | opened | equal number of pages | pages compared | below ${leastLikeness} | share | of these below when blurred |
|---|---|---|---|---|---|---|---|
${share('OFD, beside ofdrw', ofd)}
${share('PDF, beside pdftoppm', pdf)}

${inPart([...ofd, ...pdf])}

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

function share(title: string, looks: readonly FileLook[]): string {
  const opened = looks.filter(({ ours }) => ours !== null);
  const equal = opened.filter(({ ours, theirs }) => ours === theirs).length;
  const all = looks.flatMap(({ pages }) => pages);
  const low = all.filter(({ likeness }) => likeness < leastLikeness);
  const percent = all.length === 0 ? 0 : (100 * low.length) / all.length;
  const still = low.filter(({ blurred }) => blurred < leastLikeness).length;
  const cells = [title, looks.length, opened.length, equal, all.length, low.length, `${percent.toFixed(1)} %`, still];
  return `| ${cells.join(' | ')} |`;
}

/** Files of which a part was compared are named: nobody should take them for whole. */
function inPart(looks: readonly FileLook[]): string {
  const names = looks
    .filter(({ ours, theirs, pages }) => pages.length > 0 && pages.length < Math.min(ours ?? 0, theirs ?? 0))
    .map(({ name, ours, pages }) => `${name} (${pages.length} of ${ours})`);
  return names.length === 0
    ? 'Every page of every file that both programs open was compared.'
    : `Compared in part, the first 12 pages, every 25th and the last: ${names.join(', ')}. All other files were compared whole.`;
}

function table(looks: readonly FileLook[], other: string): string {
  const rows = looks.map(({ name, ours, theirs, refusal, pages }) => {
    const least = pages.length === 0 ? ' | ' : `${leastOf(pages, 'likeness')} | ${leastOf(pages, 'blurred')}`;
    return `| ${name} | ${refusal ?? 'yes'} | ${ours ?? ''} | ${theirs ?? 'does not open it'} | ${pages.length} | ${least} |`;
  });
  return [
    `| file | opens | pages | pages by ${other} | compared | least likeness | blurred |`,
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

const leastOf = (pages: readonly PageLook[], way: 'likeness' | 'blurred'): string =>
  Math.min(...pages.map((page) => page[way])).toFixed(3);

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

import { judgedAt } from '#test/support/corpus-verdicts.ts';
import type { JudgedFile } from './judge-corpus.ts';
import { leastLikeness, likenessIn, type FileLook } from './looks.ts';
import { differences } from './page-differences.ts';

const ofdWays = [['ofdrw', 'ofdrw']] as const;
const pdfWays = [
  ['fine', 'pdftoppm at 192, reduced'],
  ['plain', 'pdftoppm at 96'],
  ['cairo', 'pdftocairo at 96'],
] as const;
type Ways = readonly (readonly [way: string, words: string])[];

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
  same page of another program. Both pictures are blurred by the weights 1-2-1 before, because programs smooth edges
  differently. For OFD text whose font is not embedded, both draw the same design (Noto Serif CJK SC); for PDF text,
  poppler is given the fonts that the viewer takes (\`test/corpus/poppler-pages.ts\`). Chromium draws without hinting, so
  that letters stand across where the file has them.
* **PDF in three ways**: \`pdftoppm -r 96\`; the same program at 192 dpi with every four pixels made one; \`pdftocairo
  -r 96\`. pdftoppm puts a line of text on the whole pixel above its place, Chromium and cairo on the nearest one, so
  that at 96 dpi about half of its lines stand a pixel higher. The second way halves that and changes nothing else; it
  is the measure here, and the first is shown as it is ([ADR 0029](adr/0029-pages-beside-poppler.md)).
* A page below ${leastLikeness} is listed with its cause; the pairs of pictures lie in \`test/.cache/corpus\` after a run.
* **Verdicts**: what \`test/support/corpus-verdicts.ts\` expects beside what this program says, with the certificates of
  \`ofd/derived\` as trust and ${judgedAt.toISOString()} as the moment of judgement.

${opening('OFD', ofd)}

${shares(ofd, ofdWays)}

${opening('PDF', pdf)}

${shares(pdf, pdfWays)}

${inPart([...ofd, ...pdf])}

Verdicts: ${judged.length} files, ${judged.filter(({ isAgreed }) => isAgreed).length} as expected.

## Pages that differ

${differences(ofd, pdf)}

## OFD

${table(ofd, 'ofdrw', ofdWays)}

## PDF

${table(pdf, 'pdfinfo', pdfWays)}

## Verdicts

${verdicts(judged)}
`;
}

function opening(format: string, looks: readonly FileLook[]): string {
  const opened = looks.filter(({ ours }) => ours !== null);
  const equal = opened.filter(({ ours, theirs }) => ours === theirs).length;
  const pages = looks.reduce((sum, look) => sum + look.pages.length, 0);
  return (
    `${format}: ${looks.length} files, ${opened.length} opened, ${equal} with an equal number of pages; ` +
    `${pages} pages compared.`
  );
}

function shares(looks: readonly FileLook[], ways: Ways): string {
  const rows = ways.map(([way, words]) => {
    const all = looks.flatMap((look) => likenessIn(look, way));
    const low = all.filter((likeness) => likeness < leastLikeness).length;
    const share = all.length === 0 ? 0 : (100 * low) / all.length;
    return `| ${words} | ${all.length} | ${low} | ${share.toFixed(1)} % |`;
  });
  return [`| beside | pages | below ${leastLikeness} | share |`, '|---|---|---|---|', ...rows].join('\n');
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

function table(looks: readonly FileLook[], other: string, ways: Ways): string {
  const rows = looks.map((look) => {
    const { name, ours, theirs, refusal, pages } = look;
    const least = ways.map(([way]) => (pages.length === 0 ? '' : Math.min(...likenessIn(look, way)).toFixed(3)));
    return `| ${name} | ${refusal ?? 'yes'} | ${ours ?? ''} | ${theirs ?? 'does not open it'} | ${pages.length} | ${least.join(' | ')} |`;
  });
  return [
    `| file | opens | pages | pages by ${other} | compared | ${ways.map(([, words]) => `least beside ${words}`).join(' | ')} |`,
    `|---|---|---|---|---|${ways.map(() => '---|').join('')}`,
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

import { ask } from '#test/support/foreign-programs.ts';
import { validateWithOfdrw } from '#test/support/ofdrw.ts';
import type { CorpusStamp } from './stamped-corpus.ts';

/** One line of the table; a program that has nothing to say of a format leaves its column empty. */
export interface StampLine {
  readonly name: string;
  readonly result: string;
  readonly qpdf: string;
  readonly pdfsig: string;
  readonly ofdrw: string;
  /** Every program is content, or no less content than with the file as it came. */
  readonly isRight: boolean;
}

const qpdfWords = ['sound', '', 'faults', 'warnings'];

/** Has the stamped files, and the files as they came, judged by programs that are not ours. */
export async function judgeStamps(corpus: string, rows: readonly CorpusStamp[]): Promise<readonly StampLine[]> {
  const before = (name: string): string => `${corpus}/${name}`;
  const ofds = rows.filter(({ format, output }) => format === 'OFD' && output !== null);
  const files = ofds.flatMap(({ name, output }) => [before(name), output!]);
  const verdicts = new Map((await validateWithOfdrw(files)).map((verdict) => [verdict.file, verdict.verdict]));
  return rows.map(({ name, format, output, refusal }): StampLine => {
    const nothing = { qpdf: '', pdfsig: '', ofdrw: '' };
    if (output === null) return { name, result: `refused: ${refusal}`, ...nothing, isRight: true };
    if (format === 'OFD') {
      const [was, is] = [verdicts.get(before(name)) ?? 'unread', verdicts.get(output) ?? 'unread'];
      const isAsBefore = was !== 'VALID' && was !== 'UNSIGNED' && is === was;
      const ofdrw = is === 'VALID' ? 'valid' : `${is.toLowerCase()} (before: ${was.toLowerCase()})`;
      return { name, result: 'stamped', ...nothing, ofdrw, isRight: is === 'VALID' || isAsBefore };
    }
    const [was, is] = [before(name), output].map((file) => ask('qpdf', ['--check', file]).status) as [number, number];
    const isTotal = (ask('pdfsig', ['-nocert', output]).text.split('Signature #').at(-1) ?? '').includes(
      'Total document signed',
    );
    const qpdf = was === is ? qpdfWords[is]! : `${qpdfWords[is]} (before: ${qpdfWords[was]})`;
    const isNoWorse = is === 0 || is === was;
    const pdfsig = isTotal ? 'total' : 'not total';
    return { name, result: 'stamped', ...nothing, qpdf, pdfsig, isRight: isNoWorse && isTotal };
  });
}
